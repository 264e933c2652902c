"""The stand-in as an application: `POST /v1/chat/completions`, with faults on order."""

from __future__ import annotations

import asyncio
import math
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.kit.clock import wall_clock
from trato.rooms.intelligence.simulators.contract import Refused, Request, read_request
from trato.rooms.intelligence.simulators.wit import answer

PATH = "/v1/chat/completions"
LETTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """What one call gets instead of an answer of its own: after `wait` seconds `text`, `raw` bytes, or a `status`."""

    text: str | None = None
    status: int = 200
    wait: float = 0.0
    raw: bytes | None = None
    finish: str = "stop"
    counts: bool = True  # whether it says what it cost


@dataclass(slots=True)
class Model:
    """One model behind one key; "" takes any. `turns` are played first; `newer` refuses what newer models refuse."""

    name: str = "simulado"
    key: str = ""
    newer: bool = False
    pace: float = 0.0  # seconds that it thinks
    turns: deque[Turn] = field(default_factory=deque)
    asked: list[Request] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    say: Callable[[str, str], str] = answer

    async def complete(self, request: HttpRequest) -> Response:
        """Answer a request as the contract says."""
        raw = await request.body()
        self.bodies.append(raw)
        turn = self.turns.popleft() if self.turns else Turn(wait=self.pace)
        await asyncio.sleep(turn.wait)
        if turn.raw is not None:
            return Response(turn.raw, turn.status, media_type="application/json")
        try:
            return JSONResponse(self._complete(request, raw, turn))
        except Refused as refused:
            return JSONResponse(refused.told, refused.status)

    def _complete(self, request: HttpRequest, raw: bytes, turn: Turn) -> dict[str, Any]:
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            raise Refused(401, "Incorrect API key provided.", "invalid_request_error", None, "invalid_api_key")
        read = read_request(raw)
        if read.model != self.name:
            said = f"The model {read.model} does not exist."
            raise Refused(404, said, "invalid_request_error", None, "model_not_found")
        for param in ("max_tokens", "temperature") if self.newer else ():
            if getattr(read, param) is not None:
                code = "unsupported_parameter" if param == "max_tokens" else "unsupported_value"
                raise Refused(400, f"Unsupported: {param}", "invalid_request_error", param, code)
        if turn.status != 200:
            kind = "rate_limit_exceeded" if turn.status == 429 else "server_error"
            raise Refused(turn.status, kind, kind, None, kind)
        self.asked.append(read)
        system = next((one.content for one in read.messages if one.role in {"system", "developer"}), "")
        text = turn.text if turn.text is not None else self.say(system, read.messages[-1].content)
        went = sum(math.ceil(len(one.content) / LETTERS_A_TOKEN) + 4 for one in read.messages)
        came = min(read.most, math.ceil(len(text) / LETTERS_A_TOKEN))
        choice = {
            "index": 0,
            "message": {"role": "assistant", "content": text, "refusal": None},
            "logprobs": None,
            "finish_reason": turn.finish,
        }
        usage = {"prompt_tokens": went, "completion_tokens": came, "total_tokens": went + came}
        return {
            "id": f"chatcmpl-{secrets.token_hex(8)}",
            "object": "chat.completion",
            "created": int(wall_clock().timestamp()),
            "model": read.model,
            "choices": [choice],
        } | ({"usage": usage} if turn.counts else {})

    @property
    def sent(self) -> str:
        """All that was ever sent here, for who looks whether something left that must not."""
        return b"\n".join(self.bodies).decode()


def make_app(model: Model) -> Starlette:
    """Return the application."""
    return Starlette(routes=[Route(PATH, model.complete, methods=["POST"])])
