"""Check digits of cards, accounts and national identifiers, each as its authority publishes it.

Every function takes what people write, with their points and hyphens, and says whether the number can exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
CURP_DIGITS = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def digits(text: str) -> list[int]:
    """Return the digits of `text`."""
    return [int(one) for one in text if one.isdecimal() and one.isascii()]


def _weighed(numbers: Sequence[int], weights: Sequence[int]) -> int:
    return sum(one * weight for one, weight in zip(numbers, weights, strict=False))


def card(text: str) -> bool:
    """Luhn (ISO/IEC 7812), 13 to 19 digits that are not all alike."""
    found = digits(text)
    if not 13 <= len(found) <= 19 or len(set(found)) < 2 or found[0] not in {2, 3, 4, 5, 6}:
        return False
    return luhn(found)


def luhn(found: Sequence[int]) -> bool:
    """Say whether the sum of digits, every second doubled from the right, ends in 0."""
    doubled = [sum(divmod(2 * one, 10)) for one in found[-2::-2]]
    return (sum(doubled) + sum(found[-1::-2])) % 10 == 0


def clabe(text: str) -> bool:
    """Account in Mexico: 18 digits (Banco de México)."""
    found = digits(text)
    if len(found) != 18 or not any(found):
        return False
    total = sum(one * weight % 10 for one, weight in zip(found[:17], (3, 7, 1) * 6, strict=False))
    return (10 - total % 10) % 10 == found[17]


def cbu(text: str) -> bool:
    """Account in Argentina: 22 digits in two blocks (BCRA)."""
    found = digits(text)
    if len(found) != 22 or not any(found):
        return False
    first = (10 - _weighed(found[:7], (7, 1, 3, 9, 7, 1, 3)) % 10) % 10
    second = (10 - _weighed(found[8:21], (3, 9, 7, 1) * 4) % 10) % 10
    return first == found[7] and second == found[21]


def iban(text: str) -> bool:
    """Account by ISO 13616: modulo 97."""
    bare = re.sub(r"[\s.-]", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", bare):
        return False
    return int("".join(str(int(one, 36)) for one in bare[4:] + bare[:4])) % 97 == 1


def rut(text: str) -> bool:
    """Chile: modulo 11, K for 10."""
    bare = re.sub(r"[.\s-]", "", text).upper()
    if not re.fullmatch(r"\d{7,8}[\dK]", bare):
        return False
    total = _weighed([int(one) for one in reversed(bare[:-1])], (2, 3, 4, 5, 6, 7) * 2)
    return "0123456789K0"[11 - total % 11] == bare[-1]


def cpf(text: str) -> bool:
    """Brazil, persons: eleven digits, two of them checks."""
    found = digits(text)
    if len(found) != 11 or len(set(found)) == 1:
        return False
    for many in (9, 10):
        total = _weighed(found[:many], range(many + 1, 1, -1))
        if total * 10 % 11 % 10 != found[many]:
            return False
    return True


def cnpj(text: str) -> bool:
    """Brazil, firms: fourteen digits, two of them checks."""
    found = digits(text)
    if len(found) != 14 or len(set(found)) == 1:
        return False
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    for many in (12, 13):
        rest = _weighed(found[:many], weights[13 - many :]) % 11
        if (0 if rest < 2 else 11 - rest) != found[many]:
            return False
    return True


def nif(text: str) -> bool:
    """Spain: DNI and NIE, modulo 23."""
    bare = re.sub(r"[.\s-]", "", text).upper()
    if not re.fullmatch(r"[XYZ\d]\d{7}[A-Z]", bare):
        return False
    number = int(bare[:-1].translate(str.maketrans("XYZ", "012")))
    return NIF_LETTERS[number % 23] == bare[-1]


def curp(text: str) -> bool:
    """Mexico, persons: eighteen signs, the last a check (RENAPO)."""
    bare = text.upper()
    if not re.fullmatch(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", bare):
        return False
    total = sum(CURP_DIGITS.index(one) * (18 - at) for at, one in enumerate(bare[:17]))
    return (10 - total % 10) % 10 == int(bare[17])


def rfc(text: str) -> bool:
    """Mexico, taxes: by shape and date; many that are in use break the check digit."""
    found = re.fullmatch(r"[A-ZÑ&]{3,4}\d{2}(\d{2})(\d{2})[A-Z0-9]{3}", re.sub(r"[\s-]", "", text).upper())
    return found is not None and 1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31


def cuit(text: str) -> bool:
    """Argentina: eleven digits, modulo 11 (AFIP)."""
    found = digits(text)
    if len(found) != 11 or found[0] not in {2, 3}:
        return False
    check = 11 - _weighed(found[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return {11: 0, 10: 9}.get(check, check) == found[10]


def ruc(text: str) -> bool:
    """Peru: eleven digits that begin with 10, 15, 17 or 20, modulo 11 (SUNAT)."""
    found = digits(text)
    if len(found) != 11 or found[0] * 10 + found[1] not in {10, 15, 17, 20}:
        return False
    return (11 - _weighed(found[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10 == found[10]


def cedula_ec(text: str) -> bool:
    """Ecuador: ten digits, province first, Luhn."""
    found = digits(text)
    return len(found) == 10 and 1 <= found[0] * 10 + found[1] <= 24 and found[2] < 6 and luhn(found)


def cedula_uy(text: str) -> bool:
    """Uruguay: eight digits, modulo 10."""
    found = digits(text)
    if len(found) != 8 or len(set(found)) == 1:
        return False
    return (10 - _weighed(found[:7], (2, 9, 8, 7, 6, 3, 4)) % 10) % 10 == found[7]


def nif_pt(text: str) -> bool:
    """Portugal: nine digits, modulo 11."""
    found = digits(text)
    if len(found) != 9 or found[0] not in {1, 2, 3, 5, 6, 8, 9}:
        return False
    rest = _weighed(found[:8], (9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return (0 if rest < 2 else 11 - rest) == found[8]


def sin(text: str) -> bool:
    """Canada: nine digits, Luhn."""
    found = digits(text)
    return len(found) == 9 and found[0] not in {0, 8} and luhn(found)


Check = Callable[[str], bool]
