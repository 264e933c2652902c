"""SQL of automation."""
