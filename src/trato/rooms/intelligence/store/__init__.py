"""SQL of intelligence, one statement a function."""
