"""Days, places and the order of things against what is reported."""
