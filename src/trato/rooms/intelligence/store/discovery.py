"""SQL of discovery: what no tag names, topics, counts by hour, spikes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

WAITING = """
select h.workspace_id from intelligence.head h left join intelligence.discovery d on d.workspace_id = h.workspace_id
where d.at is null or d.at < date_trunc('hour', $1::timestamptz)
"""
# what nobody tagged, or what nobody could tell the kind of
UNNAMED = """
select u.message_id, u.contact_id, u.at, u.encoder_id, u.vector, u.personal, m.text
from intelligence.understanding u
join conversations.message m on m.id = u.message_id and m.workspace_id = $1
where u.workspace_id = $1 and u.at >= $2 and u.encoder_id = $3 and length(u.vector) > 0 and m.deleted_at is null
  and m.edited_at is null and u.kind not in ('noise', 'spam', 'troll')
  and (u.kind_score < $4 or not exists (select 1 from cases.tag_mark k
    where k.case_id = u.case_id and k.workspace_id = $1 and k.removed_at is null))
order by u.at desc limit $5
"""
TOPICS = "select id, centroid, tag_id from intelligence.topic where workspace_id = $1 and encoder_id = $2 and at >= $3"
LOOKED = """
insert into intelligence.discovery (workspace_id, at, looked) values ($1, $2, $3)
on conflict (workspace_id) do update set at = excluded.at, looked = excluded.looked
"""
KEEP_TOPICS = """
insert into intelligence.topic (workspace_id, found_at, at, id, name, size, lately, before, centroid, encoder_id)
select $1, $2, $2, u.id, u.name, u.size, u.lately, u.before, u.centroid, $9
from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::bytea[])
  u(id, name, size, lately, before, centroid)
on conflict (id, workspace_id) do update set at = excluded.at, name = excluded.name, size = excluded.size,
  lately = excluded.lately, before = excluded.before, centroid = excluded.centroid
"""
DROP_MESSAGES = "delete from intelligence.topic_message where workspace_id = $1"
KEEP_MESSAGES = """
insert into intelligence.topic_message (workspace_id, message_id, topic_id, near)
select $1, u.message_id, u.topic_id, u.near
from unnest($2::uuid[], $3::uuid[], $4::real[]) u(message_id, topic_id, near)
where exists (select 1 from intelligence.understanding n where n.message_id = u.message_id and n.workspace_id = $1)
"""
HOURS = """
select date_trunc('hour', at) as hour, kind, sentiment, channel, brand_id::text as brand, count(*)::int as many
from intelligence.understanding where workspace_id = $1 and at >= $2 and at < $3 group by 1, 2, 3, 4, 5
"""
TAG_HOURS = """
select date_trunc('hour', u.at) as hour, k.tag_id::text as tag, count(*)::int as many
from intelligence.understanding u join cases.tag_mark k on k.case_id = u.case_id and k.workspace_id = $1
where u.workspace_id = $1 and u.at >= $2 and u.at < $3 and k.removed_at is null group by 1, 2
"""
TOPIC_HOURS = """
select date_trunc('hour', u.at) as hour, t.topic_id::text as topic, count(*)::int as many
from intelligence.topic_message t join intelligence.understanding u
  on u.message_id = t.message_id and u.workspace_id = $1
where t.workspace_id = $1 and u.at >= $2 and u.at < $3 group by 1, 2
"""
DROP_TRENDS = "delete from intelligence.trend where workspace_id = $1"
KEEP_TREND = "insert into intelligence.trend (workspace_id, subject, key, days) values ($1, $2, $3, $4)"
KEEP_SPIKE = """
insert into intelligence.spike (workspace_id, subject, key, hour, seen, expected, severity)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning key
"""
STANDING = "select at, looked from intelligence.discovery where workspace_id = $1"
LIST_TOPICS = """
select t.id, t.name, t.given_name, t.given_by, t.found_at, t.size, t.lately, t.before, t.tag_id
from intelligence.topic t
where t.workspace_id = $1 and t.at = (select at from intelligence.discovery where workspace_id = $1)
order by t.size desc limit 40
"""
EXAMPLES = """
select t.id as topic_id, e.* from unnest($2::uuid[]) t(id) cross join lateral (
  select m.id as message_id, m.case_id, c.number, m.text, u.personal
  from intelligence.topic_message x
  join intelligence.understanding u on u.message_id = x.message_id and u.workspace_id = $1
  join conversations.message m on m.id = x.message_id and m.workspace_id = $1
  join cases."case" c on c.id = m.case_id and c.workspace_id = $1
  where x.topic_id = t.id and x.workspace_id = $1 and m.deleted_at is null and m.edited_at is null
  order by x.near desc limit $3) e
"""
LIST_TRENDS = (
    "select subject, key, days from intelligence.trend where workspace_id = $1 order by subject, key limit 400"
)
LIST_SPIKES = """
select subject, key, hour, seen, expected, severity from intelligence.spike
where workspace_id = $1 order by hour desc, severity desc, seen desc limit 100
"""
NAMES = """
select id::text as key, name from cases.tag where id::text = any($2::text[]) and workspace_id = $1
union all select id::text, coalesce(nullif(given_name, ''), name) from intelligence.topic
  where id = any($3::uuid[]) and workspace_id = $1
union all select id::text, name from brands.brand where id = any($3::uuid[]) and workspace_id = $1
"""
GET_TOPIC = "select id, name, tag_id from intelligence.topic where id = $2 and workspace_id = $1 for update"
CASES_OF = """
select distinct m.case_id from intelligence.topic_message x
join conversations.message m on m.id = x.message_id and m.workspace_id = $1
where x.topic_id = $2 and x.workspace_id = $1 and m.case_id is not null
"""
SET_TAG = "update intelligence.topic set tag_id = $3 where id = $2 and workspace_id = $1"


async def waiting(door: Connection, now: datetime) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def unnamed(tx: Tx, since: datetime, encoder_id: str, unsure: float, most: int) -> list[Any]:
    return list(await tx.connection.fetch(UNNAMED, tx.workspace, since, encoder_id, unsure, most))


async def topics(tx: Tx, encoder_id: str, since: datetime) -> list[Any]:
    return list(await tx.connection.fetch(TOPICS, tx.workspace, encoder_id, since))


async def keep(tx: Tx, found: Sequence[Any], encoder_id: str, looked: int) -> None:
    """Keep the topics of this hour with their messages, in the place of those of the hour before."""
    await tx.connection.execute(LOOKED, tx.workspace, tx.now, looked)
    await tx.connection.execute(
        KEEP_TOPICS, tx.workspace, tx.now, [one.id for one in found], [one.name for one in found],
        [one.size for one in found], [one.lately for one in found], [one.before for one in found],
        [one.centroid for one in found], encoder_id,
    )  # fmt: skip
    await tx.connection.execute(DROP_MESSAGES, tx.workspace)
    rows = [(message, one.id, near) for one in found for message, near in one.messages]
    await tx.connection.execute(
        KEEP_MESSAGES, tx.workspace, [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]
    )


async def hours(tx: Tx, since: datetime, until: datetime) -> list[tuple[str, str, datetime, int]]:
    """Return (subject, key, hour, how many) of whole hours."""
    found = []
    for row in await tx.connection.fetch(HOURS, tx.workspace, since, until):
        for subject in ("kind", "sentiment", "channel", "brand"):
            found.append((subject, row[subject], row["hour"], row["many"]))
    for subject, statement in (("tag", TAG_HOURS), ("topic", TOPIC_HOURS)):
        for row in await tx.connection.fetch(statement, tx.workspace, since, until):
            found.append((subject, row[subject], row["hour"], row["many"]))
    return found


async def keep_trends(tx: Tx, trends: Sequence[tuple[str, str, list[int]]]) -> None:
    await tx.connection.execute(DROP_TRENDS, tx.workspace)
    await tx.connection.executemany(KEEP_TREND, [(tx.workspace, *one) for one in trends])


async def keep_spike(tx: Tx, *values: Any) -> bool:
    """Keep a spike; False when it is known."""
    return await tx.connection.fetchval(KEEP_SPIKE, tx.workspace, *values) is not None


async def standing(tx: Tx) -> Any | None:
    return await tx.connection.fetchrow(STANDING, tx.workspace)


async def list_topics(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LIST_TOPICS, tx.workspace))


async def examples(tx: Tx, of: Sequence[UUID], most: int) -> list[Any]:
    return list(await tx.connection.fetch(EXAMPLES, tx.workspace, list(of), most))


async def list_trends(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LIST_TRENDS, tx.workspace))


async def list_spikes(tx: Tx) -> list[Any]:
    return list(await tx.connection.fetch(LIST_SPIKES, tx.workspace))


async def names(tx: Tx, keys: Sequence[UUID]) -> dict[str, str]:
    rows = await tx.connection.fetch(NAMES, tx.workspace, [str(one) for one in keys], list(keys))
    return {row["key"]: row["name"] for row in rows}


async def lock_topic(tx: Tx, topic: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET_TOPIC, tx.workspace, topic)


async def cases_of(tx: Tx, topic: UUID) -> list[UUID]:
    return [row["case_id"] for row in await tx.connection.fetch(CASES_OF, tx.workspace, topic)]


async def set_tag(tx: Tx, topic: UUID, tag: UUID) -> None:
    await tx.connection.execute(SET_TAG, tx.workspace, topic, tag)
