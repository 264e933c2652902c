"""The account agrees on X's own page: an authorization code, exchanged with the proof of who began (PKCE).

Source: OAuth 2.0 (RFC 6749, 4.1; RFC 7636) as X does it at x.com/i/oauth2/authorize and /2/oauth2/token.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote, urlencode

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import map_in, text_in
from trato.rooms.channels.adapters.x.api import SERVER, as_client, call, server
from trato.rooms.channels.adapters.x.renewing import renewed
from trato.rooms.channels.connecting import Agreement, Given, Said
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer, Renewed

PAGE = "https://x.com"
SCOPES = (
    "tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "dm.read", "dm.write", "media.write",
    "offline.access",
)  # fmt: skip


def page(account: AccountView, back: str, state: str, challenge: str) -> str:
    """Return the address of the page on which the account says yes."""
    asked = {
        "response_type": "code", "client_id": str(account.settings.get("client_id", "")), "redirect_uri": back,
        "scope": " ".join(SCOPES), "state": state, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    where = server(account)
    return f"{PAGE if where == SERVER else where}/i/oauth2/authorize?{urlencode(asked, quote_via=quote)}"


def exchange(account: AccountView, back: str, code: str, verifier: str) -> HttpRequest:
    """Return the call that gives the code for tokens."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    proof = as_client(account)
    client = {} if proof else {"client_id": str(account.settings.get("client_id", ""))}
    return HttpRequest("POST", f"{server(account)}/2/oauth2/token", headers=proof, form={**form, **client})


def exchanged(answer: ProviderAnswer, account: AccountView, now: datetime) -> Renewed:
    """Read what came of it: all of the account's secrets, or why there are none."""
    return renewed(answer, account, now)


def whose(account: AccountView) -> HttpRequest:
    """Return the call that asks who said yes."""
    return call(account, "GET", "/2/users/me")


def who_in(answer: ProviderAnswer) -> Given | None:
    """Return who said yes, None where X did not tell."""
    user = map_in(told_by(answer) or {}, "data")
    identifier = text_in(user, "id")
    return Given(identifier, f"@{text_in(user, 'username')}") if identifier else None


AGREEMENT = Agreement(
    button=Said("Autorizar en X", "Authorise on X", "Autorizar no X"),
    about=Said(
        "Se abre la página de X, donde la cuenta dice que sí. Antes hay que agregar esta dirección a la app, en User "
        "authentication settings, Callback URI. Pegar los tokens en Secretos es la otra manera.",
        "X's page opens, where the account says yes. Before, this address must be added to the app, in User "
        "authentication settings, Callback URI. Pasting the tokens under Secrets is the other way.",
        "Abre-se a página do X, onde a conta diz que sim. Antes é preciso adicionar este endereço ao app, em User "
        "authentication settings, Callback URI. Colar os tokens em Segredos é o outro modo.",
    ),
    gives=("access_token", "refresh_token"),
    page=page,
    exchange=exchange,
    exchanged=exchanged,
    whose=whose,
    who_in=who_in,
)
