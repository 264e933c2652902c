"""What others may ask of outgoing webhooks."""

from trato.rooms.webhooks.service import (
    add_endpoint,
    change_endpoint,
    change_secret,
    fan_out,
    get_endpoint,
    list_attempts,
    list_deliveries,
    list_endpoints,
    remove_endpoint,
    replay,
    waiting_workspaces,
)

__all__ = [
    "add_endpoint",
    "change_endpoint",
    "change_secret",
    "fan_out",
    "get_endpoint",
    "list_attempts",
    "list_deliveries",
    "list_endpoints",
    "remove_endpoint",
    "replay",
    "waiting_workspaces",
]
