"""Twilio's Programmable Messaging on this machine, with telephones on which anyone plays a customer."""
