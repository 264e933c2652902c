"""The public posts below which conversations happen: what they are an answer to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.channels.model import PublicPost
from trato.rooms.conversations.events import PostKnown
from trato.rooms.conversations.store import posts as store
from trato.rooms.conversations.store.posts import WantedPost

ATTEMPTS = 5  # after which a thread stands without what it is below


async def note_posts(tx: Tx, posts: Sequence[tuple[UUID, str, PublicPost | None]]) -> None:
    """Keep what a delivery told of posts, or that they are to be asked for: (account, the channel's id, what it told).

    One that is known already is not asked for again.
    """
    fresh = {(account, ref): told for account, ref, told in sorted(posts, key=lambda one: one[2] is not None)}
    if fresh:
        await store.add(tx, [(account, ref, told) for (account, ref), told in fresh.items()])


async def waiting_for_posts(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces that wait for posts."""
    return await store.waiting_workspaces(door, now)


async def claim_posts(tx: Tx, limit: int) -> list[WantedPost]:
    """Take posts in hand for a minute."""
    return await store.claim(tx, limit)


async def keep_post(tx: Tx, one: WantedPost, told: PublicPost) -> None:
    """Keep what the channel told of a post; the screens of what is said below it hear of it."""
    for conversation_id, case_id in await store.keep(tx, one, told):
        tx.emit(PostKnown(subject=conversation_id, case_id=case_id))


async def miss_post(tx: Tx, one: WantedPost, error: str, *, final: bool) -> None:
    """Try again later, or do without."""
    if final or one.attempts >= ATTEMPTS:
        await store.miss(tx, one, error)
    else:
        await store.again(tx, one, tx.now + timedelta(seconds=10 * 2**one.attempts), error)
