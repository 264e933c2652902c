"""What `run.py`, `test.py` and the wheel's build share. Standard library only: it runs before anything is installed."""
