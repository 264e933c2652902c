"""The deeds of automation."""
