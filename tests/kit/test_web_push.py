"""A push is what the standards say, to the byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from trato.kit import web_push
from trato.kit.web_push import Recipient, b64url, encrypt, from_b64url

# RFC 8291, section 5 and appendix A
PLAIN = b"When I grow up, I want to be a watermelon"
OUR_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
THEIR_POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
    "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out_as_it_is_printed() -> None:
    to = Recipient(from_b64url(THEIR_POINT), from_b64url(AUTH))
    assert b64url(encrypt(PLAIN, to, salt=from_b64url(SALT), private=from_b64url(OUR_PRIVATE))) == BODY


def test_no_two_pushes_are_alike() -> None:
    to = Recipient(from_b64url(THEIR_POINT), from_b64url(AUTH))
    assert encrypt(PLAIN, to) != encrypt(PLAIN, to)


def test_what_no_service_would_carry_is_refused() -> None:
    to = Recipient(from_b64url(THEIR_POINT), from_b64url(AUTH))
    assert len(encrypt(bytes(web_push.MOST_BYTES), to)) == web_push.RECORD_BYTES
    with pytest.raises(ValueError):
        encrypt(bytes(web_push.MOST_BYTES + 1), to)


def test_who_we_are_is_signed_for_one_service_and_half_a_day() -> None:
    key, now = web_push.new_key(), datetime(2026, 11, 22, 10, tzinfo=UTC)
    header = web_push.authorization(key, "https://push.example:8443/send/abc?x=1", "https://care.example", now)
    token, point = header.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    assert json.loads(from_b64url(claims)) == {
        "aud": "https://push.example:8443",
        "exp": int(now.timestamp()) + 12 * 3600,
        "sub": "https://care.example",
    }
    assert from_b64url(point) == web_push.public_point(key)
    raw = from_b64url(signature)
    signed = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_b64url(point))
    public.verify(signed, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize("raw", [b"", bytes(65), b"\x04" + bytes(64), from_b64url(THEIR_POINT)[:-1]])
def test_what_is_no_point_of_the_curve_is_known(raw: bytes) -> None:
    assert not web_push.is_point(raw)
    assert web_push.is_point(from_b64url(THEIR_POINT))
