"""Deeds of intelligence."""
