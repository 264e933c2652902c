"""What comes from other systems: contacts, cases, messages and texts, once and as they were."""
