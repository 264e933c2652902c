"""All SQL of contacts."""
