"""The addresses of what is kept about contacts, and of the words in which they are asked."""
