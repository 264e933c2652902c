"""The audit log in sentences, in the language of who reads it."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.i18n import LOCALES, sentences
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import AuditRow
from trato.rooms.console.store import audit_log as store

ACTORS = frozenset({"user", "bot", "contact", "system"})


class AuditSentence(Struct, frozen=True):
    """One line. `words` say it in one sentence; `codes` are what was kept."""

    seq: int
    at: datetime
    words: str
    actor_kind: str
    actor_id: UUID | None
    actor: str
    verb: str
    object_kind: str
    object_id: UUID | None
    object: str
    codes: dict[str, Any]


class AuditVerb(Struct, frozen=True):
    """A verb that the log holds, in words without anybody in them."""

    verb: str
    words: str


async def in_sentences(tx: Tx, rows: Sequence[AuditRow], locale: str) -> list[AuditSentence]:
    """Return lines of the log as sentences."""
    words = sentences("audit", locale if locale in LOCALES else LOCALES[0])
    ids = {id for row in rows for id in (row.actor_id, row.object_id, *_ids(row.codes)) if id is not None}
    names = await store.names_of_audit(tx, sorted(ids))
    roles = {code: role.names[locale] for code, role in access.ROLES.items() if locale in role.names}
    roles |= {one.code: one.name for one in await access.list_own_roles(tx)}
    return [_sentence(row, words, names, roles) for row in rows]


async def list_verbs(tx: Tx, locale: str) -> list[AuditVerb]:
    """List what the log holds, to choose from, by its words."""
    words = sentences("audit", locale if locale in LOCALES else LOCALES[0])
    somebody = {"who": words["somebody"]}
    found = [AuditVerb(verb, _fill(words.get(verb, verb), somebody)) for verb in await access.list_audit_verbs(tx)]
    return sorted(found, key=lambda one: one.words)


def _sentence(
    row: AuditRow, words: Mapping[str, str], names: Mapping[UUID, str], roles: Mapping[str, str]
) -> AuditSentence:
    kind = row.actor_kind if row.actor_kind in ACTORS else "system"
    actor = names.get(row.actor_id, words[f"actor_{kind}"]) if row.actor_id else words[f"actor_{kind}"]
    object_name = names.get(row.object_id, "") if row.object_id else ""
    told = {key: _told(value, names, roles) for key, value in row.codes.items()}
    told |= {"who": actor, "object": object_name or "…"}
    return AuditSentence(
        row.seq,
        row.at,
        _fill(words.get(row.verb, f"{{who}}: {row.verb}"), told),
        row.actor_kind,
        row.actor_id,
        actor,
        row.verb,
        row.object_kind,
        row.object_id,
        object_name,
        dict(row.codes),
    )


def _told(value: Any, names: Mapping[UUID, str], roles: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_told(one, names, roles) for one in value) or "–"
    id = _id(value)
    if id is not None:
        return names.get(id, str(id)[-8:])
    return roles.get(str(value), str(value))


def _ids(codes: Mapping[str, Any]) -> list[UUID]:
    found = [_id(one) for value in codes.values() for one in (value if isinstance(value, list) else [value])]
    return [one for one in found if one is not None]


def _id(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _fill(sentence: str, told: Mapping[str, str]) -> str:
    return _Filling().vformat(sentence, (), told)


class _Filling(string.Formatter):
    """Fills plain names only; what a line does not tell is left as a gap."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return kwargs.get(field_name, "…"), field_name
