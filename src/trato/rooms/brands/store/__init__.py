"""All SQL of brands."""
