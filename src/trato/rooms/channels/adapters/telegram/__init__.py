"""Telegram: a bot of the Bot API."""
