"""The addresses of the words that cases are marked with: tags, and the tree of reasons."""
