"""The addresses of brands."""
