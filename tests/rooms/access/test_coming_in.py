"""Coming in without a password: passkeys, invitations, and a password forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pyotp
import pytest

from tests.rooms.access.device import Device
from tests.rooms.access.test_sign_in import KEYS, Hall, hall
from trato.kit.errors import NotFound
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.errors import LinkSpent, PasskeyRefused, PasswordTooWeak, SignInRefused, SignInTooOften
from trato.rooms.access.http import coming_in
from trato.rooms.access.http.coming_in import Forgotten, LinkTaken, LinkText, PasskeyAnswer
from trato.rooms.access.model import Link, LinkMail, LinkPurpose, ScopeKind, User, UserId, UserState
from trato.rooms.access.rules.links import spent as why
from trato.rooms.access.rules.links import write_link
from trato.rooms.access.rules.passkeys import site_of
from trato.rooms.access.service import links, passkeys
from trato.rooms.access.store import links as link_store

SITE = site_of("https://trato.example.org")
NEW = "granizo en la ventana"
__all__ = ["hall"]


async def _give_key(hall: Hall, device: Device) -> None:
    async with hall.database.transaction(hall.workspace, Actor(ActorKind.USER, hall.ana.id)) as tx:
        options = await passkeys.ask_for_passkey(tx, KEYS, SITE, hall.ana)
        await passkeys.add_passkey(tx, KEYS, SITE, hall.ana.id, "Portátil", device.make(options))


async def _prove(hall: Hall, credential: dict[str, Any]) -> UserId:
    signed = await coming_in.sign_in_by_passkey(hall.entrance, SITE, PasskeyAnswer(credential), uuid7().hex, "Firefox")
    who = await hall.entrance.principal(hall.headers(signed))
    assert who is not None
    return who.user.id


async def test_a_passkey_opens_a_session_without_a_name(hall: Hall) -> None:
    device = Device()
    await _give_key(hall, device)
    assert await _prove(hall, device.prove(await coming_in.ask_for_passkey(hall.entrance, SITE))) == hall.ana.id
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        (kept,) = await passkeys.list_passkeys(tx, hall.ana.id)
    assert kept.used_at is not None and kept.name == "Portátil"


async def test_an_answer_opens_once(hall: Hall) -> None:
    device = Device()
    await _give_key(hall, device)
    answer = device.prove(await coming_in.ask_for_passkey(hall.entrance, SITE))
    await _prove(hall, answer)
    with pytest.raises(PasskeyRefused):
        await _prove(hall, answer)


@pytest.mark.parametrize(
    "fault", ["origin", "site", "no_finger", "other_key", "older_count", "our_challenge", "nobody", "garbage"]
)
async def test_an_answer_that_proves_nothing_is_refused(hall: Hall, fault: str) -> None:
    device = Device(count=5)
    await _give_key(hall, device)
    options = await coming_in.ask_for_passkey(hall.entrance, SITE)
    match fault:
        case "origin":
            device.origin = "https://trato.example.com"
        case "site":
            device.site = "example.org"
        case "no_finger":
            device.verifies = False
        case "other_key":
            device.key = Device().key
        case "older_count":
            device.count = 1
        case "our_challenge":
            options = {**options, "challenge": options["challenge"][:-4] + "AAAA"}
        case "nobody":
            device.handle = Device().handle
    answer = device.prove(options)
    if fault == "garbage":
        answer = {"rawId": 7, "response": {"clientDataJSON": "{", "userHandle": device.handle}}
    with pytest.raises(PasskeyRefused):
        await _prove(hall, answer)


async def test_a_passkey_of_who_was_disabled_opens_nothing(hall: Hall) -> None:
    device = Device()
    await _give_key(hall, device)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        other = await access.add_user(tx, f"o-{hall.workspace.hex}@example.org", "Otra")
        await access.grant(tx, None, other.id, "system_admin", ScopeKind.WORKSPACE)
        await access.disable_user(tx, hall.ana.id)
    with pytest.raises(PasskeyRefused):
        await _prove(hall, device.prove(await coming_in.ask_for_passkey(hall.entrance, SITE)))


async def test_a_key_is_made_once_by_its_person_and_forgotten_by_no_other(hall: Hall) -> None:
    device = Device()
    await _give_key(hall, device)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        other = await access.add_user(tx, f"o-{hall.workspace.hex}@example.org", "Otra")
        options = await passkeys.ask_for_passkey(tx, KEYS, SITE, hall.ana)
        with pytest.raises(PasskeyRefused):  # the challenge was for Ana
            await passkeys.add_passkey(tx, KEYS, SITE, other.id, "Ajena", Device().make(options))
        (kept,) = await passkeys.list_passkeys(tx, hall.ana.id)
        with pytest.raises(NotFound):
            await passkeys.drop_passkey(tx, other.id, kept.id)
        await passkeys.drop_passkey(tx, hall.ana.id, kept.id)
    with pytest.raises(PasskeyRefused):
        await _prove(hall, device.prove(await coming_in.ask_for_passkey(hall.entrance, SITE)))


# ---- links ---------------------------------------------------------------------------------------------------------


async def _invite(hall: Hall) -> tuple[User, Link, str]:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        user = await access.add_user(tx, f"eva-{uuid7().hex}@example.org", "Eva", invited=True)
        link = await links.invite(tx, user.id, by_mail=False)
    return user, link, write_link(KEYS.newest, hall.workspace, link.id)


async def _take(hall: Hall, token: str, password: str = NEW, **more: str) -> Any:
    return await coming_in.take_link(hall.entrance, LinkTaken(token, password, **more), uuid7().hex, "Firefox")


async def test_an_invitation_lets_its_person_in_once_with_the_name_they_chose(hall: Hall) -> None:
    user, _, token = await _invite(hall)
    with pytest.raises(SignInRefused):
        await hall.try_in(NEW, user.email)
    shown = await coming_in.show_link(hall.entrance, LinkText(token), "here")
    assert (shown.email, shown.workspace, shown.purpose) == (user.email, "Grupo Andes", LinkPurpose.INVITATION)
    signed = await _take(hall, token, name="Eva María", locale="pt")
    who = await hall.entrance.principal(hall.headers(signed))
    assert who is not None and (who.user.name, who.user.locale) == ("Eva María", "pt")
    assert who.user.state is UserState.ACTIVE
    await hall.try_in(NEW, user.email)
    with pytest.raises(LinkSpent) as spent:
        await _take(hall, token)
    assert spent.value.data == {"reason": "used"}


async def test_a_weak_password_leaves_the_invitation_open(hall: Hall) -> None:
    _, _, token = await _invite(hall)
    with pytest.raises(PasswordTooWeak):
        await _take(hall, token, "corta")
    assert await _take(hall, token) is not None


async def test_a_link_that_was_withdrawn_sent_again_ended_or_made_up_opens_nothing(hall: Hall) -> None:
    user, link, first = await _invite(hall)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        again = await links.invite(tx, user.id, by_mail=True)
    second = write_link(KEYS.newest, hall.workspace, again.id)
    forged = write_link(bytes(31) + b"x", hall.workspace, again.id)
    for token, reason in ((first, "revoked"), (forged, "unknown"), ("nada", "unknown"), (second[:-2], "unknown")):
        with pytest.raises(LinkSpent) as spent:
            await _take(hall, token)
        assert spent.value.data == {"reason": reason}
    late = msgspec.structs.replace(again, expires_at=again.made_at)
    assert why(late, again.made_at) == "ended"
    assert why(again, again.made_at + timedelta(hours=71)) is None
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await links.withdraw(tx, user.id)
    with pytest.raises(LinkSpent):
        await _take(hall, second)


async def test_who_forgot_the_password_is_mailed_a_link_and_nobody_learns_who_is_known(hall: Hall) -> None:
    for email in (hall.ana.email, f"nadie-{uuid7().hex}@example.org"):
        assert await coming_in.may_forget(hall.entrance, Forgotten(email), uuid7().hex) == email
        await coming_in.forget_password(hall.database, email)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        ((link, tries),) = await link_store.take_due(tx, 10)
    assert (link.user_id, link.purpose, link.mail, tries) == (hall.ana.id, LinkPurpose.PASSWORD, LinkMail.WAITING, 1)
    signed = await hall.try_in()
    assert await _take(hall, write_link(KEYS.newest, hall.workspace, link.id)) is not None
    assert await hall.entrance.principal(hall.headers(signed)) is None
    with pytest.raises(SignInRefused):
        await hall.try_in()
    await hall.try_in(NEW)


async def test_a_new_password_does_not_pass_by_the_second_factor(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        uri = await access.start_totp(tx, KEYS, hall.ana)
        await access.confirm_totp(tx, KEYS, hall.ana.id, pyotp.parse_uri(uri).at(tx.now))  # type: ignore[attr-defined]
        link = await links.forget_password(tx, hall.ana.id)
    assert await _take(hall, write_link(KEYS.newest, hall.workspace, link.id)) is None


async def test_new_passwords_are_asked_for_a_few_times_an_hour(hall: Hall) -> None:
    unknown = f"nadie-{uuid7().hex}@example.org"
    for email in (hall.ana.email, unknown):
        for _ in range(3):
            await coming_in.may_forget(hall.entrance, Forgotten(email), uuid7().hex)
        with pytest.raises(SignInTooOften):
            await coming_in.may_forget(hall.entrance, Forgotten(email), uuid7().hex)
