"""Twilio's Programmable Voice on this machine, with a telephone on which anyone calls a business."""
