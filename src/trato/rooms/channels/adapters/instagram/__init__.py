"""Instagram: the direct messages of a professional account, and what is said in public below its posts."""
