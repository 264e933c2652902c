"""The whole configuration: out as YAML, planned against, and in again, in one transaction."""

from trato.rooms.playbook.service.whole import apply, export, plan

__all__ = ["apply", "export", "plan"]
