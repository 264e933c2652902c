"""Bringing cases and what was said in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Media, Part, Text
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import NewMessage, Purpose
from trato.rooms.imports.model import Author, Case, File, Kind, Message, Outcome, WhoWrote
from trato.rooms.imports.rules.channels import channel_of, surface_of
from trato.rooms.imports.rules.media import media_of
from trato.rooms.imports.service.files import Kept
from trato.rooms.imports.service.work import NOBODY, UNFINISHED, Item, Work

PURPOSES = {Author.CONTACT: Purpose.CONTACT, Author.AGENT: Purpose.REPLY, Author.BOT: Purpose.BOT,
            Author.SYSTEM: Purpose.AUTO}  # fmt: skip
KINDS = {Author.CONTACT: ActorKind.CONTACT, Author.AGENT: ActorKind.USER, Author.BOT: ActorKind.BOT,
         Author.SYSTEM: ActorKind.SYSTEM}  # fmt: skip


def thread_of(case: UUID) -> UUID:
    """Return the thread that a case was imported with: it needs no place in the map of ids."""
    return uuid5(case, "imported thread")


async def bring_cases(work: Work) -> None:
    """Bring the cases of a page, each with its thread; those brought before become what they became there."""
    fresh, moves = [], []
    for item in work.items[Kind.CONVERSATION]:
        record: Case = item.record
        contact = work.ours(Kind.CONTACT, record.contact)
        if contact is None:
            work.refuse(Kind.CONVERSATION, item, "contact_unknown", contact=record.contact[:80])
        elif item.entry is not None:
            moves.append(item)
        else:
            fresh.append((item, contact))
    if work.dry:
        for item, _ in fresh:
            work.bring(Kind.CONVERSATION, item, NOBODY, Outcome.CREATED)
        for item in moves:
            work.bring(Kind.CONVERSATION, item, NOBODY, Outcome.UPDATED)
        return
    await _move(work, moves)
    plan = work.run.plan
    accounts = await _accounts(work, [item for item, _ in fresh])
    identities = await contacts.identity_of_many(work.tx, sorted({contact for _, contact in fresh}))
    made, threads = [], []
    for item, contact in fresh:
        record = item.record
        channel = channel_of(record.channel, channels.all_channels())
        surface, ours = surface_of(channel), uuid7()
        account = accounts[channel, record.inbox]
        made.append(
            cases.ImportedCase(
                ours, plan.brand_id, plan.unit_id, account, plan.queue_id, contact, channel, surface, record.subject,
                record.opened_at, record.state, record.waiting_on, record.ended_at, record.priority,
            )
        )  # fmt: skip
        threads.append(
            conversations.ImportedThread(
                thread_of(ours), account, plan.brand_id, identities[contact], contact, channel, surface,
                f"import:{work.run.source}:{record.key}", record.subject, ours, record.opened_at,
            )
        )  # fmt: skip
        work.touched.add(ours)
        work.bring(Kind.CONVERSATION, item, ours, Outcome.CREATED, revision=1)
    await cases.bring_cases(work.tx, made)
    await conversations.bring_threads(work.tx, threads)
    await _tag(work, [item for item, _ in fresh] + moves)


async def _move(work: Work, moves: list[Item]) -> None:
    """Bring cases to what they became there, unless somebody has worked on them here."""
    asked = []
    for item in moves:
        record, entry = item.record, item.entry
        assert entry is not None
        at = record.ended_at or record.changed_at or work.tx.now
        asked.append(
            cases.Moved(
                entry.our_id, entry.revision or 1, record.state, record.waiting_on, record.subject, record.priority, at
            )
        )
    done = await cases.move_imported(work.tx, asked)
    for item in moves:
        assert item.entry is not None
        ours = item.entry.our_id
        if ours in done:
            work.touched.add(ours)
            work.bring(Kind.CONVERSATION, item, ours, Outcome.UPDATED, revision=done[ours])
        else:
            work.refuse(Kind.CONVERSATION, item, "worked_on_here")


async def _accounts(work: Work, items: list[Item]) -> dict[tuple[str, str], UUID]:
    plan, source = work.run.plan, work.run.source
    wanted = {(channel_of(i.record.channel, channels.all_channels()), i.record.inbox) for i in items}
    return {
        (channel, inbox): await channels.archive(
            work.tx, channel, f"import:{source}:{inbox}", inbox or source, brand_id=plan.brand_id,
            unit_id=plan.unit_id, controller_id=plan.controller_id, queue_id=plan.queue_id,
        )
        for channel, inbox in sorted(wanted)
    }  # fmt: skip


async def _tag(work: Work, items: list[Item]) -> None:
    names = {name for item in items for name in item.record.tags}
    found = await cases.bring_tags(work.tx, sorted(names))
    await cases.mark_imported(
        work.tx,
        [
            (ours, found[name], item.record.opened_at)
            for item in items
            if (ours := work.ours(Kind.CONVERSATION, item.record.key)) is not None
            for name in item.record.tags
        ],
    )


async def bring_messages(work: Work, files: Mapping[File, Kept]) -> None:
    """Bring what was said, with its files, and what was noted."""
    fresh: list[tuple[Kind, Item, UUID]] = []
    lacking: list[tuple[Item, UUID]] = []
    for kind in (Kind.MESSAGE, Kind.NOTE):
        for item in work.items[kind]:
            case = work.ours(Kind.CONVERSATION, item.record.case)
            if case is None:
                work.refuse(kind, item, "case_unknown", case=item.record.case[:80])
            elif item.entry is None:
                fresh.append((kind, item, case))
            elif item.entry.fingerprint == UNFINISHED:
                lacking.append((item, case))
            else:  # what was said stays said: a change over there does not rewrite what people read here
                work.refuse(kind, item, "changed_there")
    await _mend(work, lacking, files)
    if work.dry:
        for kind, item, _ in fresh:
            work.bring(kind, item, NOBODY, Outcome.CREATED)
        return
    if not fresh:
        return
    present = await cases.look_at_present(work.tx, sorted({case for _, _, case in fresh}))
    emails = {item.record.author.email.lower() for _, item, _ in fresh if item.record.author.kind is Author.AGENT}
    agents = await access.users_by_email(work.tx, emails - {""})
    messages, attached, notes = [], [], []
    last: dict[UUID, tuple[str, datetime, datetime | None, datetime | None]] = {}
    for n, (kind, item, case) in enumerate(fresh):
        record: Message = item.record
        now = present[case]
        holder = now["merged_into"] or case
        ours = uuid7()
        work.touched.add(holder)
        agent = agents.get(record.author.email.lower()) if record.author.kind is Author.AGENT else None
        if kind is Kind.NOTE:
            alias = "" if agent else record.author.name or record.author.email or work.run.source
            notes.append(cases.ImportedNote(ours, holder, agent, alias, record.text, record.at))
            work.bring(kind, item, ours, Outcome.CREATED)
            continue
        who = agent or (_contact(work, record.author, now["contact_id"]))
        messages.append(_message(work, ours, case, holder, now["account_id"], record, who, n, files))
        brought = _files(work, item, ours, now["account_id"], files)
        attached += brought
        work.bring(kind, item, ours, Outcome.CREATED, unfinished=any(f.state == "failed" for f in brought))
        last[holder] = _later(last.get(holder), record)
    await cases.bring_notes(work.tx, notes)
    await conversations.bring_messages(work.tx, messages, attached)
    await cases.bring_forward_imported(work.tx, [(case, *told) for case, told in sorted(last.items())])


def _contact(work: Work, author: WhoWrote, own: UUID) -> UUID | None:
    if author.kind is not Author.CONTACT:
        return None
    return (work.ours(Kind.CONTACT, author.contact) if author.contact else None) or own


def _message(
    work: Work, ours: UUID, case: UUID, holder: UUID, account: UUID, record: Message, who: UUID | None, n: int,
    files: Mapping[File, Kept],
) -> NewMessage:  # fmt: skip
    author = record.author
    parts: list[Part] = [Text(record.text)] if record.text else []
    for file in record.files:
        kept = files[file]
        parts.append(Media(media_of(kept.mime), "", kept.mime, kept.name, size=kept.size))
    return NewMessage(
        id=ours,
        conversation_id=thread_of(case),
        case_id=holder,
        account_id=account,
        provider_id=f"import:{work.run.source}:{record.key}",
        direction="in" if author.kind is Author.CONTACT else "out",
        author=Actor(KINDS[author.kind], who),
        alias="" if author.kind is Author.CONTACT else author.name or author.email,
        purpose=PURPOSES[author.kind],
        parts=tuple(parts),
        text=record.text,
        occurred_at=record.at,
        received_at=record.at,
        sort=(record.at, n, 0),
    )


def _files(
    work: Work, item: Item, message: UUID, account: UUID, files: Mapping[File, Kept]
) -> list[conversations.ImportedFile]:
    record: Message = item.record
    first = 1 if record.text else 0
    found = []
    for part, file in enumerate(record.files, first):
        kept = files[file]
        match kept.state:
            case "failed":
                work.note(Kind.MESSAGE, item, "file_missing", name=kept.name[:120], reason=kept.reason)
            case "quarantined":
                work.note(Kind.MESSAGE, item, "file_infected", name=kept.name[:120], found=kept.reason)
            case "pending":
                work.note(Kind.MESSAGE, item, "file_waits", name=kept.name[:120])
            case _:
                pass
        found.append(
            conversations.ImportedFile(
                message, account, part, media_of(kept.mime), kept.state, kept.blob_key, kept.mime, kept.name, kept.size,
                kept.reason,
            )
        )  # fmt: skip
    return found


async def _mend(work: Work, lacking: list[tuple[Item, UUID]], files: Mapping[File, Kept]) -> None:
    """Look again for files that could not be had when their messages came."""
    mended: list[conversations.ImportedFile] = []
    for item, case in lacking:
        assert item.entry is not None
        if work.dry:
            work.bring(Kind.MESSAGE, item, NOBODY, Outcome.UPDATED)
            continue
        brought = _files(work, item, item.entry.our_id, NOBODY, files)
        still = any(file.state == "failed" for file in brought)
        mended += brought
        work.touched.add(case)
        work.bring(Kind.MESSAGE, item, item.entry.our_id, Outcome.SAME if still else Outcome.UPDATED, unfinished=still)
    if mended:
        await conversations.mend_imported(work.tx, mended)


def _later(
    before: tuple[str, datetime, datetime | None, datetime | None] | None, record: Message
) -> tuple[str, datetime, datetime | None, datetime | None]:
    preview, at, heard, said = before or (record.text, record.at, None, None)
    if record.at >= at:
        preview, at = record.text, record.at
    if record.author.kind is Author.CONTACT:
        heard = max(heard or record.at, record.at)
    elif record.author.kind in {Author.AGENT, Author.BOT}:
        said = max(said or record.at, record.at)
    return preview, at, heard, said
