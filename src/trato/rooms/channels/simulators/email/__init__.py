"""A stand-in for the world's mail: strict SMTP, IMAP, bounces, and mailboxes anyone can write from."""
