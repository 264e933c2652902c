"""Journeys of people in a real browser, contact and agent at once, against the whole product."""
