"""Threads on one channel account: messages, attachments, deliveries, receipts and reply windows."""
