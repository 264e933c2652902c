"""Where the Bot API is asked. The token is part of each address, so an address is never logged or shown.

Source: core.telegram.org/bots/api, 10.1. Files of people lie under another path of the same server.
"""

from __future__ import annotations

from typing import Any

from trato.rooms.channels.model import AccountView, HttpRequest, Upload

SERVER = "https://api.telegram.org"


def call(account: AccountView, method: str, parameters: dict[str, Any] | None = None) -> HttpRequest:
    """Return a call of `method` whose parameters are JSON."""
    return HttpRequest("POST", f"{_server(account)}/bot{_token(account)}/{method}", json=parameters or {})


def call_with_files(
    account: AccountView, method: str, form: dict[str, str], uploads: tuple[Upload, ...]
) -> HttpRequest:
    """Return a call of `method` that brings files of ours in a form."""
    return HttpRequest("POST", f"{_server(account)}/bot{_token(account)}/{method}", form=form, uploads=uploads)


def file_call(account: AccountView, path: str) -> HttpRequest:
    """Return the call that fetches a file by the path that getFile told."""
    return HttpRequest("GET", f"{_server(account)}/file/bot{_token(account)}/{path}")


def _server(account: AccountView) -> str:
    stated = account.settings.get("api_base")
    return stated.rstrip("/") if isinstance(stated, str) and stated else SERVER


def _token(account: AccountView) -> str:
    return account.secrets.get("bot_token", "")
