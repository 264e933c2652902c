"""The message templates of a WhatsApp Business account: listed, taken for review, approved or rejected by webhook.

What has the wrong shape is refused at once; what reads wrong is rejected at the review, as Meta does it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import uuid4

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trato.rooms.channels.simulators.whatsapp import payloads
from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number, Review, TemplateText

REVIEW = 2.0  # seconds; Meta takes up to a day
VARIABLE = re.compile(r"\{\{(\d+)\}\}")
PAGE = 100


class QuickReply(Struct, tag="QUICK_REPLY", tag_field="type", forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=25)]


class UrlButton(Struct, tag="URL", tag_field="type", forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=25)]
    url: Annotated[str, Meta(pattern="^https?://", max_length=2000)]


class PhoneButton(Struct, tag="PHONE_NUMBER", tag_field="type", forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=25)]
    phone_number: Annotated[str, Meta(pattern=r"^\+?\d{7,20}$")]


class Header(Struct, tag="HEADER", tag_field="type", forbid_unknown_fields=True):
    format: Literal["TEXT"]
    text: Annotated[str, Meta(min_length=1, max_length=60)]


class Example(Struct, forbid_unknown_fields=True):
    body_text: Annotated[list[list[str]], Meta(min_length=1, max_length=1)]


class Body(Struct, tag="BODY", tag_field="type", forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=1024)]
    example: Example | None = None


class Footer(Struct, tag="FOOTER", tag_field="type", forbid_unknown_fields=True):
    text: Annotated[str, Meta(min_length=1, max_length=60)]


class Buttons(Struct, tag="BUTTONS", tag_field="type", forbid_unknown_fields=True):
    buttons: Annotated[list[QuickReply | UrlButton | PhoneButton], Meta(min_length=1, max_length=10)]


class Submitted(Struct, forbid_unknown_fields=True):
    """A template as it is sent for review."""

    name: Annotated[str, Meta(pattern="^[a-z0-9_]{1,512}$")]
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}(_[A-Z]{2,3})?$")]
    category: Literal["UTILITY", "MARKETING"]
    components: list[Header | Body | Footer | Buttons]


@dataclass(frozen=True, slots=True)
class Templates:
    """The doors of the library."""

    simulator: Simulator

    async def list(self, request: Request) -> Response:
        """List the templates of an account."""
        number = self._number(request)
        shown = [
            *(_told(one) for one in number.reviews.values()),
            *(_told(_approved(one)) for key, one in number.templates.items() if key not in number.reviews),
        ]
        start = int(request.query_params.get("after") or 0)
        page: dict[str, Any] = {"data": shown[start : start + PAGE]}
        if len(shown) > start + PAGE:
            page["paging"] = {"cursors": {"after": str(start + PAGE)}, "next": "more"}
        return JSONResponse(page)

    async def take(self, request: Request) -> Response:
        """Take a template for review."""
        number = self._number(request)
        raw = await request.body()
        try:
            given = msgspec.json.decode(raw, type=Submitted)
        except msgspec.DecodeError as error:
            raise Refused(100, f"Invalid parameter: {error}") from error
        body = next((one for one in given.components if isinstance(one, Body)), None)
        if body is None:
            raise Refused(100, "Invalid parameter: a BODY is required")
        if VARIABLE.search(body.text) and body.example is None:
            raise Refused(100, "Invalid parameter: the BODY has variables and no example")
        key = (given.name, given.language)
        standing = number.reviews.get(key)
        if key in number.templates or (standing is not None and standing.status in ("APPROVED", "PENDING")):
            raise Refused(100, "There is already content in this language for this template")
        told = msgspec.json.decode(raw)
        review = Review(
            str(uuid4().int % 10**15), given.name, given.language, given.category, told["components"], "PENDING"
        )
        number.reviews[key] = review
        self.simulator.courier.soon(self._review(number, review, body.text))
        return JSONResponse({"id": review.id, "status": review.status, "category": review.category})

    async def _review(self, number: Number, review: Review, text: str) -> None:
        wrong = re.match(r"\s*\{\{\d+\}\}", text) or re.search(r"\{\{\d+\}\}\s*$|\}\}\s*\{\{", text)
        review.status, review.reason = ("REJECTED", "INVALID_FORMAT") if wrong else ("APPROVED", "NONE")
        if not wrong:
            number.add_template(TemplateText(review.name, review.language, text, review.category.lower()))
        value = {
            "event": review.status, "message_template_id": int(review.id), "message_template_name": review.name,
            "message_template_language": review.language, "reason": review.reason,
            "message_template_category": review.category,
        }  # fmt: skip
        change = {"value": value, "field": "message_template_status_update"}
        entry = {"id": number.business_account, "time": int(self.simulator.clock().timestamp()), "changes": [change]}
        body = {"object": payloads.OBJECT, "entry": [entry]}
        self.simulator.courier.bring(number, body, REVIEW * self.simulator.pace.sent)

    def _number(self, request: Request) -> Number:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        account = str(request.path_params["account"])
        for number in self.simulator.world.numbers.values():
            if token and number.provider == "meta" and number.token == token:
                if number.business_account != account:
                    raise Refused(100, "Object does not exist or cannot be loaded")
                return number
        raise Refused(190, "Error validating access token", status=401)


def _approved(one: TemplateText) -> Review:
    components: list[dict[str, Any]] = [{"type": "BODY", "text": one.body}]
    if one.buttons:
        buttons = [{"type": "QUICK_REPLY", "text": text} for text in one.buttons]
        components.append({"type": "BUTTONS", "buttons": buttons})
    identifier = str(abs(hash((one.name, one.language))) % 10**15)
    return Review(identifier, one.name, one.language, one.category.upper(), components, "APPROVED", "NONE")


def _told(one: Review) -> dict[str, Any]:
    return {
        "id": one.id, "name": one.name, "language": one.language, "category": one.category, "status": one.status,
        "rejected_reason": one.reason, "components": one.components,
    }  # fmt: skip
