"""YouTube: the comments below a channel's videos, read with the YouTube Data API, answered and moderated in public."""
