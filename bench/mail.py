"""How well replies are trimmed, how fast mails are read.

`run` measures on published replies: an exact trim is the expected text after white space is made alike; an answer is
lost when what the person wrote is not wholly in what we show.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from trato.rooms.channels.adapters.email.adapter import Email
from trato.rooms.channels.adapters.email.html_trimming import trim_html
from trato.rooms.channels.adapters.email.trimming import trim_text
from trato.rooms.channels.model import AccountView, ChannelAccountId, Delivery, Text

TARGET_EXACT = 60  # of the 64 pairs
_ACCOUNT = AccountView(ChannelAccountId(UUID(int=1)), UUID(int=2), "email", "ayuda@tienda.example")
_WHEN = datetime(2026, 11, 20, tzinfo=UTC)
_HELLO = ("Hello",)
_FINE = ("Hi. I am fine.", "Thanks,", "Alex")
_SYNTHETIC = {
    "01-new-es": "Mi pedido 4521 no ha llegado. ¿Me ayudan?",
    "02-reply-gmail-es": "Sí, la dirección es Av. Siempreviva 742.",
    "03-reply-outlook-es": "Adjunto la boleta.",
    "04-autoreply-es": "Estoy fuera de la oficina hasta el 30 de noviembre.",
    "05-reply-lost-headers-subject-only": "¿Novedades?",
    "06-reply-pt": "Obrigado, recebi.",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A reply and what the person wrote in it."""

    name: str
    whole: str
    expected: str


def discourse_pairs(shared: Path) -> list[Pair]:
    """Return the 64 published replies with their expected texts; none when they are absent."""
    folder = shared / "contracts" / "email" / "quoted-replies" / "discourse"
    return [
        Pair(path.stem, _read(path), _read(folder / "trimmed" / path.name))
        for path in sorted((folder / "emails").glob("*.txt"))
    ]


def answers(shared: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield (name, what we show, what the person wrote) of the replies whose answers are known."""
    email = shared / "contracts" / "email"
    fixtures = email / "talon" / "tests" / "fixtures"
    for path in sorted((fixtures / "standard_replies").glob("*.eml")):
        yield path.stem, _shown(path), _HELLO
    for path in sorted((fixtures / "html_replies").glob("*.html")):
        yield path.stem, trim_html(_read(path))[0].visible, _FINE
    for name, said in _SYNTHETIC.items():
        path = email / "synthetic" / f"{name}.eml"
        if path.exists():
            yield name, _shown(path), (said,)


def trim_by_patterns_only(text: str) -> str:
    """Trim as the simplest tools do: cut at the first line that looks like the beginning of a quotation."""
    for at, line in enumerate(lines := text.split("\n")):
        if re.match(r"^(>|On .+wrote:|El .+escribió:|Em .+escreveu:|-{2,} ?Original|From:|De:|-- ?$|Sent from)", line):
            return "\n".join(lines[:at])
    return text


def run(shared: Path | str) -> dict[str, Any]:
    """Measure; return figures with their units in their names. Zero pairs mean that the replies are absent."""
    folder = Path(shared)
    pairs = discourse_pairs(folder)
    ours = _exact(pairs, lambda text: trim_text(text).visible)
    known = list(answers(folder))
    lost = [name for name, shown, said in known if not _holds(shown, said)]
    lost += [pair.name for pair in pairs if not _holds(trim_text(pair.whole).visible, pair.expected.split("\n"))]
    mails = _mails(folder)
    milliseconds, failed = _reading(mails)
    return {
        "trimming_pairs": len(pairs),
        "trimming_exact": len(ours),
        "trimming_exact_target": TARGET_EXACT,
        "trimming_inexact": [pair.name for pair in pairs if pair.name not in ours],
        "trimming_exact_baseline": len(_exact(pairs, trim_by_patterns_only)),
        "answers_checked": len(known) + len(pairs),
        "answers_lost": lost,
        "mails_parsed": len(mails) - len(failed),
        "mails_failed": failed,
        "parse_ms_p50": _percentile(milliseconds, 0.50),
        "parse_ms_p99": _percentile(milliseconds, 0.99),
        "ok": bool(pairs) and len(ours) >= TARGET_EXACT and not lost and not failed,
    }


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _exact(pairs: Iterable[Pair], trim: Callable[[str], str]) -> set[str]:
    return {pair.name for pair in pairs if _squeezed(trim(pair.whole)) == _squeezed(pair.expected)}


def _holds(shown: str, said: Iterable[str]) -> bool:
    return all(_squeezed(line) in _squeezed(shown) for line in said if line.strip())


def _shown(path: Path) -> str:
    (event,) = Email().parse(Delivery(path.read_bytes(), {}, _WHEN), _ACCOUNT)
    return "\n".join(part.text for part in event.parts if isinstance(part, Text))


def _mails(shared: Path) -> list[tuple[str, bytes]]:
    email = shared / "contracts" / "email"
    found = [*email.glob("**/*.eml"), *email.glob("bounces/flufl/*.txt")]
    return [(path.name, path.read_bytes()) for path in sorted(found)]


def _reading(mails: list[tuple[str, bytes]]) -> tuple[list[float], list[str]]:
    adapter, times, failed = Email(), [], []
    for name, raw in mails:
        begun = time.perf_counter()
        try:
            adapter.parse(Delivery(raw, {}, _WHEN), _ACCOUNT)
        except ValueError:
            failed.append(name)
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times), failed


def _percentile(values: list[float], share: float) -> float:
    return round(values[min(int(len(values) * share), len(values) - 1)], 2) if values else 0.0
