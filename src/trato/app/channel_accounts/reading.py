"""What a wizard asked, sorted by where it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import CONNECTIONS
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Holder
from trato.rooms.channels.errors import ChannelUnknown


class Read(Struct):
    """What was said, by where it is kept."""

    external_id: str = ""
    portfolio: str = ""
    settings: dict[str, Any] = {}
    secrets: dict[str, str] = {}

    def keep(self, field: Field, value: Any) -> None:
        """Keep one value where its field says."""
        match field.held_in:
            case Holder.EXTERNAL_ID:
                self.external_id = str(value)
            case Holder.PORTFOLIO:
                self.portfolio = str(value)
            case Holder.SECRETS:
                self.secrets[field.name] = str(value)
            case Holder.SETTINGS:
                self.settings[field.name] = value


def read(connection: Connection, values: Mapping[str, Any], *, local: bool, partly: bool = False) -> Read:
    """Sort what was said by where it is kept. With `partly`, what is not said stays.

    `local`: only this machine calls us, so that fields of stand-ins are asked too. Raises Invalid.
    """
    found = Read()
    for field in connection.fields:
        if field.local and not local:
            continue
        if partly and (field.name not in values or field.held_in in {Holder.EXTERNAL_ID, Holder.PORTFOLIO}):
            continue
        if field.only_if is not None and _said(connection, values, field.only_if[0]) != field.only_if[1]:
            continue
        value = _value(field, values.get(field.name, field.usual))
        if value is None or value == "":
            continue
        found.keep(field, value)
    return found


def read_again(account: channels.Account, values: Mapping[str, Any], *, local: bool) -> Read:
    """Sort what changes of an account. Raises Invalid, and SecretsWanted when kept secrets would go elsewhere."""
    found = read(connection_of(account.row.channel), values, local=local, partly=True)
    channels.check_steered(account.view, {**account.view.settings, **found.settings}, found.secrets)
    return found


def connection_of(channel: str) -> Connection:
    """Return how a channel is connected. Raises ChannelUnknown."""
    try:
        return CONNECTIONS[channel]
    except KeyError:
        raise ChannelUnknown(channel=channel[:40]) from None


def settings_of(channel: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the wizard asked and no secret is."""
    fields = connection_of(channel).fields
    return {one.name: settings[one.name] for one in fields if one.held_in is Holder.SETTINGS and one.name in settings}


def _said(connection: Connection, values: Mapping[str, Any], name: str) -> str:
    usual = next((one.usual for one in connection.fields if one.name == name), "")
    return str(values.get(name, usual))


def _value(field: Field, said: Any) -> Any:
    if field.kind is FieldKind.LIST:
        lines = said.splitlines() if isinstance(said, str) else said
        if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines) or len(lines) > 200:
            raise Invalid(field=field.name, reason="malformed")
        kept = [one.strip().rstrip("/") for one in lines if one.strip()]
        if field.required and not kept:
            raise Invalid(field=field.name, reason="missing")
        return kept
    text = str(said).strip() if isinstance(said, str | int) else ""
    if not text:
        if field.required:
            raise Invalid(field=field.name, reason="missing")
        return None
    if len(text) > 4_000:
        raise Invalid(field=field.name, reason="length")
    if field.choices and text not in field.choices:
        raise Invalid(field=field.name, reason="unknown")
    if field.kind is FieldKind.NUMBER:
        if not text.isdecimal() or not 0 < int(text) < 65_536:
            raise Invalid(field=field.name, reason="range")
        return int(text)
    return text
