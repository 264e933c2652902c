"""All SQL of the console: it reads the tables of the rooms below, and writes only its own."""
