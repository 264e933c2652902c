"""What a text's words are, what a question asks, and which answer is best: pure functions over values."""
