"""VK: the messages of a community, and what is said on its wall."""
