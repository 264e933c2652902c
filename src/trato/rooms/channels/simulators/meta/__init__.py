"""What the stand-ins for the channels of Meta have in common: bringing webhooks, and trouble on order."""
