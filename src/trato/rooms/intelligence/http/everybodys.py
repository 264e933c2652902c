"""What is learned, and its words, are everybody's: a verb that holds in one brand only is not enough."""

from __future__ import annotations

from trato.kit.errors import Forbidden
from trato.rooms.access.model import EVERYWHERE, Principal, Verb


def check_all(who: Principal, verb: Verb = Verb.DISPOSITIONS_MANAGE) -> None:
    """Refuse whoever has a verb in a part of the workspace only. Raises Forbidden."""
    if not who.rights.scope(verb).covers(EVERYWHERE):
        raise Forbidden(verb=verb.value)
