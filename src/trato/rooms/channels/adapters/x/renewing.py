"""The account's token lives two hours and is renewed before it ends, with a second token that each use replaces.

Source: OAuth 2.0 (RFC 6749, 6; PKCE, RFC 7636) as X does it at /2/oauth2/token. An `invalid_grant` says that the
account took its permission back, or that the second token was used before: only the account can give another.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import number_in, text_in
from trato.rooms.channels.adapters.x.api import as_client, server
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, ProviderAnswer, Renewed, RenewedState

AHEAD = timedelta(minutes=20)  # before the end
_USUAL_LIFE = 7200  # seconds
_REFUSED = frozenset({"invalid_grant", "invalid_request", "invalid_client", "unauthorized_client"})


def renewal(account: AccountView, now: datetime) -> HttpRequest | None:
    """Return the call that renews the account's token, None while there is time or nothing to renew it with."""
    token, ends = account.secrets.get("refresh_token", ""), account.secrets.get("access_ends", "")
    if not token or (ends.isdecimal() and now.timestamp() + AHEAD.total_seconds() < int(ends)):
        return None
    form = {"grant_type": "refresh_token", "refresh_token": token}
    client = str(account.settings.get("client_id", ""))
    proof = as_client(account)
    return HttpRequest(
        "POST",
        f"{server(account)}/2/oauth2/token",
        headers=proof,
        form=form if proof else {**form, "client_id": client},
    )


def renewed(answer: ProviderAnswer, account: AccountView, now: datetime) -> Renewed:
    """Read what came of a renewal: the new secrets, a refusal for good, or that it must be tried again."""
    if not isinstance(answer, HttpAnswer):
        return Renewed(RenewedState.AGAIN, code="no_answer")
    body = body_of(answer)
    token = text_in(body, "access_token")
    if answer.status == 200 and token:
        lives = int(number_in(body, "expires_in") or _USUAL_LIFE)
        secrets = {"access_token": token, "access_ends": str(int(now.timestamp()) + lives)}
        if further := text_in(body, "refresh_token"):
            secrets["refresh_token"] = further
        return Renewed(RenewedState.DONE, {**account.secrets, **secrets})
    error = text_in(body, "error")
    if answer.status in (400, 401) and error in _REFUSED:
        return Renewed(RenewedState.REFUSED, code=error)
    return Renewed(RenewedState.AGAIN, code=f"x_{answer.status}")
