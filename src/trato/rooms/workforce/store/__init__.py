"""All SQL of the workforce."""
