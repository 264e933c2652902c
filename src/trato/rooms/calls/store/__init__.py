"""All SQL of calls."""
