"""Panels: set up, and asked about a contact in three steps, so that no call waits inside a transaction."""

from __future__ import annotations

import os
from collections.abc import Sequence
from uuid import UUID

import httpx
import msgspec

from trato.kit.errors import Invalid
from trato.kit.http import AddressForbidden, AnswerTooLarge, OutsideClient, check_url
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, SecretUnreadable, Spot
from trato.kit.standard_webhooks import new_secret, show_secret, signature_headers
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.cases.model import Case
from trato.rooms.contacts import api as contacts
from trato.rooms.panels import rules, store
from trato.rooms.panels.errors import PanelRefused, PanelUnknown, TooManyPanels
from trato.rooms.panels.events import PanelChanged
from trato.rooms.panels.model import Answer, Asking, Group, Panel, PanelId, PanelState, Tell

MOST_PANELS = 10
TAKEN = range(200, 300)


async def add_panel(
    tx: Tx,
    keys: Keyring,
    name: str,
    url: str,
    tells: Sequence[Tell],
    *,
    brand_id: UUID | None = None,
    plain: bool = False,
) -> tuple[Panel, str]:
    """Add a panel, of one brand or of all; returns it with its signing secret, told once.

    `plain` allows http, for this machine only. Raises PanelRefused, BrandNotFound, Invalid and TooManyPanels.
    """
    if len(await store.list_panels(tx)) >= MOST_PANELS:
        raise TooManyPanels(most=MOST_PANELS)
    told = tuple(dict.fromkeys(tells))
    panel = Panel(PanelId(uuid7()), name.strip(), url, told, PanelState.ACTIVE, tx.now, brand_id)
    _check(panel, plain)
    if brand_id is not None:
        await brands.get_brand(tx, BrandId(brand_id))
    secret = new_secret(os.urandom)
    await store.add_panel(tx, panel, keys.seal(secret, secret_spot(tx.workspace, panel.id)))
    _announce(tx, "panel.add", panel.id, panel.state.value)
    return panel, show_secret(secret)


async def change_panel(
    tx: Tx,
    panel_id: UUID,
    *,
    name: str | None = None,
    url: str | None = None,
    tells: Sequence[Tell] | None = None,
    paused: bool | None = None,
    plain: bool = False,
) -> Panel:
    """Change what is given. Raises PanelUnknown, PanelRefused and Invalid."""
    told = {
        "name": None if name is None else name.strip(),
        "url": url,
        "tells": None if tells is None else tuple(dict.fromkeys(tells)),
        "state": None if paused is None else PanelState.PAUSED if paused else PanelState.ACTIVE,
    }
    found = await get_panel(tx, panel_id)
    changed = msgspec.structs.replace(found, **{key: value for key, value in told.items() if value is not None})
    _check(changed, plain)
    await store.change_panel(tx, changed)
    if changed.url != found.url:
        await store.drop_answers(tx, panel_id)  # they are of another system
    _announce(tx, "panel.change", panel_id, changed.state.value)
    return changed


async def remove_panel(tx: Tx, panel_id: UUID) -> None:
    """Remove a panel with all it said. Raises PanelUnknown."""
    if not await store.remove_panel(tx, panel_id):
        raise PanelUnknown(panel=panel_id)
    await store.drop_answers(tx, panel_id)
    _announce(tx, "panel.remove", panel_id, "removed")


async def change_secret(tx: Tx, keys: Keyring, panel_id: UUID) -> str:
    """Make a new signing secret, told once; the one before signs no more. Raises PanelUnknown."""
    await get_panel(tx, panel_id)
    secret = new_secret(os.urandom)
    await store.set_secret(tx, panel_id, keys.seal(secret, secret_spot(tx.workspace, panel_id)))
    tx.audit(AuditEntry("panel.change_secret", "panel", panel_id))
    return show_secret(secret)


async def get_panel(tx: Tx, panel_id: UUID) -> Panel:
    """Return a panel. Raises PanelUnknown."""
    found = await store.get_panel(tx, panel_id)
    if found is None:
        raise PanelUnknown(panel=panel_id)
    return found


async def list_panels(tx: Tx) -> list[Panel]:
    """List the panels, oldest first."""
    return await store.list_panels(tx)


async def answers_about(tx: Tx, contact_id: UUID, brand_id: UUID | None) -> list[Answer]:
    """Return what each active panel of a brand said last of a contact, with those of all brands.

    One that was never asked has no groups and no instants.
    """
    return await store.list_answers(tx, contact_id, brand_id)


async def prepare(
    tx: Tx, keys: Keyring, panel_id: UUID, contact_id: UUID, case: Case | None, locale: str
) -> Asking | None:
    """Return all that a call needs; None while the last answer is fresh, or the panel rests or is of another brand.

    Raises PanelUnknown.
    """
    panel = await get_panel(tx, panel_id)
    shown = await store.list_answers(tx, contact_id, case.brand_id if case else None)
    last = next((one for one in shown if one.panel_id == panel_id), None)
    if last is None or rules.is_fresh(last, tx.now):
        return None
    contact = await contacts.get(tx, contact_id)
    identities = (await contacts.identities_of(tx, [contact_id])).get(contact_id, [])
    living = [one for one in identities if one.ended_at is None]
    body = rules.question(panel.tells, contact, living, (case.id, case.number) if case else None, locale, tx.now)
    try:
        secret = keys.open(await store.get_secret(tx, panel_id), secret_spot(tx.workspace, panel_id))
    except SecretUnreadable:
        await store.keep_failure(tx, panel_id, contact_id, tx.now, "secret_unreadable")
        return None
    return Asking(panel, secret, f"msg_{uuid7().hex}", tx.now, body)


async def ask(client: OutsideClient, asking: Asking, *, plain: bool = False) -> tuple[Group, ...] | str:
    """Call the other system once, outside of any transaction; return its groups, or the code of what went wrong."""
    headers = signature_headers([asking.secret], asking.id, asking.at, asking.body)
    try:
        answer = await client.send("POST", asking.panel.url, headers=headers, body=asking.body)
    except AddressForbidden as error:
        return f"forbidden_{error.reason}"
    except AnswerTooLarge:
        return "answer_too_large"
    except httpx.TimeoutException:
        return "timeout"
    except httpx.ConnectError:
        return "connect"
    except httpx.RequestError:
        return "broken"
    if answer.status not in TAKEN:
        return f"http_{answer.status}"

    def openable(url: str) -> str | None:
        try:
            return str(check_url(url, plain=plain))
        except AddressForbidden:
            return None

    try:
        return rules.read(answer.body, openable)
    except rules.AnswerUnreadable:
        return "answer_unreadable"


async def keep(tx: Tx, asking: Asking, contact_id: UUID, said: tuple[Group, ...] | str) -> None:
    """Keep what was said, or that it failed: what was said before then stays, with its age."""
    if isinstance(said, str):
        await store.keep_failure(tx, asking.panel.id, contact_id, asking.at, said)
    else:
        await store.keep_answer(tx, asking.panel.id, contact_id, asking.at, said)


async def forget_old(tx: Tx) -> None:
    """Drop answers that nobody asked for in a day: they are another system's to keep."""
    await store.drop_old(tx, tx.now - rules.KEPT_FOR)


def secret_spot(workspace: UUID, panel_id: UUID) -> Spot:
    """Return where the signing secret of a panel stands."""
    return Spot(workspace, "panels.panel", "secret", str(panel_id))


def _check(panel: Panel, plain: bool) -> None:
    try:
        check_url(panel.url, plain=plain)
    except AddressForbidden as error:
        raise PanelRefused(field="url", reason=error.reason) from error
    if len(panel.url) > 2000:
        raise Invalid(field="url", reason="length")
    if not 1 <= len(panel.name) <= 60:
        raise Invalid(field="name", reason="length")


def _announce(tx: Tx, verb: str, panel_id: UUID, state: str) -> None:
    tx.emit(PanelChanged(subject=panel_id, state=state))
    tx.audit(AuditEntry(verb, "panel", panel_id, {"state": state}))
