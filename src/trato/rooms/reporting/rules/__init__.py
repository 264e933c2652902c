"""Business rules of reports: how days pass in a place, and what a table of numbers looks like as a file."""
