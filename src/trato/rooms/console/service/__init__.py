"""What the desk reads and does."""
