"""Load: webhooks posted as fast as they are answered, by few lines of code, so that the generator is not the limit."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from bench.stand import APP_SECRET, NUMBER
from trato.kit.clock import wall_clock

TEXTS = (
    "Hola, ¿a qué hora llega mi pedido?",
    "Me llegó la olla quiñada, les mando foto",
    "¿Tienen stock de la taza verde?",
    "Bom dia, meu pedido ainda não chegou",
    "Hi, can I change my delivery address?",
    "me cobraron dos veces, quiero que me devuelvan la plata",
    "¿Hacen factura con RUC?",
)


def whatsapp(n: int, phone: str, at: int) -> bytes:
    """Return one webhook with one text message, as Meta posts it."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "51999999999", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": f"Contacto {phone[-4:]}"}, "wa_id": phone}],
        "messages": [
            {
                "from": phone,
                "id": f"wamid.{n}.{phone}",
                "timestamp": str(at),
                "type": "text",
                "text": {"body": f"{TEXTS[n % len(TEXTS)]} ({n})"},
            }
        ],
    }
    entry = [{"id": "1", "changes": [{"value": value, "field": "messages"}]}]
    return json.dumps({"object": "whatsapp_business_account", "entry": entry}).encode()


def request(account: UUID, body: bytes, secret: str = APP_SECRET) -> bytes:
    """Return the signed HTTP request that brings `body` to an account's hook."""
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST /hooks/{account} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def requests(accounts: list[UUID], seed: int, newcomers: float = 0.3) -> Iterator[bytes]:
    """Yield webhooks for ever, spread over accounts; `newcomers` is the share by contacts who never wrote before."""
    chance = random.Random(seed)
    known: list[list[str]] = [[] for _ in accounts]
    n = seed * 10_000_000
    while True:
        n += 1
        which = n % len(accounts)
        if not known[which] or chance.random() < newcomers:
            known[which].append(f"519{n % 100_000_000:08d}")
            phone = known[which][-1]
        else:
            phone = chance.choice(known[which][-2000:])
        yield request(accounts[which], whatsapp(n, phone, int(wall_clock().timestamp())))


@dataclass(slots=True)
class Posted:
    """What was posted: how many were answered 2xx, how long each took (seconds), when each was sent."""

    answered: int = 0
    refused: int = 0
    took: list[float] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)


async def post(
    port: int, source: Iterator[bytes], seconds: float, *, connections: int = 64, per_second: float | None = None
) -> Posted:
    """Post from `source` for `seconds` over keep-alive connections; at `per_second`, or as fast as it is answered."""
    done = Posted()
    end = time.monotonic() + seconds
    began = time.monotonic()
    turn = iter(range(10**9))

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            while time.monotonic() < end:
                if per_second is not None:
                    due = began + next(turn) / per_second
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                    if time.monotonic() >= end:
                        return
                one = next(source)
                sent = time.monotonic()
                writer.write(one)
                status = await answer(reader)
                done.took.append(time.monotonic() - sent)
                done.sent_at.append(sent)
                if status == 200:
                    done.answered += 1
                else:
                    done.refused += 1
        finally:
            writer.close()

    await asyncio.gather(*(line() for _ in range(connections)))
    return done


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one HTTP answer off the wire; return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lower = head.lower()
    at = lower.find(b"content-length:")
    length = int(lower[at + 15 : lower.index(b"\r\n", at)]) if at >= 0 else 0
    if length:
        await reader.readexactly(length)
    return status


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of `values` lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


Progress = Callable[[str], None]
