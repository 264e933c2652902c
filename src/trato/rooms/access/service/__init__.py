"""The deeds of access."""
