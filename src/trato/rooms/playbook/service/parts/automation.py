"""What happens by itself: rules, shared macros, automatic replies. What they name goes by name, never by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec

from trato.flow import rulebook
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Action, AutoReply, Macro, ReplyKind, Rule, RuleBody, RuleState
from trato.rooms.cases import api as cases
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.model import Canned
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import AutoReplyEntry, MacroEntry, RuleEntry
from trato.rooms.playbook.rules.naming import numbered
from trato.rooms.playbook.service.here import JOINT, Here
from trato.rooms.workforce import api as workforce

ANY = "*"
FIELDS = {  # fields of actions and triggers that hold ids, and values of conditions: what they name
    "queue_id": "queue", "team_id": "team", "user_id": "user", "tag_id": "tag", "disposition_id": "disposition",
    "canned_id": "canned", "skill_id": "skill",
}  # fmt: skip
VALUES = {
    "queue": "queue", "team": "team", "agent": "user", "tag": "tag", "disposition": "disposition", "brand": "brand",
    "account": "account",
}  # fmt: skip
Names = Mapping[str, Mapping[str, str]]  # by what is named: from one to the other


class Rules:
    """Rules by name, in their order."""

    name, entry = "rules", RuleEntry

    async def export(self, here: Here) -> dict[str, RuleEntry]:
        names = await _names(here)
        return {
            key: RuleEntry(
                position=place, state=one.state.value, when=_named(msgspec.to_builtins(one.body.when), names),
                given=_named(msgspec.to_builtins(one.body.given), names),
                then=_named(msgspec.to_builtins(one.body.then), names), stop=one.body.stop,
            )
            for place, (key, one) in enumerate((await self._all(here)).items())
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: RuleEntry | None, after: RuleEntry) -> None:
        told = {"when": after.when, "given": after.given, "then": after.then, "stop": after.stop}
        ids = _turned(await _names(here))
        try:
            body = msgspec.convert(_named(told, ids), RuleBody)
            state = RuleState(after.state)
        except (ValueError, msgspec.ValidationError) as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        await rulebook.check_rule(here.tx, body)
        known = (await self._all(here)).get(key)
        if known is None:
            known = await automation.add_rule(here.tx, key, body)
        elif known.body != body:
            if known.state is RuleState.ACTIVE and state is not RuleState.ACTIVE:
                known = await automation.set_state(here.tx, known.id, state)
            known = await automation.change_rule(here.tx, known.id, known.version, known.name, body)
        await self._place(here)
        if known.state is not state:
            await automation.set_state(here.tx, known.id, state)

    async def remove(self, here: Here, key: str) -> None:
        await automation.retire_rule(here.tx, (await self._all(here))[key].id)

    async def _place(self, here: Here) -> None:
        """Put the rules in the order that the file says; those that it does not name keep their place after them."""
        wanted = here.wanted.get(self.name, {})
        present = await self._all(here)

        def place(told: tuple[int, str]) -> tuple[int, int]:
            entry = wanted.get(told[1])
            return (entry.position if isinstance(entry, RuleEntry) else told[0]), told[0]

        ordered = [present[key].id for _, key in sorted(enumerate(present), key=place)]
        if ordered != [one.id for one in present.values()]:
            await automation.order_rules(here.tx, ordered)

    async def _all(self, here: Here) -> dict[str, Rule]:
        found = await automation.list_rules(here.tx)
        return dict(zip(numbered(one.name for one in found), found, strict=True))


class Macros:
    """Macros of teams and of everybody, by name; those of one person are theirs."""

    name, entry = "macros", MacroEntry

    async def export(self, here: Here) -> dict[str, MacroEntry]:
        names = await _names(here)
        return {
            key: MacroEntry(_named(msgspec.to_builtins(one.then), names), await here.team_name(one.team_id))
            for key, one in (await self._all(here)).items()
        }

    async def put(self, here: Here, key: str, before: MacroEntry | None, after: MacroEntry) -> None:
        team = (await here.team(after.team)).id if after.team else None
        try:
            then = msgspec.convert(_named(after.then, _turned(await _names(here))), tuple[Action, ...])
        except (ValueError, msgspec.ValidationError) as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        await rulebook.check_references(here.tx, then)
        known = (await self._all(here)).get(key)
        if known is None:
            await automation.add_macro(here.tx, key, then, team=team)
        else:
            await automation.change_macro(here.tx, known.id, known.version, known.name, then, owner=None, team=team)

    async def remove(self, here: Here, key: str) -> None:
        await automation.retire_macro(here.tx, (await self._all(here))[key].id)

    async def _all(self, here: Here) -> dict[str, Macro]:
        found = sorted(await automation.shared_macros(here.tx), key=lambda one: one.id)
        return dict(zip(numbered(one.name for one in found), found, strict=True))


class AutoReplies:
    """Automatic replies by kind, brand and channel, joined by " / "; `*` is every one."""

    name, entry = "automatic_replies", AutoReplyEntry

    async def export(self, here: Here) -> dict[str, AutoReplyEntry]:
        return {
            key: AutoReplyEntry(dict(sorted(one.texts.items())), one.active, one.window_minutes, one.after_minutes)
            for key, one in (await self._all(here)).items()
        }

    async def put(self, here: Here, key: str, before: AutoReplyEntry | None, after: AutoReplyEntry) -> None:
        kind, brand, channel = [*key.split(JOINT), "", ""][:3]
        if kind not in set(ReplyKind) or key.count(JOINT) != 2:
            raise ConfigurationRefused(part=self.name, key=key, reason="misnamed")
        await automation.put_reply(
            here.tx, ReplyKind(kind), after.texts, active=after.active, window_minutes=after.window_minutes,
            after_minutes=after.after_minutes, channel="" if channel == ANY else channel,
            brand=None if brand == ANY else (await here.brand(brand)).id,
        )  # fmt: skip

    async def remove(self, here: Here, key: str) -> None:
        await automation.drop_reply(here.tx, (await self._all(here))[key].id)

    async def _all(self, here: Here) -> dict[str, AutoReply]:
        return {
            JOINT.join((one.kind.value, await here.brand_code(one.brand_id) or ANY, one.channel or ANY)): one
            for one in await automation.list_replies(here.tx)
        }


async def _names(here: Here) -> dict[str, dict[str, str]]:
    """Return the names of what rules may name, by what it is and id."""
    units = await here.units()
    paths = {one.id: path for path, one in units.items()}
    texts = await knowledge.page_canned(here.tx, [one.id for one in units.values()], limit=5_000)
    found: dict[str, dict[UUID, str]] = {
        "queue": {one.id: name for name, one in (await here.queues()).items()},
        "team": {one.id: name for name, one in (await here.teams()).items()},
        "user": {one.id: email for email, one in (await here.users()).items()},
        "tag": {one.id: one.name for one in await cases.tags(here.tx)},
        "skill": {one.id: one.name for one in await workforce.list_skills(here.tx)},
        "disposition": {one.id: one.code for one in await cases.tree(here.tx) if one.retired_at is None},
        "brand": {one.id: code for code, one in (await here.brands()).items()},
        "account": {one.id: key for key, one in (await here.accounts()).items()},
        "canned": {one.canned.id: await _shortcut(here, one.canned, paths) for one in texts},
    }
    return {what: {str(id): name for id, name in names.items()} for what, names in found.items()}


async def _shortcut(here: Here, one: Canned, paths: Mapping[Any, str]) -> str:
    """Return the key of a saved text, as its own part writes it."""
    path, team = paths.get(one.unit_id, ""), await here.team_name(one.team_id)
    return f"{one.shortcut}{f' @ {path}' if path else ''}{f' # {team}' if team else ''}"


def _turned(names: Names) -> dict[str, dict[str, str]]:
    return {what: {name: id for id, name in told.items()} for what, told in names.items()}


def _named(value: Any, names: Names) -> Any:
    """Return a body with each id for its name, or each name for its id; what has no other side stays as it is."""
    other: Callable[[str, Any], Any] = lambda what, one: names[what].get(str(one), one)  # noqa: E731
    if isinstance(value, Mapping):
        said = {key: _named(part, names) for key, part in value.items() if part is not None or key == "value"}
        for key, what in FIELDS.items():
            if key in said:
                said[key] = other(what, said[key])
        named = VALUES.get(str(said.get("field", "")))
        if said.get("is") == "choice" and named is not None and isinstance(said.get("values"), list | tuple):
            said["values"] = [other(named, one) for one in said["values"]]
        return said
    if isinstance(value, list | tuple):
        return [_named(part, names) for part in value]
    return value
