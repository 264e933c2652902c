"""Bringing records in, and taking them out again."""
