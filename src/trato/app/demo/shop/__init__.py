"""Pirca, an invented shop of cookware: somebody else's page, on which the widget lives."""
