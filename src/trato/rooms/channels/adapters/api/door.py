"""The door: who may call, and what a wrong call is told. Signed as Standard Webhooks says (standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from datetime import datetime, timedelta

from trato.kit.standard_webhooks import SECRET_PREFIX
from trato.rooms.channels.adapters.api.reading import Unreadable, events_in
from trato.rooms.channels.model import AccountView, Handshake, WebhookRequest

SKEW = timedelta(minutes=5)  # between the clock of whoever calls and ours
LONGEST_ID = 200
PROBLEM, JSON = "application/problem+json", "application/json"


def refusal_of(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Return what a wrong call is told, None for a good one. Who is a stranger learns nothing but that."""
    if request.method != "POST":
        return _problem(405, "method_not_allowed", "Events are told by POST.")
    identifier, stamp = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    if not identifier or len(identifier) > LONGEST_ID or not request.headers.get("webhook-signature"):
        words = "The headers webhook-id, webhook-timestamp and webhook-signature are needed."
        return _problem(401, "signature_missing", words)
    if not is_authentic(request, account):
        return _problem(401, "signature_wrong", "The signature is not of this body, id and time by this secret.")
    if request.at is not None and not _is_recent(stamp, request.at):
        words = f"The timestamp is more than five minutes off; here it is {int(request.at.timestamp())}."
        return _problem(401, "timestamp_off", words)
    try:
        events_in(request.body)
    except Unreadable as wrong:
        return _problem(422, wrong.code, str(wrong))
    return None


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether the account's secret signed these bytes, this id and this time."""
    secret = account.secrets.get("signing_secret", "")
    identifier, stamp = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    if not secret or not identifier or not (stamp.isascii() and stamp.isdecimal()):
        return False
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return False
    digest = hmac.digest(key, f"{identifier}.{stamp}.".encode() + request.body, hashlib.sha256)
    given = request.headers.get("webhook-signature", "").split(" ")
    expected = b"v1," + base64.b64encode(digest)
    return any(hmac.compare_digest(one.encode(), expected) for one in given)


def taken(request: WebhookRequest) -> Handshake:
    """Return the answer to a call that is kept."""
    return Handshake(200, json.dumps({"accepted": True, "id": request.headers.get("webhook-id", "")}), JSON)


def _is_recent(stamp: str, now: datetime) -> bool:
    return len(stamp) < 12 and abs(int(stamp) - now.timestamp()) <= SKEW.total_seconds()


def _problem(status: int, code: str, words: str) -> Handshake:
    return Handshake(status, json.dumps({"code": code, "status": status, "detail": words}), PROBLEM)
