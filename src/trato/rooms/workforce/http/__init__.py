"""The doors of the workforce."""
