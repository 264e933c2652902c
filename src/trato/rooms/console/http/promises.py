"""The addresses of promises made to contacts: to call back, or anything else, by an instant."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import PromiseKind
from trato.rooms.console.errors import KeyReused
from trato.rooms.console.model import ContactRef, Person
from trato.rooms.console.model.promises import PromiseView
from trato.rooms.console.service.reach import check_case, check_contact
from trato.rooms.console.store import promises as store


class NewPromise(Struct, frozen=True):
    """A promise on the case of the address; `id` is minted by the client: the same again is the same."""

    case_id: UUID
    id: UUID
    body: Annotated[str, Meta(max_length=1_000)]
    due_at: datetime
    kind: PromiseKind = PromiseKind.PROMISE


class Ending(Struct, frozen=True):
    """`undo` takes it back: the promise is owed again."""

    id: UUID
    undo: bool = False


class Moving(Struct, frozen=True):
    id: UUID
    due_at: datetime


async def owed(tx: Tx, who: Principal, given: Nothing) -> list[PromiseView]:
    """List what I promised and still owe, the first due first."""
    return [_view(row) for row in await store.list_owed(tx, who.user.id)]


async def of_contact(tx: Tx, who: Principal, given: OneId) -> list[PromiseView]:
    """List what a contact was promised on cases in my reach."""
    await check_contact(tx, who, given.id)
    return [_view(row) for row in await store.list_of_contact(tx, given.id, who.rights.scope(Verb.CASES_READ))]


async def make(tx: Tx, who: Principal, given: NewPromise) -> PromiseView:
    """Promise the contact of a case something by an instant."""
    await check_case(tx, who, given.case_id, Verb.NOTES_WRITE)
    one = await cases.promise(tx, given.case_id, given.body, given.due_at, kind=given.kind, promise_id=given.id)
    if one.case_id != given.case_id or one.by_id != who.user.id:
        raise KeyReused()
    return await _shown(tx, one.id)


async def keep(tx: Tx, who: Principal, given: Ending) -> PromiseView:
    """Note that a promise was kept."""
    await _check(tx, who, given.id)
    await (cases.unkeep_promise(tx, given.id) if given.undo else cases.keep_promise(tx, given.id))
    return await _shown(tx, given.id)


async def move(tx: Tx, who: Principal, given: Moving) -> PromiseView:
    """Move a promise to another instant."""
    await _check(tx, who, given.id)
    await cases.move_promise(tx, given.id, given.due_at)
    return await _shown(tx, given.id)


async def cancel(tx: Tx, who: Principal, given: Ending) -> PromiseView:
    """Call a promise off."""
    await _check(tx, who, given.id)
    await cases.cancel_promise(tx, given.id, back=given.undo)
    return await _shown(tx, given.id)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/promises", Verb.CASES_READ, owed, Nothing),
    ("GET", "/api/v1/contacts/{id}/promises", Verb.CONTACTS_READ, of_contact, OneId),
    ("POST", "/api/v1/cases/{case_id}/promises", Verb.NOTES_WRITE, make, NewPromise),
    ("POST", "/api/v1/promises/{id}/keep", Verb.NOTES_WRITE, keep, Ending),
    ("POST", "/api/v1/promises/{id}/move", Verb.NOTES_WRITE, move, Moving),
    ("POST", "/api/v1/promises/{id}/cancel", Verb.NOTES_WRITE, cancel, Ending),
)


async def _check(tx: Tx, who: Principal, promise_id: UUID) -> None:
    """Refuse a promise on a case out of reach, as one that never was. Raises NotFound."""
    row = await store.get(tx, promise_id)
    if row is None:
        raise NotFound()
    await check_case(tx, who, row["case_id"], Verb.NOTES_WRITE)


async def _shown(tx: Tx, promise_id: UUID) -> PromiseView:
    row = await store.get(tx, promise_id)
    assert row is not None
    return _view(row)


def _view(row: Any) -> PromiseView:
    ended = "kept" if row["kept_at"] else "cancelled" if row["cancelled_at"] else None
    return PromiseView(
        id=row["id"],
        kind=row["kind"],
        body=row["body"],
        state=ended or ("broken" if row["broken_at"] else "owed"),
        due_at=row["due_at"],
        made_at=row["made_at"],
        by=Person("user", row["by_id"], row["by_name"] or "", row["by_alias"] or None),
        case_id=row["case_id"],
        case_number=row["number"],
        contact=ContactRef(row["contact_id"], row["contact_name"]),
    )
