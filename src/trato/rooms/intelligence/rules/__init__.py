"""Rules of intelligence: pure."""
