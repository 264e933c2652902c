"""Coming to rest: what is still open after a storm, why, and when it goes on, until nothing is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import asyncpg

from bench.chaos.crowds import Crowds
from bench.chaos.desk import TROUBLE, Desk
from bench.chaos.saying import say
from bench.chaos.town import Town
from bench.stand import Stand

LOOK, TOLD_EVERY = 0.3, 10.0  # seconds
# What is open, by where and why; `wait` are the seconds until the first of them, and the last, goes on.
OPEN = """
with open as (
  select 'deliveries' as what, a.channel as place, coalesce(i.error, '') as why, i.next_at as at
  from channels.inbox i join channels.account a on a.id = i.account_id and a.workspace_id = i.workspace_id
  where i.status = 'new'
  union all
  select 'sends', a.channel,
    case when a.paused_until > clock_timestamp() then 'the provider asked for a pause'
         when b.probe_at > clock_timestamp() then 'the breaker is open' when d.state = 'sending' then 'in hand'
         else d.state || ' ' || d.reason end,
    greatest(case d.state when 'sending' then d.lease_until else d.next_at end, a.paused_until, b.probe_at)
  from conversations.delivery d join channels.account a on a.id = d.account_id and a.workspace_id = d.workspace_id
  left join channels.breaker b on b.account_id = a.id and b.workspace_id = a.workspace_id
  where d.state in ('queued', 'cleared', 'sending')
  union all
  select 'timers', '', '', c.wake_at from sla.clock c where c.wake_at <= clock_timestamp() - interval '1 s'
  union all
  select 'cases', '', 'wait in a queue', null from cases."case" c
  where c.state = 'open' and c.holder_kind = 'queue' and c.set_aside is null and c.waiting_on is null
  union all
  select 'webhooks', '', d.state || ' ' || d.attempts || ' ' || d.error, d.next_at from webhooks.delivery d
  where d.state in ('waiting', 'sending')
  union all
  select 'facts', '', 'not reacted to', null from kit.event_head h join kit.reaction_head r using (workspace_id)
  where h.seq > r.seq
)
select what, place, why, count(*) as many, extract(epoch from min(at) - clock_timestamp())::float8 as first,
  extract(epoch from max(at) - clock_timestamp())::float8 as last
from open group by what, place, why order by what, place, many desc
"""
LOOKS = """
select a.channel, p.trouble, extract(epoch from greatest(p.next_at, p.leased_until) - clock_timestamp())::float8 as wait
from channels.poll p join channels.account a on a.id = p.account_id and a.workspace_id = p.workspace_id
"""


@dataclass(frozen=True, slots=True)
class Open:
    """Some things of one kind that wait for the same reason; `first` and `last` in seconds from now, None: at once."""

    what: str
    place: str
    why: str
    many: int
    first: float | None = None
    last: float | None = None

    def __str__(self) -> str:
        where = f" on {self.place}" if self.place else ""
        waits = [f"{seconds:.0f}" for seconds in (self.first, self.last) if seconds is not None and seconds > 0]
        why = [one for one in (self.why.strip(), f"in {' to '.join(dict.fromkeys(waits))} s" if waits else "") if one]
        return f"{self.many} {self.what}{where}" + (f" ({', '.join(why)})" if why else "")


@dataclass(frozen=True, slots=True)
class Rest:
    """What must come to rest."""

    stand: Stand
    town: Town
    desk: Desk
    others: Crowds

    async def open(self) -> list[Open]:
        """Return what is open. Raises one of TROUBLE when the database is away."""
        connection = await asyncpg.connect(self.stand.server.url(), timeout=5)
        try:
            found = [Open(**dict(row)) for row in await connection.fetch(OPEN)]
            looks = {row["channel"]: row for row in await connection.fetch(LOOKS)}
            unread = await self.others.unread(connection)
        finally:
            await connection.close()
        for channel, many in unread.items():
            look = looks.get(channel)
            wait = look["wait"] if look else None
            found.append(Open("unread", channel, look["trouble"] if look else "", many, wait, wait))
        if self.town.post.on_its_way:
            found.append(Open("webhooks", "whatsapp", "on their way to us", self.town.post.on_its_way))
        if self.desk.pending:
            found.append(Open("answers", "", "being handed in", len(self.desk.pending)))
        return found

    async def wait(self, longest: float) -> tuple[float, list[Open]]:
        """Wait until nothing is open, and tell what is; return the seconds it took and what was open in the end."""
        began = told = time.monotonic()
        left = [Open("database", "", "never reached", 1)]
        while (now := time.monotonic()) - began < longest:
            with suppress(*TROUBLE):
                left = await self.open()
                if not left:
                    return time.monotonic() - began, []
                if now - told >= TOLD_EVERY:
                    told = now
                    say(f"calm for {now - began:.0f} s of at most {longest:.0f}; still open: {in_words(left)}")
            await asyncio.sleep(LOOK)
        return time.monotonic() - began, left


def in_words(left: Sequence[Open]) -> str:
    """Tell what is open in one line."""
    return "; ".join(str(one) for one in left) or "nothing that could be seen"
