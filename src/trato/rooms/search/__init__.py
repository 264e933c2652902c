"""Finding anything that was ever said: words of messages, notes and cases, read newest first."""
