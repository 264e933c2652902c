"""Channel accounts in administration: connecting one, how each does, looking at it live, resting and retiring it."""
