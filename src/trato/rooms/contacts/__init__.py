"""The persons who write to us: contacts, organisations, identities, consent, linking and blocking."""
