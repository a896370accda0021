"""Benchmarks: ratios measured in one run, so that a shared machine's drift cancels out."""
