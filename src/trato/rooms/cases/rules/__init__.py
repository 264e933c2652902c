"""Rules of cases: pure functions over values."""
