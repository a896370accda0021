"""From comparisons to a verdict with its evidence and its named difference."""
