"""Trains and measures the bundled bilingual model. `python -m training.train --help`."""
