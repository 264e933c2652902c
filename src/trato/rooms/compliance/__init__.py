"""The gate that every outbound message passes: verdicts and holds."""
