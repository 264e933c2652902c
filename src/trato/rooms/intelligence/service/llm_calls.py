"""A call to a model outside in three steps, so that nothing waits in a transaction: held, made, settled.

What a call can cost at most is held in one statement before it leaves, so calls side by side cannot pass the budget.
What it did cost takes the place of that afterwards; of a process that died in between, what was held counts as spent.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import httpx

from trato.kit.breaker import OPENS_AT, rest_after
from trato.kit.http import AddressForbidden, Answer, AnswerTooLarge, IpNetwork, OutsideClient
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.intelligence.model.llm import FAILURES, LlmOrder, LlmSaid, LlmTrouble, LlmUse, Prompt
from trato.rooms.intelligence.rules import llm_wire
from trato.rooms.intelligence.service.llm import month_of, opened_key
from trato.rooms.intelligence.store import llm as store

MILLION = Decimal(1_000_000)
FRAME = 64  # tokens of a request besides its texts
PAUSE = 0.5  # seconds before the one time that is asked again
AGAIN = frozenset({LlmTrouble.BUSY, LlmTrouble.SERVER, LlmTrouble.CONNECT})
MOST_SECONDS = 60.0
MOST_BYTES = 1_000_000


def llm_client(*, local: bool, networks: Sequence[IpNetwork] = ()) -> OutsideClient:
    """Return the client for models: the public internet by https, the networks that the operator allows by http too."""
    return OutsideClient(
        loopback=local, seconds=MOST_SECONDS, most_bytes=MOST_BYTES, networks=networks, plain_inside=True
    )


async def hold_call(
    tx: Tx,
    keys: Keyring,
    use: LlmUse,
    prompt: Prompt,
    *,
    manner: str = "",
    case_id: UUID | None = None,
    user_id: UUID | None = None,
) -> LlmOrder | LlmTrouble:
    """Hold what a call may cost and return all that it needs, or why there is none. A trial passes a rest."""
    row = await store.read(tx)
    if row is None or (use is not LlmUse.TEST and use not in row["uses"]):
        return LlmTrouble.OFF
    key = opened_key(keys, tx.workspace, row["key"])
    if key is None:
        return LlmTrouble.KEY_UNREADABLE
    if row["failures"] >= OPENS_AT and use is not LlmUse.TEST:
        probing = tx.now + timedelta(seconds=row["seconds"] + FRAME)
        if not await store.probe(tx, probing):
            return LlmTrouble.RESTING
    # a token is a byte at least, so this is the most that the request can count
    sent = len(prompt.system.encode()) + len(prompt.data.encode()) + FRAME
    tokens = sent + prompt.most
    money = _cost(sent, prompt.most, row["price_in"], row["price_out"])
    month = month_of(tx.now)
    if not await store.hold(tx, month, tokens, money, row["month_tokens"], row["month_money"]):
        return LlmTrouble.BUDGET
    call = uuid7()
    await store.add_call(tx, call, use, manner, row["model"], case_id, user_id, tx.now, month, tokens, money)
    return LlmOrder(
        call, row["url"], row["model"], key, row["seconds"], prompt, month, tokens, money, row["price_in"],
        row["price_out"],
    )  # fmt: skip


async def make_call(client: OutsideClient, order: LlmOrder) -> LlmSaid:
    """Ask the model, within its seconds, in no transaction. Whatever it does, an answer or a reason comes back."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(order.seconds):
            said = await _ask(client, order)
            if said.trouble in AGAIN and time.monotonic() - began + PAUSE < order.seconds / 2:
                await asyncio.sleep(PAUSE)
                said = await _ask(client, order)
    except TimeoutError:
        said = LlmSaid(trouble=LlmTrouble.TIMEOUT)
    if order.key and order.key in said.text:  # whoever talked it into that shall not see it
        said = LlmSaid("", said.tokens_in, said.tokens_out, trouble=LlmTrouble.LEAKED)
    return LlmSaid(
        said.text, said.tokens_in, said.tokens_out, round(time.monotonic() - began, 3), said.trouble, said.billed
    )


async def settle_call(tx: Tx, order: LlmOrder, said: LlmSaid, judged: LlmTrouble | None = None) -> None:
    """Put what a call cost in the place of what was held, and learn whether the model answers. Once for each call.

    `judged` is why its answer is not shown.
    """
    trouble = said.trouble or judged
    if not said.billed:
        tokens, money = 0, Decimal(0)
    elif said.tokens_in is None or said.tokens_out is None:
        tokens, money = order.tokens, order.money
    else:
        tokens = said.tokens_in + said.tokens_out
        money = _cost(said.tokens_in, said.tokens_out, order.price_in, order.price_out)
    ended = (tokens, money, said.tokens_in, said.tokens_out, said.seconds, str(trouble or ""))
    if not await store.end_call(tx, order.id, *ended):
        return
    await store.settle_month(tx, order.month, tokens - order.tokens, money - order.money)
    if said.trouble in FAILURES:
        failures = await store.failed(tx, str(said.trouble))
        if rest := rest_after(failures):
            await store.rest(tx, tx.now + timedelta(seconds=rest))
    else:
        await store.healed(tx)


async def _ask(client: OutsideClient, order: LlmOrder) -> LlmSaid:
    headers = {"content-type": "application/json", "accept": "application/json"}
    if order.key:
        headers["authorization"] = f"Bearer {order.key}"
    url = llm_wire.address(order.url)

    async def post(body: bytes) -> Answer:
        return await client.send("POST", url, headers=headers, body=body)

    try:
        answer = await post(llm_wire.body(order.model, order.prompt))
        if llm_wire.wants_newer(answer.status, answer.body):
            answer = await post(llm_wire.body(order.model, order.prompt, newer=True))
    except AddressForbidden:
        return LlmSaid(trouble=LlmTrouble.ADDRESS, billed=False)
    except (AnswerTooLarge, httpx.RemoteProtocolError):
        return LlmSaid(trouble=LlmTrouble.UNREADABLE)
    except httpx.ConnectTimeout:
        return LlmSaid(trouble=LlmTrouble.CONNECT, billed=False)
    except httpx.TimeoutException:
        return LlmSaid(trouble=LlmTrouble.TIMEOUT)
    except httpx.ConnectError:
        return LlmSaid(trouble=LlmTrouble.CONNECT, billed=False)
    except httpx.RequestError:
        return LlmSaid(trouble=LlmTrouble.SERVER)
    return llm_wire.read(answer.status, answer.body)


def _cost(tokens_in: int, tokens_out: int, price_in: Decimal, price_out: Decimal) -> Decimal:
    return ((tokens_in * price_in + tokens_out * price_out) / MILLION).quantize(Decimal("0.000001"))
