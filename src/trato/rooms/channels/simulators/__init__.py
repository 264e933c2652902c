"""Stand-ins for providers at the network edge: the demo and the tests speak with them, on loopback alone."""
