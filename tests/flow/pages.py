"""A Page of Facebook in a story: its accounts, and what its webhooks say."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.flow.world import World
from trato.app.founding import open_channel
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM

PAGE = "104512345678901"
SECRETS = {"access_token": "EAApage", "app_secret": "s3cret", "verify_token": "v"}


async def open_page(world: World, channel: str, page: str = PAGE, **settings: Any) -> UUID:
    """Connect a Page of the story's brand on one of its channels."""
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        account = await open_channel(
            world.house, tx, world.brand, channel, page, "Pirca", settings=settings, secrets=dict(SECRETS)
        )
    world.house.book.forget(world.workspace)
    world.accounts.setdefault(channel, account)
    return account


def stamp() -> int:
    """Return this moment in milliseconds."""
    return int(wall_clock().timestamp() * 1000)


def item(person: str, at: int = 0, **what: Any) -> dict[str, Any]:
    """Return one item that a person did in the inbox."""
    return {"sender": {"id": person}, "recipient": {"id": PAGE}, "timestamp": at or stamp(), **what}


def inbox(*items: dict[str, Any], page: str = PAGE) -> bytes:
    """Return a webhook with items of an inbox."""
    return json.dumps({"object": "page", "entry": [{"id": page, "time": stamp(), "messaging": list(items)}]}).encode()


def wall(*values: dict[str, Any], field: str = "feed") -> bytes:
    """Return a webhook with changes of the Page's posts."""
    changes = [{"field": field, "value": value} for value in values]
    return json.dumps({"object": "page", "entry": [{"id": PAGE, "time": stamp() // 1000, "changes": changes}]}).encode()


def comment(number: int, text: str, person: str = "7001", below: str = "", at: int = 0, **more: Any) -> dict[str, Any]:
    """Return that somebody (or the Page, `PAGE`) wrote a comment, below another or the post itself."""
    post = f"{PAGE}_900"
    told = {"item": "comment", "verb": "add", "comment_id": f"900_{number}", "post_id": post, "message": text}
    who = {"from": {"id": person, "name": "Pirca" if person == PAGE else f"Persona {person}"}}
    return {**told, **who, "parent_id": below or post, "created_time": at or stamp() // 1000, **more}
