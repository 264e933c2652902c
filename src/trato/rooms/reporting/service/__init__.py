"""Deeds of reports: count, cut, and open what a number is made of."""
