"""A refusal as an answer by HTTP: problem details (RFC 9457), in the language of whoever asks."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from trato.kit.errors import TratoError
from trato.kit.i18n import problem_title

MEDIA_TYPE = "application/problem+json"


def problem(refusal: TratoError, accept_language: str = "") -> Response:
    """Return a refusal as problem details: `code` is for programs, `title` for people, the data beside them."""
    title = problem_title(refusal.code, accept_language, refusal.data)
    told = {"type": f"urn:trato:{refusal.code}", "title": title, "status": refusal.status, **refusal.data}
    answer = Response(
        msgspec.json.encode(told | {"code": refusal.code}, enc_hook=str), refusal.status, media_type=MEDIA_TYPE
    )
    if "retry_after" in refusal.data:
        answer.headers["retry-after"] = str(refusal.data["retry_after"])
    return answer


def bug(accept_language: str = "") -> Response:
    """Return what is said of a bug: that there was one, and nothing of it."""
    title = problem_title("bug", accept_language, {})
    told = {"type": "urn:trato:bug", "title": title, "status": 500, "code": "bug"}
    return Response(msgspec.json.encode(told), 500, media_type=MEDIA_TYPE)
