"""A stand-in for Facebook Pages: Meta's Graph, strict, with a telephone on which anyone can write to a Page."""
