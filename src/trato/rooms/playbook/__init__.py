"""The organisation's manual as a file: its whole configuration out, and in again after a diff."""
