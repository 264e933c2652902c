"""What all channels of Twilio share: how it proves itself, what it posts, what opens it, and its files."""
