"""How well search answers: judged questions over the stories of the demo.

Each story is told to an empty workspace by a contact with a name, a telephone number and a code of its own, with its
subject and its notes. `search_judged.txt` holds the questions and, for each, the stories that answer it. The figure is
the mean reciprocal rank: 1 when what was meant always comes first, 0.5 when it always comes second.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
import uvloop

from bench.stand import NUMBER, Space, Stand, stand
from trato.app.demo.stories.reading import Kind, Story, filled, read_stories
from trato.app.report import Limit, Report
from trato.app.wiring import reactions_of
from trato.flow import writing
from trato.flow.composing import NewReply
from trato.flow.receiving import Receiver
from trato.flow.writing import Answering
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.reactions import Reactor
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, ScopeKind, WorkspaceId
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.search import api as search

JUDGED = Path(__file__).with_name("search_judged.txt")
DEPTH = 10  # answers looked at
HEARD = """
select conversation_id, case_id from conversations.message where workspace_id = $1 and provider_id = $2
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, of what kind, and the stories that answer it."""

    kind: str
    question: str
    stories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a story."""

    name: str
    code: str
    phone: str


def read_judged() -> tuple[list[Judged], dict[str, Teller]]:
    """Return the questions, and who tells which story."""
    found, tellers, kind = [], {}, ""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            story, name, code, phone = (part.strip() for part in line[1:].split("|"))
            tellers[story] = Teller(name, code, phone)
        elif line.startswith("=="):
            kind = line.removeprefix("==").strip()
        elif line.strip() and not line.startswith("//"):
            question, _, stories = line.rpartition("=>")
            found.append(Judged(kind, question.strip(), frozenset(one.strip() for one in stories.split(","))))
    return found, tellers


async def tell(one: Stand, space: Space, story: Story, who: Teller) -> UUID:
    """Tell a story; return its case."""
    values = {"nombre": who.name.split()[0], "pedido": who.code, "reporte": who.code}
    lines = [(line.kind, filled(line.text, values)) for line in story.lines]
    lines = [(Kind.SAY if kind in (Kind.EDIT, Kind.PHOTO) else kind, text) for kind, text in lines]
    said = [(kind, text) for kind, text in lines if kind in (Kind.SAY, Kind.ANSWER, Kind.NOTE) and text]
    if not said or said[0][0] is not Kind.SAY:
        said.insert(0, (Kind.SAY, next((text for kind, text in lines if kind.value == "@auto"), "Hola")))
    agent = Actor(ActorKind.USER, uuid7())
    case: UUID | None = None
    heard = ""
    for kind, text in said:
        if kind is Kind.SAY:
            heard = await _hear(one, space, who, text)
        async with one.house.db.transaction(space.workspace, agent) as tx:
            row = await tx.connection.fetchrow(HEARD, space.workspace, heard)
            assert row is not None, (story.key, text)
            case = row["case_id"]
            if kind is Kind.ANSWER and not text.startswith("/"):
                new = NewReply(uuid7(), row["conversation_id"], row["case_id"], text)
                refused = await writing.reply_many(tx, one.house.book, [Answering(agent, new)])
                assert not refused, (story.key, refused)
            elif kind is Kind.NOTE:
                await cases.add_note(tx, row["case_id"], text)
    assert case is not None
    subject = next((text for kind, text in lines if kind is Kind.SUBJECT), "")
    if subject:
        async with one.house.db.transaction(space.workspace, agent) as tx:
            await cases.set_subject(tx, case, subject)
    return case


async def _hear(one: Stand, space: Space, who: Teller, text: str) -> str:
    """Bring in what a contact says; return the provider's id of it."""
    heard = f"wamid.{uuid7().hex}"
    message = {
        "from": who.phone, "id": heard, "timestamp": str(int(wall_clock().timestamp())),
        "type": "text", "text": {"body": text},
    }  # fmt: skip
    value = {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "51999999999", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": who.name}, "wa_id": who.phone}], "messages": [message],
    }  # fmt: skip
    entry = {"id": "1", "changes": [{"value": value, "field": "messages"}]}
    body = {"object": "whatsapp_business_account", "entry": [entry]}
    acceptor = channels.Acceptor(one.house.db)
    acceptor.start()
    await acceptor.accept(space.workspace, space.whatsapp, uuid7().bytes, msgspec.json.encode(body), {})
    await acceptor.stop()
    receiver = Receiver(one.house.db, one.house.book)
    while await receiver.receive(space.workspace):
        pass
    return heard


async def _settle(one: Stand, workspace: UUID) -> None:
    reactor = Reactor(one.house.db, reactions_of(one.house))
    while await reactor.work(workspace):
        pass


async def measure(report: Report, show: bool) -> None:
    """Tell every story, ask every question, fill the report."""
    questions, tellers = read_judged()
    async with stand() as one:
        space = await one.found()
        told: dict[UUID, str] = {}
        for n, story in enumerate(read_stories()):
            who = tellers.get(story.key) or Teller(f"Contacto {n + 1}", f"XX-{900 + n}", f"519000{n:05}")
            told[await tell(one, space, story, who)] = story.key
        await _settle(one, space.workspace)
        strange = {name for each in questions for name in each.stories} - set(told.values())
        if strange:
            report.fail(f"no story is called {', '.join(sorted(strange))}")
        ranks = await _ask(one, space.workspace, questions, told)
    kinds: dict[str, list[float]] = defaultdict(list)
    for each, rank in zip(questions, ranks, strict=True):
        kinds[each.kind].append(1 / rank if rank else 0.0)
        if show and rank != 1:
            print(f"{rank or '-':>3}  {each.question}  ->  {', '.join(sorted(each.stories))}")  # noqa: T201
    report.add("search.questions", len(questions), "judged", Limit(at_least=200))
    for kind, values in kinds.items():
        report.add(f"search.mrr.{kind}", round(sum(values) / len(values), 3), "", note=f"{len(values)} questions")
    every = [value for values in kinds.values() for value in values]
    report.add("search.mrr", round(sum(every) / len(every), 3), "mean reciprocal rank", Limit(at_least=0.9))
    first = sum(value == 1 for value in every) / len(every)
    report.add("search.first", round(first, 3), "share answered first")


async def _ask(one: Stand, workspace: UUID, questions: list[Judged], told: dict[UUID, str]) -> list[int]:
    """Return the place of the first right answer of each question; 0 when it is not among the first ten."""
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        user = await access.add_user(tx, "juez@pirca.example", "Juez")
        await access.grant(tx, None, user.id, "supervisor", ScopeKind.WORKSPACE)
    ranks = []
    async with one.house.db.transaction(workspace, SYSTEM) as tx:
        who = Principal(WorkspaceId(workspace), user, await access.rights_of(tx, user.id))
        for each in questions:
            page = await search.answer(tx, who, each.question, limit=DEPTH)
            places = [n for n, found in enumerate(page.items, 1) if told.get(found.id) in each.stories]
            ranks.append(places[0] if places else 0)
    return ranks


def run(report: Report, show: bool = False) -> None:
    """Fill the report with how well search answers."""
    uvloop.run(measure(report, show))
