"""X: mentions, replies and quotes that everybody reads, and direct messages, of one account."""
