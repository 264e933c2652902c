"""The page of mailboxes: a small site to be mounted anywhere, working without JavaScript."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from trato.rooms.channels.adapters.email.bodies import extract
from trato.rooms.channels.adapters.email.reading import normalised, read_mail
from trato.rooms.channels.model import Malformed
from trato.rooms.channels.simulators.email.office import PostOffice, Stored
from trato.rooms.channels.simulators.email.page.reading import Thread, list_threads, original_of
from trato.rooms.channels.simulators.email.page.words import LANGUAGES, WORDS
from trato.rooms.channels.simulators.email.quoting import File, Letter, Person, Program, write_letter

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII)
_FILES_LIMIT = 25_000_000  # bytes
_HERE = Path(__file__).parent


def make_page(office: PostOffice, people: Sequence[Person], brands: Mapping[str, str]) -> Starlette:
    """Return the site. `people` are offered to be played, `brands` (address to name) to be written to."""
    page = _Page(office, people, brands)
    routes = [
        Route("/", page.choose),
        Route("/estilo.css", page.style),
        Route("/abrir", page.open, methods=["POST"]),
        Route("/{address}", page.mailbox),
        Route("/{address}/cambios", page.version),
        Route("/{address}/nuevo", page.compose, methods=["GET", "POST"]),
        Route("/{address}/hilo/{uid:int}", page.thread, methods=["GET", "POST"]),
        Route("/{address}/archivo/{uid:int}/{part:int}", page.file),
    ]
    return Starlette(routes=routes)


class _Page:
    """Draws the site."""

    def __init__(self, office: PostOffice, people: Sequence[Person], brands: Mapping[str, str]) -> None:
        self.office, self.people, self.brands = office, list(people), dict(brands)
        self.drawing = Environment(loader=PackageLoader(__package__ or "", "templates"), autoescape=True)

    # ---- pages

    async def choose(self, request: Request) -> Response:
        return self._draw(request, "choose.html", people=self.people)

    async def style(self, request: Request) -> Response:
        return Response((_HERE / "style.css").read_text(), media_type="text/css")

    async def open(self, request: Request) -> Response:
        async with request.form() as form:
            address, name = normalised(_field(form, "address")), _field(form, "name")[:100]
        if not _ADDRESS.fullmatch(address):
            return _go(request, "/")
        if all(normalised(one.address) != address for one in self.people):
            self.people.append(Person(address, name))
        return _go(request, f"/{quote(address)}")

    async def mailbox(self, request: Request) -> Response:
        return self._draw(request, "mailbox.html")

    async def version(self, request: Request) -> Response:
        return JSONResponse({"version": self.office.mailbox(request.path_params["address"]).last_uid})

    async def compose(self, request: Request) -> Response:
        if request.method == "GET":
            return self._draw(request, "compose.html", draft={})
        async with request.form() as form:
            if problem := await self._send(request, form, None):
                return self._draw(request, "compose.html", status=422, problem=problem, draft=dict(form))
        return self._to_newest(request)

    async def thread(self, request: Request) -> Response:
        thread = self._thread(request)
        if thread is None:
            return _go(request, f"/{quote(request.path_params['address'])}")
        problem = ""
        if request.method == "POST":
            async with request.form() as form:
                problem = await self._send(request, form, thread)
            if not problem:
                return self._to_newest(request)
        return self._draw(request, "thread.html", status=422 if problem else 200, open_thread=thread, problem=problem)

    async def file(self, request: Request) -> Response:
        stored = self._stored(request)
        try:
            found = extract(read_mail(stored.raw), f"part:{request.path_params['part']}") if stored else None
        except Malformed:
            found = None
        if found is None:
            return Response(status_code=404)
        headers = {
            "content-disposition": f"attachment; filename*=utf-8''{quote(found.name)}",
            "x-content-type-options": "nosniff",
        }
        return Response(found.content, media_type="application/octet-stream", headers=headers)

    # ---- deeds

    async def _send(self, request: Request, form: FormData, thread: Thread | None) -> str:
        """Send what the form holds; return which word says what is wrong with it."""
        person = self._person(request)
        answered = next((m for m in reversed(thread.mails) if not m.sent), thread.last) if thread else None
        to = normalised((answered.to if answered.sent else answered.sender) if answered else _field(form, "to"))
        text = _field(form, "text").strip()
        files = [File(one.filename or "archivo", one.content_type or "application/octet-stream", await one.read())
                 for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]  # fmt: skip
        if not _ADDRESS.fullmatch(to) or not _ADDRESS.fullmatch(person.address) or not (text or files):
            return "needs_text"
        if sum(len(file.content) for file in files) > _FILES_LIMIT:
            return "too_large"
        box = self.office.mailbox(person.address)
        original = None
        if answered is not None:
            raw = next(one.raw for one in box.mails if one.uid == answered.uid)
            original = original_of(answered, read_mail(raw))
        domain = person.address.rpartition("@")[2]
        letter = Letter(
            author=person,
            to=to,
            subject=answered.subject if answered else _field(form, "subject"),
            text=text,
            at=self.office.clock(),
            message_id=f"<{uuid.uuid4().hex}@{domain}>",
            answering=original,
            files=files,
        )
        raw = write_letter(letter, _program(form), _language(request))
        box.put(raw, letter.at, sent=True)
        self.office.deliver(raw, person.address, (to,))
        return ""

    # ---- what is asked for

    def _person(self, request: Request) -> Person:
        address = normalised(request.path_params["address"])
        return next((one for one in self.people if normalised(one.address) == address), Person(address))

    def _stored(self, request: Request) -> Stored | None:
        box = self.office.mailbox(request.path_params["address"])
        return next((one for one in box.mails if one.uid == request.path_params["uid"]), None)

    def _thread(self, request: Request) -> Thread | None:
        threads = list_threads(self.office.mailbox(request.path_params["address"]))
        uid = request.path_params["uid"]
        return next((thread for thread in threads if any(one.uid == uid for one in thread.mails)), None)

    def _to_newest(self, request: Request) -> Response:
        address = request.path_params["address"]
        newest = next(one.uid for one in reversed(self.office.mailbox(address).mails) if one.sent)
        return _go(request, f"/{quote(address)}/hilo/{newest}")

    def _draw(self, request: Request, template: str, status: int = 200, **more: object) -> Response:
        language = _language(request)
        address = normalised(request.path_params.get("address", ""))
        box = self.office.mailbox(address) if address else None
        page = self.drawing.get_template(template).render(
            w=WORDS[language],
            language=language,
            languages=LANGUAGES,
            programs=list(Program),
            root=request.scope.get("root_path", ""),
            here=request.url.path,
            person=self._person(request) if address else None,
            threads=list_threads(box) if box else [],
            version=box.last_uid if box else 0,
            brands=self.brands,
            **more,
        )
        answer = HTMLResponse(page, status)
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie("lang", language, samesite="lax")
        return answer


def _language(request: Request) -> str:
    asked = request.query_params.get("lang") or request.cookies.get("lang") or ""
    return asked if asked in LANGUAGES else "es"


def _program(form: FormData) -> Program:
    chosen = _field(form, "program")
    return Program(chosen) if chosen in set(Program) else Program.GMAIL


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _go(request: Request, path: str) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}", 303)
