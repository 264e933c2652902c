"""What happens by itself: rules (when, if, then), macros, automatic replies."""
