"""A stand-in for YouTube: the Data API about comments, strict, and a page with a video on which anyone comments."""
