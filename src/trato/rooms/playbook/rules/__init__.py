"""Reading and writing the file, and comparing two of them: values only."""
