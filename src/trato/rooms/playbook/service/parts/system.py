"""What connects the firm to the world: settings, channel accounts, webhooks."""

from __future__ import annotations

from typing import Any

from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.channels import api as channels
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import AccountEntry, SettingEntry, WebhookEntry
from trato.rooms.playbook.service.here import JOINT, Here
from trato.rooms.webhooks import api as webhooks
from trato.rooms.webhooks.model import Endpoint, EndpointState

SEALED = "sealed"
NOT_KEPT = frozenset({"setup.progress"})  # how far a newcomer came is no configuration


class Settings:
    """What units say, by key. Locks stay as they are: whoever locks is a person."""

    name, entry = "settings", SettingEntry

    async def export(self, here: Here) -> dict[str, SettingEntry]:
        found = {}
        for one in await access.all_settings(here.tx):
            if one.key not in NOT_KEPT:
                path = await here.path_of(one.unit_id)
                found[f"{one.key} @ {path}" if path else one.key] = SettingEntry(one.value)
        return found

    async def put(self, here: Here, key: str, before: SettingEntry | None, after: SettingEntry) -> None:
        name, _, path = key.partition(" @ ")
        await access.set_setting(here.tx, (await here.unit(path)).id, name, after.value)

    async def remove(self, here: Here, key: str) -> None:
        raise ConfigurationRefused(part=self.name, key=key, reason="kept")


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
            await channels.change_settings(here.tx, one.id, _merged(before.settings, after.settings))
        if before.state != after.state and after.state in {"active", "paused"}:
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
