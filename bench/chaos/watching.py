"""A reader that follows the log all the while: no fact may be missing, come twice, or be taken back."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg

from bench.chaos.desk import TROUBLE
from bench.stand import Stand

NEXT = """
select seq, kind, subject from kit.event where workspace_id = $1 and seq > $2 order by seq limit 2000
"""
PLACES = """
select id, conversation_id, sort_at, sort_id, sort_item from conversations.message where id = any($1::uuid[])
"""
ALL = "select id, conversation_id, sort_at, sort_id, sort_item from conversations.message where direction = 'in'"


@dataclass(slots=True)
class Watcher:
    """One client of the log. It builds each thread from the facts, as a screen does."""

    stand: Stand
    seen: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    facts: int = 0
    troubles: list[str] = field(default_factory=list)
    threads: dict[UUID, dict[UUID, Any]] = field(default_factory=lambda: defaultdict(dict))
    _connection: asyncpg.Connection[Any] | None = None

    async def watch(self) -> None:
        """Follow until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(0.2)

    async def look(self) -> None:
        """Read what is new."""
        try:
            connection = self._connection
            if connection is None or connection.is_closed():
                connection = self._connection = await asyncpg.connect(self.stand.server.url(), timeout=5)
            for space in self.stand.spaces:
                while await self._read(connection, space.workspace):
                    pass
        except TROUBLE:
            self._connection = None

    async def _read(self, connection: asyncpg.Connection[Any], workspace: UUID) -> int:
        rows = await connection.fetch(NEXT, workspace, self.seen[workspace])
        told = [row["subject"] for row in rows if row["kind"] == "conversations.message_received"]
        places = await connection.fetch(PLACES, told) if told else []
        for row in rows:
            if row["seq"] != self.seen[workspace] + 1:
                self.troubles.append(f"after fact {self.seen[workspace]} came {row['seq']}")
            self.seen[workspace] = row["seq"]
        for one in places:
            self.threads[one["conversation_id"]][one["id"]] = _place(one)
        self.facts += len(rows)
        return len(rows)

    async def close(self) -> list[str]:
        """Read to the end; return what was wrong, also against what a fresh client reads now."""
        await self.look()
        connection = await asyncpg.connect(self.stand.server.url())
        fresh: dict[UUID, dict[UUID, Any]] = defaultdict(dict)
        for one in await connection.fetch(ALL):
            fresh[one["conversation_id"]][one["id"]] = _place(one)
        await connection.close()
        for conversation, messages in fresh.items():
            if _in_order(messages) != _in_order(self.threads[conversation]):
                self.troubles.append(f"two clients read conversation {conversation} in different orders")
        if self._connection is not None:
            with suppress(*TROUBLE):
                await self._connection.close()
        return self.troubles


def _place(row: asyncpg.Record) -> tuple[Any, ...]:
    return (row["sort_at"], row["sort_id"], row["sort_item"])


def _in_order(messages: dict[UUID, Any]) -> list[UUID]:
    return sorted(messages, key=lambda one: (messages[one], one))
