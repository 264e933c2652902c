"""What messages cost: rate cards as people keep them, prices before sending, budgets of brands and their alarms."""
