"""Chat Completions, as OpenAI published it and many servers speak it: what is sent, and how an answer is read."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from msgspec import Struct

from trato.rooms.intelligence.model.llm import LlmSaid, LlmTrouble, Prompt

PATH = "/chat/completions"
BY_STATUS = {
    401: LlmTrouble.KEY_REFUSED, 403: LlmTrouble.KEY_REFUSED, 404: LlmTrouble.MODEL_UNKNOWN,
    408: LlmTrouble.TIMEOUT, 429: LlmTrouble.BUSY,
}  # fmt: skip
UNBILLED = range(400, 600)  # who refuses did not answer


class _Message(Struct):
    content: str | None = None


class _Choice(Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Error(Struct):
    code: str | int | None = None
    param: str | None = None


class _Refusal(Struct):
    error: _Error


def address(url: str) -> str:
    """Return where to post, of the base that somebody wrote; who wrote the whole path meant the same."""
    return url.strip().rstrip("/").removesuffix(PATH) + PATH


def body(model: str, prompt: Prompt, *, newer: bool = False) -> bytes:
    """Return a request. `newer` for servers that call the bound of an answer otherwise and choose the temperature."""
    told: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.data}],
    }
    told |= {"max_completion_tokens": prompt.most} if newer else {"max_tokens": prompt.most, "temperature": 0.2}
    return json.dumps(told, ensure_ascii=False).encode()


def wants_newer(status: int, raw: bytes) -> bool:
    """Say whether a server refused a request because it knows the bound or the temperature by the newer words alone."""
    if status != 400:
        return False
    try:
        return msgspec.json.decode(raw, type=_Refusal).error.param in {"max_tokens", "temperature"}
    except msgspec.MsgspecError:
        return False


def read(status: int, raw: bytes) -> LlmSaid:
    """Return what a server said. Nothing is taken that is not of the contract."""
    if status != 200:
        trouble = BY_STATUS.get(status, LlmTrouble.SERVER if status >= 500 else LlmTrouble.REJECTED)
        return LlmSaid(trouble=trouble, billed=status not in UNBILLED)
    try:
        told = msgspec.json.decode(raw, type=_Completion)
    except (msgspec.MsgspecError, RecursionError):
        return LlmSaid(trouble=LlmTrouble.UNREADABLE)
    went, came = (told.usage.prompt_tokens, told.usage.completion_tokens) if told.usage else (None, None)
    if (went is not None and went < 0) or (came is not None and came < 0):
        return LlmSaid(trouble=LlmTrouble.UNREADABLE)
    text = (told.choices[0].message.content or "").strip() if told.choices else ""
    if not text:
        return LlmSaid("", went, came, trouble=LlmTrouble.EMPTY)
    if told.choices[0].finish_reason == "length":
        return LlmSaid("", went, came, trouble=LlmTrouble.CUT)
    return LlmSaid(text, went, came)
