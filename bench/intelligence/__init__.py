"""How well and how fast the engine understands: the development tasks of a folder of data sets, and its speed."""
