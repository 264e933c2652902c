"""The demo's own site: the control page, the shop that wears the widget, and the simulated mailboxes."""
