"""What is asked: kinds, dates, follow-ups, and the words that are searched."""
