"""Starts everything; the only place that sees every room."""
