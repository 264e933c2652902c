"""Deeds of calls: their course, those that we make, orders to providers, and telephones of ours."""
