"""Where cases wait and who takes them: queues and assignment."""
