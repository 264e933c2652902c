"""Telephone numbers as keys: every way to write one number gives one key.

Three countries write one line in several ways, and WhatsApp, SMS, voice and people use all of them:

- Argentina: mobiles carry a 9 after +54 from abroad (+54 9 11 …) and a 15 after the area code at home
  (011 15 …). Area code and subscriber number name the line alone, so the key drops both marks.
- Mexico: until 2019 mobiles carried a 1 after +52 from abroad and 044 or 045 at home. The key drops them.
- Brazil: mobiles got a ninth digit (a leading 9) between 2012 and 2016; accounts made before still use
  eight. Fixed lines start with 2 to 5, so the key adds the 9 to eight digits that start with 6 to 9.

The key is for matching. What a provider or a person wrote is kept beside it (`Address.raw`) and is what we
write back to: the key of an Argentine mobile is not what a network abroad expects to be dialled.
"""

from __future__ import annotations

import re

import phonenumbers

_MEXICAN_TRUNK = re.compile(r"^(?:01|044|045)(?=\d{10}$)")
_SHORTEST = 7  # fewer digits are a short code, which takes no "+", but for lines of the smallest countries
_LONGEST = 15  # ITU-T E.164


def normalise(raw: str, region: str) -> str:
    """Return the key of a telephone number, "" when `raw` holds no digits.

    `region` (ISO 3166-1 alpha-2, or "") is the country that a number without international prefix is read in.
    A number that fits no plan keeps its digits: a key must exist for whatever a network delivered. Short
    codes are returned without "+".
    """
    digits = _digits_of(raw)
    if not digits:
        return ""
    written = raw.strip()
    if written.startswith("+"):
        return _from_plan(digits)
    if written.startswith("00") and len(digits) > _SHORTEST + 2:
        return _from_plan(digits[2:])
    national = _from_national(digits, region.upper())
    if len(digits) < _SHORTEST:
        return national if national and _is_valid(national) else digits
    return national or from_international(digits)


def from_international(digits: str) -> str:
    """Return the key of a number already written as international digits, as a WhatsApp id is.

    `digits` may carry a "+". No numbering plan is consulted: this is the cheap road for ids that a provider
    has normalised. It agrees with `normalise("+" + digits, …)` for every valid number.
    """
    plain = digits.removeprefix("+")
    if not (plain.isascii() and plain.isdecimal()):
        plain = _digits_of(plain)
    if not plain:
        return ""
    return f"+{_canonical(plain)}"


def _digits_of(written: str) -> str:
    """Return the decimal digits of `written`, those of other scripts as ASCII ones."""
    return "".join(str(int(character)) for character in written if character.isdecimal())


def _canonical(digits: str) -> str:
    country = digits[:2]
    if country == "54":
        return _argentina(digits)
    if country == "52" and len(digits) == 13 and digits[2] == "1":
        return f"52{digits[3:]}"
    if country == "55" and len(digits) == 12 and digits[4] in "6789":
        return f"{digits[:4]}9{digits[4:]}"
    return digits


def _argentina(digits: str) -> str:
    """Drop the 9 from abroad; the 15 at home is found by the numbering plan, which knows the area codes."""
    national = digits[3:] if digits[2:3] == "9" and len(digits) > 12 else digits[2:]
    if len(national) != 12:
        return f"54{national}"
    known = _parse(f"+54{national}", None)
    if known is None or not known.startswith("549") or len(known) != 13:
        return f"54{national}"
    return f"54{known[3:]}"


def _from_plan(digits: str) -> str:
    known = _parse(f"+{digits}", None)
    return from_international(known if known is not None else digits)


def _from_national(digits: str, region: str) -> str | None:
    if not region:
        return None
    if region == "MX":
        digits = _MEXICAN_TRUNK.sub("", digits)
    known = _parse(digits, region)
    if known is None or len(known) > _LONGEST:
        return None
    key = from_international(known)
    # A WhatsApp id or a pasted number without its "+" would otherwise be read as a national number.
    if not _is_valid(key) and _is_valid(from_international(digits)):
        return None
    return key


def _parse(written: str, region: str | None) -> str | None:
    """Return the E.164 digits of `written`, or None when it fits no plan."""
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]


def _is_valid(key: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(key, None))
    except phonenumbers.NumberParseException:
        return False
