"""The deeds of contacts."""
