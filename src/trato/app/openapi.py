"""The API described by itself: OpenAPI 3.1 made from the table of routes, so that it cannot say anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app import importing, oidc, reports
from trato.app.beginning.first_run import FirstAdministrator, FirstRun
from trato.app.channel_accounts.authorising import BEGIN, Begun
from trato.app.channel_accounts.examining import EXAMINE, Look, ToExamine
from trato.app.channel_accounts.templating import LOOK, SEND, AccountGiven, DraftGiven, LookedView, Sent
from trato.app.llm import TRIAL, Trial
from trato.app.panels import ASK, Question
from trato.app.rewriting import REWRITE, Reworded, ToReword
from trato.app.signing import LINK, WAYS, Ways
from trato.kit.requests import Nothing, OneId
from trato.rooms.access.http import coming_in
from trato.rooms.access.http.oidc import Checked, OidcCode, OidcWay, ToCheck
from trato.rooms.access.http.routes import Route
from trato.rooms.access.http.sign_in import SignIn
from trato.rooms.access.model import PUBLIC, SIGNED_IN
from trato.rooms.console.model import AttachmentView
from trato.rooms.panels.model import Answer
from trato.rooms.reporting.model import Asked, CasesAsked, TableAsked

REF = "#/components/schemas/{name}"
PARAMETER = re.compile(r"{(\w+)}")
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
REFUSALS = {
    "401": "Nobody is signed in (`session_needed`).",
    "403": "This may not be done, or not here (`forbidden`).",
    "404": "There is no such thing, or it is out of reach: both answer alike.",
    "409": "Somebody else was first, or the state no longer allows it.",
    "422": "What was sent makes no sense; `field` and `reason` say where and why.",
}
PAGE = Path(__file__).parent / "api_viewer"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Described:
    """One operation: what it takes and answers, by types. `raw_body` is sent as it is, instead of JSON."""

    method: str
    path: str
    need: str
    words: str
    takes: type[Struct] | None
    answers: Any
    raw_body: bool = False
    answer_media: str = "application/json"


def describe(rows: Iterable[Route]) -> list[Described]:
    """Return the operations of a table, and the few that are written by hand."""
    told = [
        Described(
            row.method,
            row.path,
            "public" if row.need is PUBLIC else "signed in" if row.need is SIGNED_IN else str(row.need),
            (row.handler.__doc__ or "").strip(),
            row.takes,
            get_type_hints(row.handler)["return"],
        )
        for row in rows
    ]
    return [
        *told,
        Described("POST", "/api/v1/session", "public", "Sign in; the answer is a cookie.", SignIn, type(None)),
        *_coming_in(),
        Described("GET", "/api/v1/first-run", "public", "Tell whether nobody administers this yet.", None, FirstRun),
        Described("POST", "/api/v1/first-run", "public", "Make the first administrator; the answer is a cookie.",
                  FirstAdministrator, type(None)),
        Described("POST", LOOK, "channels.manage", "Look at an account's templates with its provider.", AccountGiven,
                  LookedView),
        Described("POST", SEND, "channels.manage", "Send a template to its provider for review.", DraftGiven, Sent),
        Described("POST", EXAMINE, "channels.manage", "Look at an account with its provider, within five seconds.",
                  ToExamine, Look),
        Described("POST", BEGIN, "channels.manage", "Tell where an account says yes on its provider's own page.",
                  OneId, Begun),
        Described("PUT", "/api/v1/attachments/{id}", "cases.reply", "Bring a file, as the raw body (25 MB at most); "
                  "`name` is what it is called. What it is, its content says.", _Named, AttachmentView, raw_body=True),
        Described("PUT", importing.FILES, "settings.write", "Bring a zip of tables to import, as the raw body (2 GB at "
                  "most).", importing.ToUpload, importing.Uploaded, raw_body=True),
        Described("POST", TRIAL, "llm.manage", "Try the model outside with one word.", Nothing, Trial),
        Described("POST", REWRITE, "cases.reply", "Ask the model outside for another wording of a reply.",
                  ToReword, Reworded),
        Described("POST", ASK, "contacts.read", "Ask another system about a contact, unless its last answer is fresh.",
                  Question, Answer),
        Described("GET", reports.DAYS, "reports.export", "Give a report as CSV: each measure, whole and by stretch.",
                  Asked, bytes, answer_media="text/csv"),
        Described("GET", reports.TABLE, "reports.export", "Give a report cut by a dimension as CSV.", TableAsked, bytes,
                  answer_media="text/csv"),
        Described("GET", reports.CASES, "reports.export", "Give all that a number counts as CSV, in one stream.",
                  CasesAsked, bytes, answer_media="text/csv"),
        Described("GET", "/api/v1/files/{id}", "cases.read", "Give out a file.", _One, bytes,
                  answer_media="application/octet-stream"),
    ]  # fmt: skip


def _coming_in() -> list[Described]:
    """The ways in without a password: doors of their own, for nobody is signed in there yet."""
    nothing, session = type(None), "/api/v1/session"
    return [
        Described("GET", WAYS, "public", "Tell how one may come in here.", None, Ways),
        Described("POST", f"{session}/passkey/options", "public", "Ask what a browser needs to prove a passkey.", None,
                  dict[str, Any]),
        Described("POST", f"{session}/passkey", "public", "Sign in by a passkey; the answer is a cookie.",
                  coming_in.PasskeyAnswer, nothing),
        Described("POST", f"{session}/forgotten", "public", "Ask for a link for a new password; known or not, alike.",
                  coming_in.Forgotten, nothing),
        Described("GET", f"{session}/oidc", "public", "List the providers by which one may come in.", oidc.Where,
                  list[OidcWay]),
        Described("POST", f"{session}/oidc/code", "public", "Show the second factor after a provider has vouched.",
                  OidcCode, type(None)),
        Described("POST", oidc.CHECK, "users.manage", "Look at a provider before it is trusted.", ToCheck, Checked),
        Described("POST", LINK, "public", "Tell whom a one-time link is for.", coming_in.LinkText, coming_in.LinkView),
        Described("POST", f"{LINK}/take", "public", "Use a one-time link: the password is set.",
                  coming_in.LinkTaken, nothing),
    ]  # fmt: skip


class _Named(Struct):
    id: str
    name: str = ""


class _One(Struct):
    id: str


class Problem(Struct):
    """A refusal (RFC 9457). `code` is what screens have a sentence for; further members are its data."""

    type: str
    status: int
    code: str


def document(operations: Sequence[Described]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of `operations`."""
    types = [one for op in operations for one in (op.takes, op.answers) if one not in (None, bytes, type(None))]
    schemas, components = msgspec.json.schema_components([*types, Problem], ref_template=REF)
    by_type = dict(zip([_key(one) for one in [*types, Problem]], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for op in operations:
        paths.setdefault(op.path, {})[op.method.lower()] = _operation(op, by_type, components)
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": "Trato",
            "version": version("trato"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": components,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "trato"},
                "token": {"type": "http", "scheme": "bearer"},
            },
            "responses": {
                status: {
                    "description": words,
                    "content": {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}},
                }
                for status, words in REFUSALS.items()
            },
        },
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(described))
    return plain


def _key(one: Any) -> str:
    return repr(one)


def _operation(op: Described, by_type: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, Any]:
    in_path = PARAMETER.findall(op.path)
    fields = _fields(op, by_type, components)
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": fields["properties"].get(name, {"type": "string"})}
        for name in in_path
    ]
    rest = {name: schema for name, schema in fields["properties"].items() if name not in in_path}
    required = [name for name in fields.get("required", ()) if name not in in_path]
    told: dict[str, Any] = {
        "operationId": _operation_id(op),
        "summary": op.words.partition("\n")[0],
        "description": f"{op.words}\n\nNeeds: `{op.need}`.",
        "tags": [op.path.removeprefix("/api/v1/").partition("/")[0]],
        "parameters": parameters,
        "responses": _responses(op, by_type),
    }
    if op.need != "public":
        told["security"] = [{"session": []}, {"token": []}]
    if op.method in WITH_BODY and not op.raw_body:
        if rest:
            body = {"type": "object", "properties": rest, "required": required}
            told["requestBody"] = {"required": bool(required), "content": {"application/json": {"schema": body}}}
    else:
        parameters += [
            {"name": name, "in": "query", "required": name in required, "schema": schema}
            for name, schema in rest.items()
        ]
    if op.raw_body:
        told["requestBody"] = {"required": True, "content": {"application/octet-stream": {"schema": {}}}}
    return told


def _fields(op: Described, by_type: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, Any]:
    if op.takes is None:
        return {"properties": {}}
    schema = by_type[_key(op.takes)]
    name = schema["$ref"].rpartition("/")[2]
    found: dict[str, Any] = components[name]
    return found


def _responses(op: Described, by_type: Mapping[str, Any]) -> dict[str, Any]:
    refusals = {status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS}
    if op.answers is type(None):
        return {"204": {"description": "Done."}, **refusals}
    schema = {} if op.answers is bytes else by_type[_key(op.answers)]
    return {"200": {"description": "Done.", "content": {op.answer_media: {"schema": schema}}}, **refusals}


def _operation_id(op: Described) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", op.path.removeprefix("/api/v1").lower()).strip("_")
    return f"{op.method.lower()}_{words}"


def routes(rows: Sequence[Route]) -> list[HttpRoute]:
    """Return `/api/v1/openapi.json` and a viewer at `/api` that needs nothing from elsewhere."""
    text = msgspec.json.encode(document(describe(rows)))

    async def description(request: Request) -> Response:
        return Response(text, media_type="application/json", headers={"cache-control": "no-cache"})

    async def viewer(request: Request) -> Response:
        path = PAGE / (request.path_params.get("file") or "viewer.html")
        if path.parent != PAGE or path.suffix not in TYPES or not path.is_file():
            return Response("Not found", 404, media_type="text/plain")
        return Response(path.read_bytes(), media_type=TYPES[path.suffix], headers={"cache-control": "no-cache"})

    return [
        HttpRoute("/api/v1/openapi.json", description),
        HttpRoute("/api", viewer),
        HttpRoute("/api/viewer/{file}", viewer),
    ]
