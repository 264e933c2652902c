"""The deeds of routing: queues, what counts, and giving waiting cases to those who have room."""
