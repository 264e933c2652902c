"""Personal data in a text, found by pattern, check digit and what stands before it."""
