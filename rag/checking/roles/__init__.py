"""Who did it to whom, with whom, in which office, and whose it is."""
