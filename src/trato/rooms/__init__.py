"""The rooms of the house: each owns its words, its rules, its tables and its doors."""
