"""The systems that records come from: one module each, behind the contract of `Source`."""
