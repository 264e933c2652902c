"""Who may do what, where: workspaces, units, users, roles, scoped grants, sessions, tokens and the audit log."""
