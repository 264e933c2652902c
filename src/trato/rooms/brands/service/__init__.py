"""Deeds of brands: create brands, publish hours, say who keeps which."""
