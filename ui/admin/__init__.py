"""The editor's rooms: behind a sign-in, and switched off without a secret."""
