"""Matters from open to closed: cases, participants, states, holders, notes, tags, dispositions, merge and split."""
