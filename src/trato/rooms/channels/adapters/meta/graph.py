"""Meta's Graph: where it is, how a call to it is made, and where our tokens may go."""

from __future__ import annotations

import hashlib
import hmac
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlencode, urlsplit

from trato.rooms.channels.model import AccountView, HttpRequest

GRAPH = "https://graph.facebook.com"
GRAPH_VERSION = "v23.0"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# Hosts that an access token may be shown to; files lie on the first ones.
TRUSTED = (".fbsbx.com", ".fbcdn.net", ".whatsapp.net", ".facebook.com")


def _product() -> str:
    try:
        return f"trato/{version('trato')}"
    except PackageNotFoundError:
        return "trato/0.0.0"


USER_AGENT = _product()  # Meta's contract wants name/1.2.3


def base_of(account: AccountView, usual: str = GRAPH) -> str:
    """Return where the account's API begins (`settings.api_base`, of a simulator, comes before the usual)."""
    stated = account.settings.get("api_base")
    return stated.rstrip("/") if isinstance(stated, str) and stated else usual


def version_of(account: AccountView) -> str:
    """Return the version of the Graph that the account speaks (`settings.graph_version`)."""
    stated = account.settings.get("graph_version")
    return stated if isinstance(stated, str) and stated else GRAPH_VERSION


def graph_url(account: AccountView, what: str) -> str:
    """Return the address of something of the Graph."""
    return f"{base_of(account)}/{version_of(account)}/{what}"


def bearer(account: AccountView) -> dict[str, str]:
    """Return the headers of a call with the account's own token."""
    return {"Authorization": f"Bearer {account.secrets.get('access_token', '')}", "User-Agent": USER_AGENT}


def as_app(account: AccountView, app: str) -> dict[str, str]:
    """Return the headers of a call as the app itself, by its id and secret."""
    token = f"{app}|{account.secrets.get('app_secret', '')}"
    return {"Authorization": f"Bearer {token}", "User-Agent": USER_AGENT}


def get(account: AccountView, what: str, query: dict[str, str] | None = None) -> HttpRequest:
    """Return the call that reads something of the Graph."""
    asked = f"?{urlencode(query)}" if query else ""
    return HttpRequest("GET", graph_url(account, what) + asked, bearer(account))


def proof_of(account: AccountView) -> str:
    """Return `appsecret_proof`: refused where the secret is not that of the token's app."""
    token, secret = account.secrets.get("access_token", ""), account.secrets.get("app_secret", "")
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def is_trusted(account: AccountView, url: str) -> bool:
    """Say whether our token may go to a URL that came in a webhook."""
    host = urlsplit(url).hostname or ""
    return host == (urlsplit(base_of(account)).hostname or "") or host.endswith(TRUSTED)


def same_address(told: str, ours: str) -> bool:
    """Say whether two callback URLs are one; this machine's names are one too."""
    one, other = urlsplit(told), urlsplit(ours)
    same_host = one.hostname == other.hostname or {one.hostname, other.hostname} <= LOOPBACK
    return same_host and (one.scheme, one.port, one.path) == (other.scheme, other.port, other.path)
