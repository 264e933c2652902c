"""Mailboxes on a page, on which anybody can be a contact: read, write, answer as a real mail program would."""
