"""Benchmarks and harnesses: each prints named figures, measured against a baseline in the same run."""
