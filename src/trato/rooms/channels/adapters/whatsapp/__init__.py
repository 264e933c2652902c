"""WhatsApp: the Cloud API of Meta, straight or through a business solution provider (360dialog)."""
