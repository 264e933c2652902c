"""The demo: an invented group of brands, its people and its customers, alive on simulators."""
