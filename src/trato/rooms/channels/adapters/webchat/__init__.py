"""Web chat: what a visitor's widget sends through our own door, in Trato's words."""
