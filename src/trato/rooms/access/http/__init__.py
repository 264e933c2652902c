"""The doors of access: who stands there, signing in and out, and the lists that screens show."""
