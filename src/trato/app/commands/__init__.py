"""One file for each command of `trato`."""
