"""One folder for each channel: what its provider says, and how we answer it."""
