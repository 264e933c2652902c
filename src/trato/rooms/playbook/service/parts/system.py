"""What connects the firm to the world: settings, channel accounts, webhooks, systems that are asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.kit.errors import Forbidden
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Verb
from trato.rooms.channels import api as channels
from trato.rooms.panels import api as panels
from trato.rooms.panels.model import Panel, PanelState, Tell
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import AccountEntry, PanelEntry, SettingEntry, WebhookEntry
from trato.rooms.playbook.rules.naming import numbered
from trato.rooms.playbook.service.here import JOINT, Here
from trato.rooms.webhooks import api as webhooks
from trato.rooms.webhooks.model import Endpoint, EndpointState

SEALED = "sealed"


class Settings:
    """What units say, by key, and what they lock. A lock is somebody's, who is told to those below: a person's."""

    name, entry = "settings", SettingEntry

    async def export(self, here: Here) -> dict[str, SettingEntry]:
        found = {}
        for one in await access.list_settings(here.tx, here.tools.known):
            path = await here.path_of(one.unit_id)
            found[f"{one.key} @ {path}" if path else one.key] = SettingEntry(one.value, one.locked, one.reason)
        return found

    async def put(self, here: Here, key: str, before: SettingEntry | None, after: SettingEntry) -> None:
        name, unit = await self._spot(here, key)
        if after.locked and not here.tools.by.scope(Verb.SETTINGS_LOCK).covers(Place(unit_id=unit)):
            raise Forbidden(verb=Verb.SETTINGS_LOCK.value)
        if after.locked and here.tx.actor.id is None:
            raise ConfigurationRefused(part=self.name, key=key, reason="lock_of_nobody")
        known = here.tools.known
        await access.say_setting(here.tx, known, unit, name, after.value, lock=after.locked, reason=after.reason)

    async def remove(self, here: Here, key: str) -> None:
        name, unit = await self._spot(here, key)
        await access.clear_setting(here.tx, here.tools.known, unit, name)

    async def _spot(self, here: Here, key: str) -> tuple[str, UUID]:
        name, _, path = key.partition(" @ ")
        if name not in here.tools.known:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=name[:60])
        return name, (await here.unit(path)).id


class Accounts:
    """Channel accounts, secrets left where they are. A new one waits for its secrets before it serves."""

    name, entry = "channel_accounts", AccountEntry

    async def export(self, here: Here) -> dict[str, AccountEntry]:
        queues = {one.id: name for name, one in (await here.queues()).items()}
        return {
            key: AccountEntry(
                one.row.name, await here.brand_code(one.row.brand_id), one.row.purpose,
                await here.email_of(one.row.owner_id),
                queues.get(one.row.queue_id, "") if one.row.queue_id else "",  # type: ignore[call-overload]
                one.row.portfolio, "active" if one.row.state == "broken" else one.row.state,
                dict(sorted(one.row.settings.items())), SEALED if one.view.secrets else "",
            )
            for key, one in (await here.accounts()).items()
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: AccountEntry | None, after: AccountEntry) -> None:
        if after.secrets not in {"", SEALED}:
            raise ConfigurationRefused(part=self.name, key=key, reason="secret_in_file")
        brand = await here.brand(after.brand)
        queue = (await here.queue(after.queue)).id if after.queue else None
        owner = (await here.user(after.owner)).id if after.owner else None
        if before is None:
            channel, _, external = key.partition(JOINT)
            here.tools.book.adapter(channel)
            row = channels.AccountRow(
                uuid7(), here.tx.workspace, brand.id, brand.id, brand.controller_id, channel, external,
                after.portfolio, after.name, brand.country, after.purpose, owner, queue, None, after.settings, None,
                "draft", "", here.tx.now, None,
            )  # fmt: skip
            await channels.open_account(here.tx, row, {}, here.tools.seal)
            return
        one = (await here.accounts())[key]
        if (brand.id, after.portfolio) != (one.row.brand_id, one.row.portfolio):
            raise ConfigurationRefused(part=self.name, key=key, reason="fixed")
        await channels.change_account(
            here.tx, one.row, name=after.name, purpose=after.purpose, owner_id=owner, queue_id=queue
        )
        if before.settings != after.settings:
            channels.check_steered(one.view, after.settings)
            await channels.change_settings(here.tx, one.id, _merged(before.settings, after.settings))
        if one.row.state == "draft" and after.state == "active":
            await channels.activate(here.tx, one.row)
        elif before.state != after.state and after.state in {"active", "paused"}:
            await channels.set_account_state(here.tx, one.id, after.state)

    async def remove(self, here: Here, key: str) -> None:
        await channels.set_account_state(here.tx, (await here.accounts())[key].id, "retired")


def _merged(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {**dict.fromkeys(before.keys() - after.keys()), **after}


class Webhooks:
    """Destinations by address; a new one gets a secret of its own, which its page changes and shows."""

    name, entry = "webhooks", WebhookEntry

    async def export(self, here: Here) -> dict[str, WebhookEntry]:
        return {
            one.url: WebhookEntry(one.description, tuple(sorted(one.kinds)), one.state is EndpointState.PAUSED)
            for one in await webhooks.list_endpoints(here.tx)
        }

    async def put(self, here: Here, key: str, before: WebhookEntry | None, after: WebhookEntry) -> None:
        plain = here.tools.plain
        if before is None:
            made, _ = await webhooks.add_endpoint(
                here.tx, here.tools.keys, key, after.description, after.kinds, plain=plain
            )
            if after.paused:
                await webhooks.change_endpoint(here.tx, made.id, paused=True, plain=plain)
            return
        paused = after.paused if before.paused != after.paused else None
        await webhooks.change_endpoint(
            here.tx, (await self._one(here, key)).id, description=after.description, kinds=after.kinds, paused=paused,
            plain=plain,
        )  # fmt: skip

    async def remove(self, here: Here, key: str) -> None:
        await webhooks.remove_endpoint(here.tx, (await self._one(here, key)).id)

    async def _one(self, here: Here, url: str) -> Endpoint:
        return next(one for one in await webhooks.list_endpoints(here.tx) if one.url == url)


class Panels:
    """Systems that are asked about contacts, by name; a new one gets a secret of its own, which its page shows anew."""

    name, entry = "panels", PanelEntry

    async def export(self, here: Here) -> dict[str, PanelEntry]:
        return {
            key: PanelEntry(
                one.name, one.url, tuple(sorted(told.value for told in one.tells)), await here.brand_code(one.brand_id),
                one.state is PanelState.PAUSED,
            )
            for key, one in (await self._all(here)).items()
        }  # fmt: skip

    async def put(self, here: Here, key: str, before: PanelEntry | None, after: PanelEntry) -> None:
        plain, brand = here.tools.plain, (await here.brand(after.brand)).id if after.brand else None
        try:
            tells = [Tell(one) for one in after.tells]
        except ValueError as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        if before is None:
            made, _ = await panels.add_panel(
                here.tx, here.tools.keys, after.name, after.url, tells, brand_id=brand, plain=plain
            )
            if after.paused:
                await panels.change_panel(here.tx, made.id, paused=True, plain=plain)
        elif before.brand != after.brand:
            raise ConfigurationRefused(part=self.name, key=key, reason="fixed")
        else:
            one = (await self._all(here))[key]
            await panels.change_panel(
                here.tx, one.id, name=after.name, url=after.url, tells=tells, paused=after.paused, plain=plain
            )
        if key not in await self._all(here):
            raise ConfigurationRefused(part=self.name, key=key, reason="misnamed")

    async def remove(self, here: Here, key: str) -> None:
        await panels.remove_panel(here.tx, (await self._all(here))[key].id)

    async def _all(self, here: Here) -> dict[str, Panel]:
        found = await panels.list_panels(here.tx)
        return dict(zip(numbered(one.name for one in found), found, strict=True))
