"""The addresses of weights: what one conversation of each channel takes of a person."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import ChannelWeight

Row = tuple[str, str, Verb, Any, type[Struct]]
Units = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000)]  # what makes no sense is refused by name


class Weight(Struct, frozen=True):
    """`units` of a capacity, a usual case takes 10; an `exclusive` one takes all of a person, and is live work."""

    channel: Annotated[str, Meta(max_length=40)]
    units: Units
    live: bool
    exclusive: bool


class WeightShown(Weight, frozen=True, kw_only=True):
    """`usual` is what the channel is by itself."""

    usual: Weight


class Weights(Struct, frozen=True):
    """What is not named stays as it is."""

    weights: Annotated[tuple[Weight, ...], Meta(max_length=100)]


async def list_weights(tx: Tx, who: Principal, given: Nothing) -> list[WeightShown]:
    """List what one conversation of each channel takes."""
    _check(who)
    usual = workforce.usual_weights()
    found = await workforce.channel_weights(tx)
    return [
        WeightShown(
            channel=channel, units=found[channel].units, live=found[channel].live, exclusive=found[channel].exclusive,
            usual=Weight(channel, one.units, one.live, one.exclusive),
        )
        for channel, one in usual.items()
    ]  # fmt: skip


async def change(tx: Tx, who: Principal, given: Weights) -> list[WeightShown]:
    """Let conversations of some channels take more or less from now on."""
    _check(who)
    for one in given.weights:
        await workforce.set_channel_weight(tx, one.channel, ChannelWeight(one.units, one.exclusive, one.live))
    return await list_weights(tx, who, Nothing())


TABLE: tuple[Row, ...] = (
    ("GET", "/api/v1/routing/channel-weights", Verb.QUEUES_MANAGE, list_weights, Nothing),
    ("PUT", "/api/v1/routing/channel-weights", Verb.QUEUES_MANAGE, change, Weights),
)


def _check(who: Principal) -> None:
    """Refuse who manages some queues only: the weights are the whole workspace's. Raises Forbidden."""
    if not who.rights.scope(Verb.QUEUES_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.QUEUES_MANAGE.value)
