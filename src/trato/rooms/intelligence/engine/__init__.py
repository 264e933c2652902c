"""The engine: a library on its own, which needs no database and asks nobody."""
