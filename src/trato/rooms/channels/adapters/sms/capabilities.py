"""What a text message can carry, from this number."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from trato.rooms.channels.model import AccountView, Capabilities, Charging, MediaKind, OptOutReach, ReceiptLevel

TEXT_LIMIT = 1600  # signs; Twilio refuses more (21617)
PER_SECOND = 1.0  # of a long number; short codes and registered senders have more
MOST_FILES = 10
_MB = 1024 * 1024
MEDIA = MappingProxyType(dict.fromkeys((MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO), 5 * _MB))
MIME = (
    "image/jpeg", "image/png", "image/gif", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/amr", "video/mp4",
    "video/3gpp",
)  # fmt: skip


def sends_files(account: AccountView) -> bool:
    """Say whether the number can MMS."""
    return account.settings.get("mms") == "yes"


def capabilities_of(account: AccountView) -> Capabilities:
    """Return what may be done at any time: there is no window, but each segment is charged, and a STOP stops all."""
    rate, files = account.settings.get("per_second"), sends_files(account)
    return Capabilities(
        live=False,
        text_limit=TEXT_LIMIT,
        segmented=True,
        receipts=ReceiptLevel.DELIVERED,
        media=MEDIA if files else {},
        mime=MIME if files else (),
        files=MOST_FILES if files else 0,
        starts_conversations=True,
        charged=True,
        charging=Charging("sms", "mms" if files else ""),
        opt_out=OptOutReach.ALL,
        per_second=float(rate) if isinstance(rate, int | float) and rate > 0 else PER_SECOND,
        reopen_within=timedelta(hours=72),
    )
