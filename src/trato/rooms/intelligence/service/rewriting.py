"""Another wording of a reply that somebody is writing, by the model outside: asked behind a veil, judged, never sent.

The three steps are those of every call: `hold_rewriting` in a transaction, `make_call` in none, `settle_rewriting` in
another. What comes back is a proposal to the one who asked.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.intelligence.engine.voice import Guide
from trato.rooms.intelligence.model.llm import LlmOrder, LlmSaid, LlmTrouble, LlmUse, Manner
from trato.rooms.intelligence.rules import llm_prompts
from trato.rooms.intelligence.rules.llm_answers import Bounds, bare, judge
from trato.rooms.intelligence.rules.llm_prompts import LANGUAGES
from trato.rooms.intelligence.rules.tongue import tongue_of
from trato.rooms.intelligence.rules.veil import Veil
from trato.rooms.intelligence.service.hiding import veil_for
from trato.rooms.intelligence.service.llm_calls import hold_call, settle_call

LONGEST_GUIDE = 1_500  # characters of a brand's guide that are told
ROOM = 200  # characters that another wording may be longer than twice the text


@dataclass(frozen=True, slots=True)
class ToRewrite:
    """A reply as somebody wrote it, and what another wording of it must suit.

    `most` counts as `length` does: what the channel takes. `customer` is the language that the contact writes, "" where
    it is not known. `guide` is told to the model as it was written; `rules` is what of it can be held to.
    """

    case_id: UUID
    user_id: UUID
    text: str
    manner: Manner
    customer: str
    country: str
    names: tuple[str, ...]
    most: int
    length: Callable[[str], int] = len
    guide: str = ""
    rules: Guide = field(default_factory=Guide)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A call on its way: all that is needed to judge what comes back."""

    order: LlmOrder
    text: str
    veil: Veil
    bounds: Bounds


async def hold_rewriting(tx: Tx, keys: Keyring, one: ToRewrite) -> Rewriting | LlmTrouble:
    """Hold the call that asks for another wording, or say why there is none; what makes no sense costs nothing."""
    written = tongue_of(one.text)
    wanted = written
    if one.manner is Manner.TRANSLATE:
        wanted = one.customer
        if wanted not in LANGUAGES:  # nobody could hold the answer to it
            return LlmTrouble.LANGUAGE_UNKNOWN
        if written == wanted:
            return LlmTrouble.SAME_LANGUAGE
    veil, fence = veil_for(written or one.customer, one.country, one.names), secrets.token_hex(8)
    source = veil.hide(one.text)
    guide = veil.hide(one.guide[:LONGEST_GUIDE]) if one.manner is Manner.TONE else ""
    most = min(one.most, len(one.text) * 2 + ROOM)
    prompt = llm_prompts.rewrite(source, one.manner, wanted, guide, most, fence)
    order = await hold_call(
        tx, keys, LlmUse.REWRITE, prompt, manner=one.manner.value, case_id=one.case_id, user_id=one.user_id
    )
    if isinstance(order, LlmTrouble):
        return order
    shorter = one.manner is Manner.SHORTER
    bounds = Bounds(
        source, wanted, one.most, one.length, keeps=not shorter, shorter=shorter, secret=fence, guide=one.rules
    )
    return Rewriting(order, one.text, veil, bounds)


async def settle_rewriting(tx: Tx, rewriting: Rewriting, said: LlmSaid) -> tuple[str, LlmTrouble | None]:
    """Settle the call; return the other wording, or "" and why it may not be seen."""
    text, trouble = read_rewriting(rewriting, said)
    await settle_call(tx, rewriting.order, said, trouble)
    return text, trouble


def read_rewriting(rewriting: Rewriting, said: LlmSaid) -> tuple[str, LlmTrouble | None]:
    """Return what a model said as people may see it, or "" and why they may not."""
    if said.trouble is not None:
        return "", said.trouble
    text = bare(said.text)
    if trouble := judge(text, rewriting.veil, rewriting.bounds):
        return "", trouble
    lifted = rewriting.veil.lift(text)
    if lifted.split() == rewriting.text.split():
        return "", LlmTrouble.UNCHANGED
    return lifted, None
