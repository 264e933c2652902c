"""SUGGEST: answers that were good once are kept, and offered to who answers a question alike.

Two kinds of work beside UNDERSTAND, each with a place of its own in the log. One looks through cases that were
resolved and have rested, and keeps what was answered there as templates. The other takes what was just understood
and stores up to three texts for it. As there, what is read is read in one transaction, thought about outside of any,
and written in another; nobody who answers ever waits for it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from trato.flow.acts import objecting
from trato.kit.db import Database
from trato.kit.events import SYSTEM, ActorKind
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, CaseState
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Contact
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser, Library, Line, Wanted
from trato.rooms.intelligence.events import ContactForgotten
from trato.rooms.intelligence.model import CaseOutlook, Heard, PastAnswer, SavedText, SuggestedText, Understood
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.events import CannedRetired, CannedSaved

CASES = 20  # looked through in one go
TOGETHER = 32  # messages that are suggested for in one go
WELL = 60  # satisfaction from which a case is taken to have ended well
GOOD_RATING = 4  # stars
STALE = 5.0  # seconds after which a library that is known to have changed is opened anew
OLD = 300.0  # seconds after which any is: places and saved replies of teams change without a fact
LIBRARIES = 16  # workspaces whose libraries stay in memory
CHANGES = (CannedSaved.kind, CannedRetired.kind, ContactForgotten.kind)


@dataclass(slots=True)
class _Shelved:
    library: Library
    opened: float
    changed: bool = False


@dataclass(slots=True)
class _Turn:
    """A contact's words that wait for suggestions, with what they must suit."""

    said: Said
    understood: Understood
    wanted: Wanted


@dataclass(slots=True)
class Suggester:
    """Keeps answers and suggests them, workspace by workspace."""

    db: Database
    book: channels.AccountBook
    analyser: Analyser
    _libraries: dict[UUID, _Shelved] = field(default_factory=dict)

    async def look_for_answers(self) -> list[UUID]:
        """Return the workspaces where cases may have ended whose answers nobody kept."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_for_answers(door)

    async def keep_answers(self, workspace: UUID) -> int:
        """Keep the answers of the next cases that ended and rested; return how many facts were passed."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            from_seq, to_seq, ended = await intelligence.next_ended(tx, CASES)
            if to_seq <= from_seq:
                return 0
            read = await _read_ended(tx, ended)
        answers, counted = await asyncio.to_thread(self._answers_in, read)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await intelligence.move_answers(tx, from_seq, to_seq):
                return 0
            await intelligence.keep_answers(tx, answers, counted)
        if answers and workspace in self._libraries:
            self._libraries[workspace].changed = True
        return to_seq - from_seq

    async def look(self) -> list[UUID]:
        """Return the workspaces with facts that nobody read for suggestions."""
        async with self.db.at_door() as door:
            return await intelligence.waiting_for_suggestions(door)

    async def work(self, workspace: UUID) -> int:
        """Suggest for what was understood last; return how many facts were passed."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            from_seq, to_seq, found, learned = await intelligence.next_turns(tx, CHANGES, TOGETHER)
            turns = await self._turns(tx, found)
        if to_seq <= from_seq:
            return 0
        if learned and workspace in self._libraries:
            self._libraries[workspace].changed = True
        suggested: list[list[SuggestedText]] = []
        if turns:
            library = await self._library(workspace)
            suggested = await asyncio.to_thread(_suggest, library, turns)
        async with self.db.transaction(workspace, SYSTEM) as tx:
            if not await intelligence.move_suggestions(tx, from_seq, to_seq):
                return 0
            for turn, texts in zip(turns, suggested, strict=True):
                assert turn.said.case_id
                await intelligence.keep_suggestions(tx, turn.said.case_id, turn.said.id, turn.said.at, texts)
        return to_seq - from_seq

    async def _turns(self, tx: Tx, found: Sequence[tuple[UUID, UUID]]) -> list[_Turn]:
        """Return of these the last in each open case that waits for an answer, with what an answer must suit."""
        last = {case_id: message_id for message_id, case_id in found}
        open_ = {
            id_: one
            for id_, one in (await cases.get_many(tx, sorted(last))).items()
            if one.state is CaseState.OPEN and one.unanswered_since is not None
        }
        said = await conversations.said_in(tx, [last[id_] for id_ in open_])
        understood = await intelligence.of_messages(tx, list(said))
        threads = await conversations.get_conversations(tx, [one.conversation_id for one in said.values()])
        accounts = await self.book.of_workspace(tx) if threads else {}
        turns = []
        guides = await _guides(tx, {open_[id_].brand_id for id_ in open_})
        for one in said.values():
            thread = threads.get(one.conversation_id)
            known = understood.get(one.id)
            if thread is None or known is None or not known.said.engageable.value or thread.account_id not in accounts:
                continue
            account = accounts[thread.account_id]
            caps = self.book.adapter(thread.channel).capabilities(account.view, thread.facts, tx.now)
            wanted = Wanted(
                known.brand_id, known.said.lang, caps.text_limit, caps.public, guides[known.brand_id], tx.now
            )
            turns.append(_Turn(one, known, wanted))
        return turns

    async def _library(self, workspace: UUID) -> Library:
        """Return a workspace's library, opened anew where it has changed; the least used leave the memory."""
        kept = self._libraries.pop(workspace, None)
        age = time.monotonic() - kept.opened if kept else 0.0
        if kept is None or age > OLD or (kept.changed and age > STALE):
            async with self.db.transaction(workspace, SYSTEM) as tx:
                answers = await intelligence.newest_answers(tx)
                quality = await intelligence.quality_of_answerers(tx)
                records = await intelligence.records_of_texts(tx)
                saved = await _saved_texts(tx)
            library = await asyncio.to_thread(Library, answers, saved, quality, records, self.analyser.encoder)
            kept = _Shelved(library, time.monotonic())
        self._libraries[workspace] = kept
        while len(self._libraries) > LIBRARIES:
            self._libraries.pop(next(iter(self._libraries)))
        return kept.library

    def _answers_in(self, read: _Ended) -> tuple[list[PastAnswer], list[tuple[UUID, bool]]]:
        """Find the answers in cases that ended, as templates, and who answered in them. No database, one core."""
        answers: list[PastAnswer] = []
        counted: list[tuple[UUID, bool]] = []
        for case_id, lines in read.lines.items():
            case = read.cases[case_id]
            outlook = read.outlooks.get(case_id)
            if outlook is None or case.contact_id in read.refused:
                continue  # never judged: it says nothing of who answered either
            well = _ended_well(case, outlook, lines)
            authors = {one.author_id for one in lines if one.by is ActorKind.USER and one.author_id}
            counted += [(author, well) for author in sorted(authors)]
            if not well:
                continue
            for question, answer in pairs_in(lines):
                one = self._template(case, read.contacts.get(case.contact_id), read.users, question, answer)
                if one is not None:
                    answers.append(replace(one, csat=outlook.csat))
        return answers, counted

    def _template(
        self, case: Case, contact: Contact | None, users: Mapping[UserId, str], question: Line, answer: Line
    ) -> PastAnswer | None:
        assert answer.author_id
        (heard,) = self.analyser.analyse([Heard(answer.text, question.lang, case.channel, case.country)])
        if heard.lang != question.lang:
            return None
        names = (answer.alias, users.get(UserId(answer.author_id), ""))
        made = intelligence.template_of(answer.text, heard.lang, case.country, contact.name if contact else "", names)
        if not made.worth:
            return None
        return PastAnswer(
            answer.id, question.id, case.id, case.contact_id, case.brand_id, answer.author_id, question.lang,
            answer.at, made.text, intelligence.near_key(made.text), 0, question.encoder_id, question.vector,
            answer.instead_of,
        )  # fmt: skip


@dataclass(slots=True)
class _Ended:
    """Cases that ended, as they were read."""

    cases: dict[UUID, Case]
    lines: dict[UUID, list[Line]]
    outlooks: dict[UUID, CaseOutlook]
    contacts: dict[UUID, Contact]
    refused: set[UUID]  # contacts of whom nothing is to be learned
    users: Mapping[UserId, str]


def pairs_in(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Return what was asked with what one of us answered to it: of several messages in a row, the fullest."""
    pairs: list[tuple[Line, Line]] = []
    asked: list[Line] = []
    answered: list[Line] = []

    def end() -> None:
        questions = [one for one in asked if one.engageable and one.vector] or [one for one in asked if one.vector]
        if questions and answered:
            pairs.append((max(questions, key=lambda one: len(one.text)), max(answered, key=lambda one: len(one.text))))

    for one in lines:
        if one.inward and answered:
            end()
            asked, answered = [], []
        if one.inward:
            asked.append(one)
        elif one.reply and one.by is ActorKind.USER and one.author_id and one.text.strip():
            answered.append(one)
    end()
    return pairs


def _ended_well(case: Case, outlook: CaseOutlook, lines: Sequence[Line]) -> bool:
    """Say whether a case that was resolved stayed so, and the contact seems content."""
    last = next((one for one in reversed(lines) if one.inward), None)
    rated = case.rating is None or case.rating >= GOOD_RATING
    content = outlook.csat >= WELL and last is not None and not last.negative
    return case.state is not CaseState.OPEN and case.standing.set_aside is None and rated and content


def _suggest(library: Library, turns: Sequence[_Turn]) -> list[list[SuggestedText]]:
    return [library.suggest(one.said.text, intelligence.unpacked(one.understood.vector), one.wanted) for one in turns]


async def _read_ended(tx: Tx, ended: Sequence[UUID]) -> _Ended:
    known = await cases.get_many(tx, ended)
    people = sorted({one.contact_id for one in known.values()})
    lines = await intelligence.lines_of(tx, list(known))
    authors = {one.author_id for many in lines.values() for one in many if one.by is ActorKind.USER and one.author_id}
    names = {one.id: one.name for one in await access.get_users(tx, [UserId(one) for one in sorted(authors)])}
    refused = await objecting.who_objects(tx, people)
    return _Ended(
        known, lines, await intelligence.outlooks(tx, list(known)), await contacts.get_many(tx, people),
        refused, names,
    )  # fmt: skip


async def _guides(tx: Tx, brand_ids: Collection[UUID]) -> dict[UUID, intelligence.Guide]:
    guides = {}
    for id_ in sorted(brand_ids):
        voice = (await brands.get_brand(tx, BrandId(id_))).voice
        guides[id_] = intelligence.read_guide(voice.is_not, voice.do, voice.do_not)
    return guides


async def _saved_texts(tx: Tx) -> list[SavedText]:
    """Return the saved replies that everybody of a brand may use, in each language."""
    found: dict[tuple[UUID, str], SavedText] = {}
    for brand in await brands.list_brands(tx):
        for one in await knowledge.find_canned(tx, brand.id, [], limit=1_000):
            for lang, text in one.texts.items():
                before = found.get((one.id, lang))
                brands_of = (*(before.brands if before else ()), brand.id)
                found[one.id, lang] = SavedText(one.id, one.version, one.title, text, lang[:2], brands_of)
    return list(found.values())
