"""Providers of this machine, a file each: opened beside the demo's pages, a line each in `opening.py`."""
