"""Deeds of spending."""
