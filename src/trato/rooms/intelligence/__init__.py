"""What a message is: its language, personal data, kind, mood and urgency; learned here, without a cloud."""
