"""What agents and supervisors see: read models and live topics."""
