"""All SQL of the what-if: it only reads."""
