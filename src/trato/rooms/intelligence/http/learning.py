"""The addresses of how learning goes: look, fit now, choose a version, let what is proven be put or not."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.intelligence.http.everybodys import check_all
from trato.rooms.intelligence.model import Learner
from trato.rooms.intelligence.service import models
from trato.rooms.intelligence.service.learning import Learning, learning

Name = Literal["tags", "reasons"]


class OneLearner(Struct, frozen=True):
    name: Name


class Automatic(Struct, frozen=True):
    """Whether what is proven is put on cases without a person."""

    name: Name
    on: bool


async def get_learning(tx: Tx, who: Principal, given: Nothing) -> Learning:
    """Return how each tag does, which to merge and to split, what drifts, and the versions of the models."""
    check_all(who)
    return await learning(tx)


async def fit(tx: Tx, who: Principal, given: OneLearner) -> Learning:
    """Let it fit now; `progress` says how far that is."""
    check_all(who)
    await models.ask_to_fit(tx, Learner(given.name))
    return await learning(tx)


async def set_automatic(tx: Tx, who: Principal, given: Automatic) -> Learning:
    """Say whether what is proven is put on cases without a person."""
    check_all(who)
    await models.set_automatic(tx, Learner(given.name), on=given.on)
    return await learning(tx)


async def choose(tx: Tx, who: Principal, given: OneId) -> Learning:
    """Let a kept version predict from now on."""
    check_all(who)
    await models.choose(tx, given.id)
    return await learning(tx)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/learning", Verb.DISPOSITIONS_MANAGE, get_learning, Nothing),
    ("POST", "/api/v1/learning/{name}/fit", Verb.DISPOSITIONS_MANAGE, fit, OneLearner),
    ("PUT", "/api/v1/learning/{name}/automatic", Verb.DISPOSITIONS_MANAGE, set_automatic, Automatic),
    ("POST", "/api/v1/learning/models/{id}/choose", Verb.DISPOSITIONS_MANAGE, choose, OneId),
)
