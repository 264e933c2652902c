"""How work is given out: skills and who has them, where queues overflow, what counts and weighs how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from trato.rooms.cases import api as cases
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import OverflowEntry, RoutingEntry, SkillEntry, WeightEntry
from trato.rooms.playbook.service.here import Here
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Overflow, Policy
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import ChannelWeight, Matches, Skill

USUAL = "usual"


class Skills:
    """Skills by name, with what asks for them by itself and the levels of people by e-mail."""

    name, entry = "skills", SkillEntry

    async def export(self, here: Here) -> dict[str, SkillEntry]:
        emails: dict[UUID, str] = {one.id: email for email, one in (await here.users()).items()}
        levels = await workforce.skills_of(here.tx, list(emails))
        return {
            one.name: SkillEntry(
                one.matches.value, await self._named(here, one), one.level,
                dict(sorted((emails[who], theirs[one.id]) for who, theirs in levels.items() if one.id in theirs)),
            )
            for one in await workforce.list_skills(here.tx)
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: SkillEntry | None, after: SkillEntry) -> None:
        if after.matches not in set(Matches):
            raise ConfigurationRefused(part=self.name, key=key, reason="entry")
        matches = Matches(after.matches)
        value = await self._value(here, matches, after.value)
        if before is None:
            skill = await workforce.add_skill(here.tx, key, matches, value, after.level)
        else:
            skill = await self._skill(here, key)
            await workforce.change_skill(here.tx, replace(skill, matches=matches, value=value, level=after.level))
        people = {(await here.user(email)).id: level for email, level in after.people.items()}
        users = await here.users()
        had = {users[email].id for email in (before.people if before else {}) if email in users}
        levels = await workforce.skills_of(here.tx, {*people, *had})
        for who in {*people, *had}:
            mine = {id: level for id, level in levels.get(who, {}).items() if id != skill.id}
            if who in people:
                mine[skill.id] = people[who]
            await workforce.set_skills(here.tx, who, mine)

    async def remove(self, here: Here, key: str) -> None:
        await workforce.retire_skill(here.tx, (await self._skill(here, key)).id)

    async def _skill(self, here: Here, name: str) -> Skill:
        return next(one for one in await workforce.list_skills(here.tx) if one.name == name)

    async def _named(self, here: Here, one: Skill) -> str:
        """Return the value as the file says it: tags and brands by their names."""
        if one.matches is Matches.BRAND:
            return await here.brand_code(UUID(one.value))
        if one.matches is Matches.TAG:
            return next((tag.name for tag in await cases.tags(here.tx) if str(tag.id) == one.value), one.value)
        return one.value

    async def _value(self, here: Here, matches: Matches, said: str) -> str:
        if matches is Matches.BRAND:
            return str((await here.brand(said)).id)
        if matches is Matches.TAG:
            found = next((tag.id for tag in await cases.tags(here.tx) if tag.name == said), None)
            if found is None:
                raise ConfigurationRefused(part=self.name, key=said, reason="tag")
            return str(found)
        return said


class Overflows:
    """Where the cases of a queue go that nobody could take; the key is the queue's name."""

    name, entry = "overflows", OverflowEntry

    async def export(self, here: Here) -> dict[str, OverflowEntry]:
        names: dict[UUID, str] = {one.id: name for name, one in (await here.queues()).items()}
        found = {}
        for name, one in (await here.queues()).items():
            spill = one.overflow
            if spill.queue_id in names:
                after = None if spill.after is None else int(spill.after.total_seconds())
                found[name] = OverflowEntry(names[spill.queue_id], after, spill.closed)
        return found

    async def put(self, here: Here, key: str, before: OverflowEntry | None, after: OverflowEntry) -> None:
        seconds = None if after.after is None else timedelta(seconds=after.after)
        spill = Overflow((await here.queue(after.into)).id, seconds, after.closed)
        await routing.change_queue(here.tx, replace(await here.queue(key), overflow=spill))

    async def remove(self, here: Here, key: str) -> None:
        await routing.change_queue(here.tx, replace(await here.queue(key), overflow=Overflow()))


class Routing:
    """What counts for how much in giving out cases: one entry, absent while nobody changed it."""

    name, entry = "routing", RoutingEntry

    async def export(self, here: Here) -> dict[str, RoutingEntry]:
        _, policy = await routing.current_policy(here.tx)
        said, usual = routing.terms_of(policy), routing.terms_of(Policy())
        values = said.pop("values")
        changed = {name: value for name, value in said.items() if value != usual[name]}
        if not changed and values == usual["values"]:
            return {}
        return {USUAL: RoutingEntry(changed, None if values == usual["values"] else values)}

    async def put(self, here: Here, key: str, before: RoutingEntry | None, after: RoutingEntry) -> None:
        if key != USUAL:
            raise ConfigurationRefused(part=self.name, key=key, reason="entry")
        values = {} if after.values is None else {"values": after.values}
        await routing.change_policy(here.tx, {**after.points, **values})

    async def remove(self, here: Here, key: str) -> None:
        await routing.change_policy(here.tx, {})


class Weights:
    """What a conversation of a channel takes of a person, by channel; absent where it is as usual."""

    name, entry = "channel_weights", WeightEntry

    async def export(self, here: Here) -> dict[str, WeightEntry]:
        usual = workforce.usual_weights()
        return {
            channel: WeightEntry(one.live, one.units, one.exclusive)
            for channel, one in (await workforce.channel_weights(here.tx)).items()
            if one != usual.get(channel)
        }

    async def put(self, here: Here, key: str, before: WeightEntry | None, after: WeightEntry) -> None:
        await workforce.set_channel_weight(here.tx, key, ChannelWeight(after.units, after.exclusive, after.live))

    async def remove(self, here: Here, key: str) -> None:
        await workforce.weigh_as_usual(here.tx, key)
