"""Where in a call a webhook stands: what we put in the address that Twilio calls back, and who is on the line."""

from __future__ import annotations

import re

from msgspec import Struct

from trato.rooms.channels.adapters.twilio.reading import Form
from trato.rooms.channels.model import AccountView
from trato.rooms.contacts.model import Address, IdentityKind, from_international

HIDDEN = frozenset(  # how networks write a caller who does not want to be known
    {"+266696687", "+7378742833", "+2562533", "+8566696687", "+86282452253", "+464"}
)
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_SID = re.compile(r"CA[0-9a-fA-F]{32}")


class Spot(Struct, frozen=True, omit_defaults=True):
    """What the key of a callback's address says: a name, and what goes with it."""

    name: str = ""
    first: str = ""
    second: str = ""
    third: str = ""


def spot_of(key: str) -> Spot:
    """Return what a key says; anything may stand there."""
    name, first, second, third, *_ = (*key.split("."), "", "", "", "")
    return Spot(name, first, second, third)


def callback(account: AccountView, *parts: str) -> str:
    """Return our address with a key, "" where our address is not known."""
    key = ".".join(parts).rstrip(".")
    return f"{account.hook}?key={key}" if account.hook and key else account.hook


def short_call(call: str) -> str:
    """Return a call's id as it goes in a key, which has no capitals."""
    return call.removeprefix("CA").lower()


def long_call(short: str) -> str:
    """Return the id of a call from what went in a key; "" where it is none."""
    return f"CA{short}" if _SID.fullmatch(f"CA{short}") else ""


def number_of(said: str) -> str:
    """Return a telephone number that can be written to, "" for who does not show theirs."""
    plain = said.strip().replace(" ", "")
    return plain if _NUMBER.fullmatch(plain) and plain not in HIDDEN else ""


def is_ours(form: Form) -> bool:
    """Say whether we made this call: who is called is the other end, then."""
    return form.get("Direction", "inbound").startswith("outbound")


def caller_of(form: Form, account: AccountView) -> Address:
    """Return who is at the other end: their number; of who hides it, the call itself, so that two are never one."""
    return address_of(form.get("To" if is_ours(form) else "From", ""), form.get("CallSid", ""), account)


def address_of(number: str, call: str, account: AccountView) -> Address:
    """Return whom a number is of; of none that is shown, the call itself."""
    if shown := number_of(number):
        return Address(IdentityKind.PHONE, from_international(shown) or shown, raw=shown)
    return Address(IdentityKind.ACCOUNT_USER, call, str(account.id))
