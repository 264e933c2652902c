"""Deeds of promises. All take batches; none runs a query for each item."""
