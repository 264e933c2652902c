"""Only who signs with the channel secret brings events."""

from __future__ import annotations

import json

import msgspec
import pytest

from tests.rooms.channels.line.known import ACCOUNT, CONTRACTS, LINE
from trato.rooms.channels.adapters.line.door import HEADER, signature
from trato.rooms.channels.model import WebhookRequest

VECTORS = CONTRACTS / "signature-vectors.json"
KNOWN = msgspec.structs.replace(ACCOUNT, secrets={"channel_secret": "channel_secret"})
RAW = b"bodybodybodybody"
PROOF = "/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k="  # of LINE's own library, which has this text in its tests


def _post(proof: str | None, raw: bytes = RAW) -> WebhookRequest:
    headers = {} if proof is None else {HEADER: proof}
    return WebhookRequest("POST", "https://care.example/hooks/1", {}, headers, raw)


def test_the_published_signature_opens_the_door() -> None:
    assert LINE.authenticate(_post(PROOF), KNOWN)


@pytest.mark.skipif(not VECTORS.exists(), reason=f"no vectors in {VECTORS}")
def test_the_published_vector_is_the_one_that_is_held_here() -> None:
    told = json.loads(VECTORS.read_text())["line"]
    assert signature(told["channel_secret"], told["raw_body"].encode()) == told["expected"] == PROOF


@pytest.mark.parametrize("at", range(len(RAW)))
def test_a_body_with_one_byte_flipped_opens_nothing(at: int) -> None:
    flipped = RAW[:at] + bytes([RAW[at] ^ 1]) + RAW[at + 1 :]
    assert not LINE.authenticate(_post(PROOF, flipped), KNOWN)


@pytest.mark.parametrize("proof", [None, "", PROOF[:-1], f"{PROOF}=", PROOF.swapcase(), "ñ"])
def test_another_signature_opens_nothing(proof: str | None) -> None:
    assert not LINE.authenticate(_post(proof), KNOWN)


def test_without_a_secret_nobody_comes_in() -> None:
    assert not LINE.authenticate(_post(signature("", RAW)), msgspec.structs.replace(ACCOUNT, secrets={}))
