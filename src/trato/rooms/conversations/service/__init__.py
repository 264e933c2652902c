"""The deeds of conversations."""
