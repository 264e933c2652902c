"""From an empty house to the first answer: the first administrator, then brand, hours, channel, conversation."""
