"""Another system on the generic channel, on this machine: kiosks that people write at."""
