"""Trato: the customer-care playbook that runs."""
