"""All SQL of access."""
