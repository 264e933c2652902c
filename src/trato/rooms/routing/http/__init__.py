"""The addresses of routing."""
