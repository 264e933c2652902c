"""Calls: what happened in each, who was rung and talked, and what the telephone's provider is told to do."""
