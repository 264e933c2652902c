"""What narrows a list, as SQL over `cases."case"` as c; `rules.filters.fits` says the same of one case."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from trato.rooms.console.model import FOLDED, PLAIN, CaseFilter, ids_of

OPEN = "c.state = 'open' and c.set_aside is null"
NEAR = "c.due_at - (c.due_at - c.due_from) * 0.2"
BROKEN = "(c.breached or coalesce(c.due_at <= $9, false))"
WAITS = "c.holder_kind in ('nobody', 'queue', 'team')"
STANDING = {
    "open": OPEN,
    "resolved": "c.state = 'resolved' and c.set_aside is null",
    "closed": "c.state = 'closed' and c.set_aside is null",
    "set_aside": "c.set_aside is not null",
}
PROMISE = {
    "breached": BROKEN,
    "approaching": f"(not {BROKEN} and coalesce({NEAR} <= $9, false))",
    "on_time": f"(c.due_at is not null and not {BROKEN} and not coalesce({NEAR} <= $9, false))",
    "none": "(c.due_at is null and not c.breached)",
}
PRIORITIES = {"low": -1, "normal": 0, "high": 1, "urgent": 2}


def conditions(given: CaseFilter, mine: Collection[UUID], at: int) -> tuple[list[str], list[Any]]:
    """Return the conditions of a filter and their parameters, numbered from `at`; `mine` are the teams of who looks.

    $1 is the workspace, $6 the user, $9 the moment.
    """
    said: list[str] = []
    values: list[Any] = []

    def put(value: Any) -> str:
        values.append(value)
        return f"${at + len(values) - 1}"

    if given.state:
        said.append(_any([STANDING[one] for one in given.state]))
    if given.channel:
        said.append(f"c.channel = any({put(list(given.channel))}::text[])")
    if given.holder:
        held = []
        if "me" in given.holder:
            held.append("c.holder_kind = 'agent' and c.holder_id = $6")
        if "nobody" in given.holder:
            held.append(WAITS)
        if named := ids_of(given.holder):
            held.append(f"c.holder_kind = 'agent' and c.holder_id = any({put(named)}::uuid[])")
        said.append(_any(held))
    if given.team:
        of = put(sorted({*ids_of(given.team), *(mine if "mine" in given.team else ())}))
        said.append(f"""case when c.holder_kind = 'team' then c.holder_id = any({of}::uuid[]) else c.queue_id in (
          select id from routing.queue where team_id = any({of}::uuid[]) and workspace_id = $1) end""")
    if given.queue:
        said.append(f"c.queue_id = any({put(list(given.queue))}::uuid[])")
    if given.brand:
        said.append(f"c.brand_id = any({put(list(given.brand))}::uuid[])")
    if given.priority:
        said.append(f"c.priority = any({put([PRIORITIES[one] for one in given.priority])}::smallint[])")
    if given.tag:
        said.append(f"""exists (select 1 from cases.tag_mark m where m.case_id = c.id and m.workspace_id = $1
          and m.tag_id = any({put(list(given.tag))}::uuid[]) and m.removed_at is null)""")
    if given.language:
        said.append(f"""exists (select 1 from contacts.contact p where p.id = c.contact_id and p.workspace_id = $1
          and lower(left(p.locale, 2)) = any({put(list(given.language))}::text[]))""")
    if given.sla:
        said.append(_any([PROMISE[one] for one in given.sla]))
    if given.waiting:
        rest = "case when c.state = 'open' then coalesce(c.waiting_on, 'none') else 'none' end"
        said.append(f"{rest} = any({put(list(given.waiting))}::text[])")
    for word in given.words:
        said.append(_word(put(word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))))
    return said, values


def _any(conditions: list[str]) -> str:
    """Return what one of the conditions being true makes true; a single one stands bare, as partial indexes know it."""
    return conditions[0] if len(conditions) == 1 else f"({' or '.join(f'({one})' for one in conditions)})"


def _word(n: str) -> str:
    return f"""(c.number::text = ltrim({n}, '#') or {_fold("c.subject")} like {_like(n)} or exists (
  select 1 from contacts.contact p
  where p.id = c.contact_id and p.workspace_id = $1 and {_fold("p.name")} like {_like(n)}))"""


def _fold(column: str) -> str:
    return f"translate(lower({column}), '{PLAIN}', '{FOLDED}')"


def _like(n: str) -> str:
    return f"'%' || {_fold(f'{n}::text')} || '%'"
