"""What access decides: pure functions over values."""
