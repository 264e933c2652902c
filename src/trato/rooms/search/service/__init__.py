"""Deeds of search: taking words in, and answering."""
