"""All SQL of cases."""
