"""What the APIs of Google have in common: their tokens, and what their refusals mean."""
