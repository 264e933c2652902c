"""The deeds of channels."""
