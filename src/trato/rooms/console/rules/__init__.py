"""Which case belongs in which list, what a fact is called, what may be done."""
