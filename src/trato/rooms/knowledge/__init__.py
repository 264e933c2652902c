"""What the team knows how to say: canned replies."""
