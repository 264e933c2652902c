"""Tools with no opinion on care."""
