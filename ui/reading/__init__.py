"""The archive to leaf through: its calendar, its days, its articles and their stories."""
