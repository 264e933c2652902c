"""The identities that the public speaks to: brands, their controllers, and their opening hours."""
