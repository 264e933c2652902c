"""Promises on time: policies, targets, clocks and breaches."""
