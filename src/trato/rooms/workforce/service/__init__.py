"""The deeds of the workforce."""
