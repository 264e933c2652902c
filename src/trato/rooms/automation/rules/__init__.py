"""The rules of automation: pure."""
