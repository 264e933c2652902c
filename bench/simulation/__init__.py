"""The delivery logic under a seeded scheduler, with a clock of its own and a crash at every step.

The rules are the product's (`trato.rooms.conversations.rules`); around them is what PostgreSQL promises, in memory:
transactions that happen wholly or not at all, row locks that a crash frees, unique keys. Each process is a generator
that stops wherever the real one could be killed; the seed decides who goes on, who dies and what the provider does.
"""
