"""A page on which anyone plays the person who writes to a business, for every simulator of a chat."""
