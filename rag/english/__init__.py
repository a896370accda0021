"""Answers framed in English from Chinese evidence."""
