"""Addresses of intelligence."""
