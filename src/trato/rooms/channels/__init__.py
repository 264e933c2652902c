"""How messages come in and go out: channel accounts, the durable inbox, and one adapter for each channel."""
