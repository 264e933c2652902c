"""What the flow and the console may ask of routing."""

from trato.rooms.routing.service import QueueBook, consider, create_queue, decide, held_by, list_queues, record

__all__ = ["QueueBook", "consider", "create_queue", "decide", "held_by", "list_queues", "record"]
