"""Secrets at rest open only where they were sealed, and survive a change of keys."""

import base64
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.secrets import Keyring, SecretUnreadable, Spot, derive, hmac_hex, key_id, new_key, same

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SPOT = Spot(UUID(int=1), "channels.account", "secrets", "7")


@given(st.binary(max_size=400), st.text(max_size=20), st.text(max_size=20))
def test_what_was_sealed_opens_at_its_spot(plain: bytes, table: str, row: str) -> None:
    ring = Keyring((NEW, OLD))
    spot = Spot(UUID(int=3), table, "secret", row)
    assert ring.open(ring.seal(plain, spot), spot) == plain


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(SPOT, workspace=UUID(int=2)),
        replace(SPOT, table="access.totp"),
        replace(SPOT, column="old_secret"),
        replace(SPOT, row="8"),
        Spot(SPOT.workspace, "channels.accounts", "ecrets", "7"),  # the same letters, cut elsewhere
    ],
)
def test_a_blob_that_was_moved_to_another_spot_does_not_open(elsewhere: Spot) -> None:
    ring = Keyring((NEW,))
    with pytest.raises(SecretUnreadable):
        ring.open(ring.seal(b"secret", SPOT), elsewhere)


@given(st.integers(0, 60), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_noticed(position: int, flip: int) -> None:
    ring = Keyring((NEW,))
    blob = bytearray(ring.seal(b"x" * 30, SPOT))
    blob[position % len(blob)] ^= flip
    with pytest.raises(SecretUnreadable):
        ring.open(bytes(blob), SPOT)


@pytest.mark.parametrize("blob", [b"", b"\x01", b"\x02" + bytes(40)])
def test_what_was_never_sealed_is_refused_and_not_read(blob: bytes) -> None:
    with pytest.raises(SecretUnreadable):
        Keyring((NEW,)).open(blob, SPOT)


def test_a_new_key_first_opens_the_old_blobs_and_asks_to_seal_them_again() -> None:
    sealed = Keyring((OLD,)).seal(b"secret", SPOT)
    both = Keyring((NEW, OLD))
    assert both.open(sealed, SPOT) == b"secret"
    assert both.needs_sealing(sealed)
    again = both.seal(b"secret", SPOT)
    assert not both.needs_sealing(again)
    assert Keyring((NEW,)).open(again, SPOT) == b"secret"
    with pytest.raises(SecretUnreadable):
        Keyring((NEW,)).open(sealed, SPOT)


def test_two_seals_of_the_same_text_look_different() -> None:
    ring = Keyring((NEW,))
    assert ring.seal(b"secret", SPOT) != ring.seal(b"secret", SPOT)


def test_a_keyring_does_not_show_its_keys() -> None:
    assert NEW.hex() not in repr(Keyring((NEW,))) and repr(NEW) not in repr(Keyring((NEW,)))


def test_keys_are_read_from_text_and_short_ones_refused() -> None:
    text = ", ".join(base64.b64encode(key).decode() for key in (NEW, OLD))
    assert Keyring.read(text).keys == (NEW, OLD)
    for bad in ("", base64.b64encode(b"short").decode(), "not base64!"):
        with pytest.raises(ValueError):
            Keyring.read(bad)


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert derive(NEW, "sessions") != derive(NEW, "widget") != NEW
    assert derive(NEW, "sessions") == derive(NEW, "sessions")
    assert len(new_key()) == len(derive(NEW, "x")) == 32
    assert len(key_id(NEW)) == 4


def test_hmac_is_that_of_rfc_4231() -> None:
    assert hmac_hex(b"Jefe", b"what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_secrets_are_compared_whole() -> None:
    assert same("añb", "añb".encode()) and not same("a", "b") and not same("a", "aa")
