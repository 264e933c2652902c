"""The template library of a WhatsApp Business account: GET and POST /{account}/message_templates of the Graph.

360dialog has a library of its own, which its panel shows: it is not looked at from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta.graph import bearer, get, graph_url
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.adapters.whatsapp.linting import CATEGORIES, lint
from trato.rooms.channels.adapters.whatsapp.provider import Provider, provider_of
from trato.rooms.channels.library import (
    ButtonKind,
    Library,
    LibraryFault,
    Looking,
    Submitting,
    TemplateButton,
    TemplateDraft,
    TemplateKept,
    TemplateNews,
    TemplateState,
)
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

PAGE, MOST_PAGES = 100, 20
FIELDS = "id,name,language,category,status,rejected_reason,components"
_STATES = {
    "APPROVED": TemplateState.APPROVED,
    "REINSTATED": TemplateState.APPROVED,
    "PENDING": TemplateState.PENDING,
    "IN_APPEAL": TemplateState.PENDING,
    "REJECTED": TemplateState.REJECTED,
    "PAUSED": TemplateState.PAUSED,
}
_BUTTONS = {"QUICK_REPLY": ButtonKind.REPLY, "URL": ButtonKind.URL, "PHONE_NUMBER": ButtonKind.PHONE}
_WRITTEN = {kind: word for word, kind in _BUTTONS.items()}


def serves(account: AccountView) -> bool:
    """Say whether the account's templates can be looked at: of Meta's own, whose business account is known."""
    return provider_of(account) is Provider.META and bool(account.settings.get("business_account_id"))


def look(account: AccountView) -> Looking:
    """Read every template of the account, a page at a time."""
    found: list[TemplateKept] = []
    asked = {"fields": FIELDS, "limit": str(PAGE)}
    for _ in range(MOST_PAGES):
        told = told_by(answer := (yield get(account, _path(account), asked)))
        if told is None or "error" in told:
            return _fault(told, answer)
        found.extend(_kept(one) for one in maps_in(told, "data") if text_in(one, "name"))
        after = text_in(map_in(map_in(told, "paging"), "cursors"), "after")
        if not after or "next" not in map_in(told, "paging"):
            break
        asked = {**asked, "after": after}
    return found


def submit(account: AccountView, draft: TemplateDraft) -> Submitting:
    """Send a draft for review."""
    body = {
        "name": draft.name,
        "language": draft.language,
        "category": draft.category.upper(),
        "components": components_of(draft),
    }
    told = told_by(
        answer := (yield HttpRequest("POST", graph_url(account, _path(account)), bearer(account), json=body))
    )
    if told is None or "error" in told or not text_in(told, "id"):
        return _fault(told, answer)
    return TemplateKept(
        text_in(told, "id"), draft.name, draft.language, text_in(told, "category").lower() or draft.category,
        _STATES.get(text_in(told, "status"), TemplateState.DISABLED), draft.body, draft.header, draft.footer,
        draft.buttons,
    )  # fmt: skip


def news(detail: Mapping[str, Any]) -> TemplateNews | None:
    """Return what a webhook of the account says of a template; None where it is about something else."""
    told = dict(detail)
    name, language = text_in(told, "message_template_name"), text_in(told, "message_template_language")
    match text_in(told, "field"):
        case "message_template_status_update" if name and language:
            reason = text_in(map_in(told, "rejection_info"), "reason") or text_in(told, "reason")
            state = _STATES.get(text_in(told, "event"), TemplateState.DISABLED)
            return TemplateNews(name, language, state, "" if reason == "NONE" else reason)
        case "template_category_update" if name and language:
            return TemplateNews(name, language, category=text_in(told, "new_category").lower())
        case _:
            return None


def components_of(draft: TemplateDraft) -> list[dict[str, Any]]:
    """Return a draft as the components of the Graph."""
    made: list[dict[str, Any]] = []
    if draft.header:
        made.append({"type": "HEADER", "format": "TEXT", "text": draft.header})
    body: dict[str, Any] = {"type": "BODY", "text": draft.body}
    if draft.variables:
        body["example"] = {"body_text": [list(draft.examples[: len(set(draft.variables))])]}
    made.append(body)
    if draft.footer:
        made.append({"type": "FOOTER", "text": draft.footer})
    if draft.buttons:
        made.append({"type": "BUTTONS", "buttons": [_button(one) for one in draft.buttons]})
    return made


def _button(one: TemplateButton) -> dict[str, str]:
    more = {ButtonKind.URL: "url", ButtonKind.PHONE: "phone_number"}.get(one.kind)
    return {"type": _WRITTEN[one.kind], "text": one.text, **({more: one.value} if more else {})}


def _kept(told: JsonMap) -> TemplateKept:
    parts = {text_in(one, "type"): one for one in maps_in(told, "components")}
    reason = text_in(told, "rejected_reason")
    buttons = [
        TemplateButton(kind, text_in(one, "text"), text_in(one, "url") or text_in(one, "phone_number"))
        for one in maps_in(parts.get("BUTTONS", {}), "buttons")
        if (kind := _BUTTONS.get(text_in(one, "type"))) is not None
    ]
    return TemplateKept(
        text_in(told, "id"), text_in(told, "name"), text_in(told, "language"), text_in(told, "category").lower(),
        _STATES.get(text_in(told, "status"), TemplateState.DISABLED), text_in(parts.get("BODY", {}), "text"),
        text_in(parts.get("HEADER", {}), "text"), text_in(parts.get("FOOTER", {}), "text"), tuple(buttons),
        "" if reason == "NONE" else reason,
    )  # fmt: skip


def _path(account: AccountView) -> str:
    return f"{account.settings.get('business_account_id', '')}/message_templates"


def _fault(told: JsonMap | None, answer: ProviderAnswer | None) -> LibraryFault:
    error = map_in(told or {}, "error")
    words = text_in(error, "error_user_msg") or text_in(map_in(error, "error_data"), "details")
    return LibraryFault(text_in(error, "code") or "no_answer", words or text_in(error, "message"))


LIBRARY = Library(CATEGORIES, serves, lint, look, submit, news)
