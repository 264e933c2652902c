"""Rules of choice: who takes which waiting case, and why. Pure, so that a what-if can ask the same."""
