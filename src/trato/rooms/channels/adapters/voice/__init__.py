"""Calls by Twilio's Programmable Voice."""
