"""Figures against figures: what each counts, sums, shares, multiples, parts of a whole."""
