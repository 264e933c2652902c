"""What the base heads learn from, and how: messages that we wrote, and the script that fits the heads to them."""
