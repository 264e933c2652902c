"""The addresses of the model outside: what is set up, what it cost, and how it stands. A trial and a rewrite have
doors of their own, for they wait for another machine: `trato.app.llm`.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.intelligence.model.llm import LlmSettings, LlmSpent, LlmStanding, LlmUse
from trato.rooms.intelligence.service import llm as service
from trato.rooms.intelligence.service.example import Example, example

PATH = "/api/v1/llm"


class LlmTold(Struct, frozen=True):
    """What somebody says. `key` left out keeps the one before, "" drops it."""

    url: str
    model: str
    seconds: float
    uses: list[LlmUse]
    month_tokens: int
    currency: str = "USD"
    price_in: Decimal = Decimal(0)
    price_out: Decimal = Decimal(0)
    month_money: Decimal | None = None
    key: str | None = None


class LlmCallView(Struct, frozen=True):
    """A call; `trouble` says why nothing came of it. Without `ended_at` it is on its way, or its process died."""

    id: UUID
    use: LlmUse
    manner: str
    model: str
    at: datetime
    ended_at: datetime | None
    tokens: int
    money: Decimal
    seconds: float | None
    trouble: str


class LlmView(Struct, frozen=True):
    """`settings` is None until somebody set up a model. `inside`: whether addresses of the house are allowed."""

    settings: LlmSettings | None
    spent: LlmSpent
    standing: LlmStanding
    calls: list[LlmCallView]
    example: Example
    inside: bool


class Doors:
    """The handlers; they need the keys, and whether http may be used at all."""

    def __init__(self, keys: Keyring, *, plain: bool) -> None:
        self._keys = keys
        self._plain = plain

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        return (
            ("GET", PATH, Verb.LLM_MANAGE, self.tell, Nothing),
            ("PUT", PATH, Verb.LLM_MANAGE, self.save, LlmTold),
            ("DELETE", PATH, Verb.LLM_MANAGE, self.drop, Nothing),
        )

    async def tell(self, tx: Tx, who: Principal, given: Nothing) -> LlmView:
        """Tell what is set up, what this month cost, how it stands, and what leaves the house."""
        check_whole(who)
        return await view(tx, inside=self._plain, locale=who.user.locale)

    async def save(self, tx: Tx, who: Principal, given: LlmTold) -> LlmView:
        """Set up a model, or change what it may do."""
        check_whole(who)
        told = LlmSettings(
            given.url, given.model, bool(given.key), given.seconds, tuple(given.uses), given.month_tokens,
            given.month_money, given.currency, given.price_in, given.price_out,
        )  # fmt: skip
        await service.save_llm(tx, self._keys, told, given.key, plain=self._plain)
        return await view(tx, inside=self._plain, locale=who.user.locale)

    async def drop(self, tx: Tx, who: Principal, given: Nothing) -> None:
        """Forget the model and its key."""
        check_whole(who)
        await service.drop_llm(tx)


async def view(tx: Tx, *, inside: bool, locale: str) -> LlmView:
    """Return all that the page shows."""
    calls = [
        LlmCallView(
            one["id"], LlmUse(one["use"]), one["manner"], one["model"], one["at"], one["ended_at"], one["tokens"],
            one["money"], one["seconds"], one["trouble"],
        )
        for one in await service.newest_calls(tx)
    ]  # fmt: skip
    return LlmView(
        await service.llm_settings(tx), await service.llm_spent(tx), await service.llm_standing(tx), calls,
        example(locale), inside,
    )  # fmt: skip


def check_whole(who: Principal) -> None:
    """Refuse who may this for a part of the workspace only: texts of every brand leave. Raises Forbidden."""
    if not who.rights.scope(Verb.LLM_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.LLM_MANAGE.value)
