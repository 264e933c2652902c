"""E-mail: a mailbox that speaks IMAP and a server that takes SMTP, in Trato's words."""
