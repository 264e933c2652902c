"""The addresses of channels."""
