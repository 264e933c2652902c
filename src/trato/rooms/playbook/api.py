"""What the commands ask of the configuration as a file."""

from trato.rooms.playbook.service import apply, export, plan
from trato.rooms.playbook.service.here import Tools

__all__ = ["Tools", "apply", "export", "plan"]
