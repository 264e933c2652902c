"""Performs the decisions that rooms return, one file a family of decisions."""
