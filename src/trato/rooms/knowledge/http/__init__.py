"""The addresses of canned replies."""
