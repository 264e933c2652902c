"""The addresses of the desk."""
