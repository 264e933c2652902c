"""A channel that nobody ships: letters by pigeon, to see what adding one takes."""
