"""Rules of the what-if: its numbers, how sure they are, and days that never were."""
