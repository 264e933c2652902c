"""The deeds of cases."""
