"""Deeds of the what-if."""
