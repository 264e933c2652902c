"""Rules of the workforce: pure functions over values."""
