"""Keys, accounts and payloads that the tests of both stores share."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from trato.rooms.channels.adapters.app_store.adapter import AppStore
from trato.rooms.channels.adapters.google_play.adapter import GooglePlay
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery
from trato.rooms.channels.simulators.stores.world import App

HERE = Path(__file__).parent
CONTRACTS = Path(os.environ.get("TRATO_SHARED", "../shared")) / "contracts"
PACKAGE, APPLE_ID = "pe.pirca.cocina", "1590001112"
EMAIL, ISSUER, KEY_ID = "trato@pirca.iam.gserviceaccount.com", "69a6de70-0000-47e3-e053-5b8c7c11a4d1", "2X9R4HXF34"
RECEIVED = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
GOOGLE, APPLE = GooglePlay(), AppStore()


@cache
def keys() -> dict[str, str]:
    """Return a key of each kind, private and public, made once a run."""
    google, apple = rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())
    public = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    private = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return {
        "google": google.private_bytes(*private).decode(), "google_public": google.public_key().public_bytes(
            *public).decode(),
        "apple": apple.private_bytes(*private).decode(), "apple_public": apple.public_key().public_bytes(
            *public).decode(),
    }  # fmt: skip


def service_account(**more: Any) -> str:
    told = {"type": "service_account", "client_email": EMAIL, "private_key_id": "1", "private_key": keys()["google"]}
    return json.dumps(told | more)


def secrets_of(channel: str) -> dict[str, str]:
    if channel == "google_play":
        return {"service_account": service_account()}
    return {"issuer_id": ISSUER, "key_id": KEY_ID, "private_key": keys()["apple"]}


def account(channel: str, base: str = "http://stores") -> AccountView:
    return AccountView(
        ChannelAccountId(UUID(int=7)), UUID(int=1), channel, PACKAGE if channel == "google_play" else APPLE_ID,
        settings={"api_base": base}, secrets=secrets_of(channel),
    )  # fmt: skip


def app() -> App:
    """Return the application as the stores know it."""
    found = keys()
    return App("Pirca Cocina", PACKAGE, APPLE_ID, EMAIL, found["google_public"], ISSUER, KEY_ID, found["apple_public"])


def delivery(body: Any, **headers: str) -> Delivery:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Delivery(raw, {name.replace("_", ":", 1): value for name, value in headers.items()}, RECEIVED)


def play_review(identifier: str, text: str, stars: int, second: int, answer: str = "", **more: Any) -> dict[str, Any]:
    said = {"text": text, "lastModified": {"seconds": str(second), "nanos": 0}, "starRating": stars} | more
    comments: list[dict[str, Any]] = [{"userComment": said}]
    if answer:
        comments.append({"developerComment": {"text": answer, "lastModified": {"seconds": str(second + 60)}}})
    return {"reviewId": identifier, "authorName": "Camila R.", "comments": comments}


def apple_review(identifier: str, body: str, stars: int, **more: Any) -> dict[str, Any]:
    told = {
        "rating": stars, "title": "", "body": body, "reviewerNickname": "camirojas",
        "createdDate": "2026-11-20T10:15:30-08:00", "territory": "CHL",
    }  # fmt: skip
    return {"type": "customerReviews", "id": identifier, "attributes": told | more}
