"""SMS and MMS by Twilio: what comes, what leaves, and what became of it."""
