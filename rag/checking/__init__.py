"""Claims taken apart and laid against the sentences of the same event."""
