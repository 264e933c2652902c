"""All SQL of promises."""
