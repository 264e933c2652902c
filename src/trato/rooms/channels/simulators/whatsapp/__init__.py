"""A stand-in for WhatsApp: Meta's Cloud API (and 360dialog's), strict, with a telephone on which anyone can write."""
