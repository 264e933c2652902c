"""The addresses of promises."""
