"""What the flow and the console may ask of routing."""

from trato.rooms.routing.service import (
    QueueBook,
    change_queue,
    consider,
    create_queue,
    decide,
    held_by,
    list_queues,
    record,
    retire_queue,
)

__all__ = [
    "QueueBook",
    "change_queue",
    "consider",
    "create_queue",
    "decide",
    "held_by",
    "list_queues",
    "record",
    "retire_queue",
]
