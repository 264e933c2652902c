"""LINE: people who write to an official account."""
