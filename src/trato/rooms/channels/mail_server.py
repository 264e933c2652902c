"""Which mail server an account names, and how safely it is reached."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Mapping
from typing import Any


class InsecureServer(ValueError):
    """The account asks for a connection without TLS to another machine."""


def server_of(settings: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """Return an account's host and security. Raises `InsecureServer` where plain text would leave the machine."""
    host, security = str(settings.get(f"{kind}_host", "")), str(settings.get(f"{kind}_security", "tls"))
    if security not in ("tls", "starttls") and not _is_loopback(host):
        raise InsecureServer(f"{kind}: without TLS only to this machine")
    return host, security


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def tls_of(settings: Mapping[str, Any]) -> ssl.SSLContext:
    """Return the TLS settings of an account: the system's authorities, or its own `ca_file`."""
    return ssl.create_default_context(cafile=str(settings["ca_file"]) if settings.get("ca_file") else None)
