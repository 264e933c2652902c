"""Deeds of weights: what one conversation of each channel takes of a person."""

from __future__ import annotations

from dataclasses import replace

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels import api as channels
from trato.rooms.workforce.errors import SenselessWeight
from trato.rooms.workforce.model import ChannelWeight
from trato.rooms.workforce.rules import capacity as rules
from trato.rooms.workforce.store import weights as store


def usual_weights() -> dict[str, ChannelWeight]:
    """Return what one conversation of each channel takes while nobody says otherwise: what the channel is by itself."""
    live = channels.live_channels()
    return {channel: ChannelWeight(live=channel in live) for channel in channels.all_channels()}


async def channel_weights(tx: Tx) -> dict[str, ChannelWeight]:
    """Return what one conversation of each channel takes: what the workspace says, or what the channel is by itself."""
    weights = usual_weights()
    for channel, (said, is_live) in (await store.list_weights(tx)).items():
        live = weights[channel].live if channel in weights else False
        weights[channel] = replace(said, live=live if is_live is None else is_live)
    return weights


async def set_channel_weight(tx: Tx, channel: str, weight: ChannelWeight) -> None:
    """Say what one conversation of a channel takes, and whether it is live work; one that takes all of a person is.

    It counts from the next choice on, also for what is held: nothing is taken away. What is as usual is not kept.
    Raises SenselessWeight.
    """
    usual = usual_weights()
    if channel not in usual:
        raise SenselessWeight(field="channel", channel=channel[:40])
    if not rules.is_sensible_capacity(weight.units):
        raise SenselessWeight(field="units", channel=channel)
    after = replace(weight, live=weight.live or weight.exclusive)
    if after == (await channel_weights(tx))[channel]:
        return
    if after == usual[channel]:
        await store.drop_weight(tx, channel)
    else:
        await store.set_weight(tx, channel, after)
    tx.audit(
        AuditEntry(
            "capacity.weigh", "workspace", tx.workspace,
            {"channel": channel, "units": after.units, "live": after.live, "exclusive": after.exclusive},
        )
    )  # fmt: skip


async def weigh_as_usual(tx: Tx, channel: str) -> None:
    """Let a channel weigh what it is by itself. Raises SenselessWeight."""
    await set_channel_weight(tx, channel, usual_weights().get(channel, ChannelWeight()))
