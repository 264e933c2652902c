"""Telegram on this machine: the Bot API as a bot calls it, and the people who write to bots."""
