"""Bringing tags, saved texts and articles."""

from __future__ import annotations

from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.imports.model import Article, CannedText, Kind, Outcome
from trato.rooms.imports.rules.texts import fill_ins, shortcut_of
from trato.rooms.imports.service.work import NOBODY, Work
from trato.rooms.imports.store import entries
from trato.rooms.knowledge import api as knowledge
from trato.rooms.knowledge.model import ImportRow
from trato.rooms.knowledge.model import Outcome as Became

MOST_TEXTS = 5_000


async def bring_tags(work: Work) -> None:
    """Bring the tags of a page; one that is called alike is the same tag."""
    items = work.items[Kind.TAG]
    before = {tag.name.lower() for tag in await cases.tags(work.tx, retired=True)} if items else set()
    found = {} if work.dry else await cases.bring_tags(work.tx, [item.record.name for item in items])
    for item in items:
        outcome = Outcome.JOINED if item.record.name.lower() in before else Outcome.CREATED
        work.bring(Kind.TAG, item, found.get(item.record.name, NOBODY), outcome)


async def bring_canned(work: Work) -> None:
    """Bring saved texts to the brand; a shortcut that stands there gets the text as its next version."""
    items = work.items[Kind.CANNED]
    if not items:
        return
    unit = work.run.plan.unit_id
    rows = []
    for n, item in enumerate(items):
        record: CannedText = item.record
        filled = {language: fill_ins(text) for language, text in record.texts.items()}
        strange = sorted({one for _, names in filled.values() for one in names})
        if strange:
            work.note(Kind.CANNED, item, "canned_variable", variables=", ".join(strange)[:200])
        texts = {language: text for language, (text, _) in filled.items()}
        shortcut, title, folder = shortcut_of(record.shortcut), record.title[:120], record.folder[:60]
        rows.append(ImportRow(n, shortcut, title, folder, texts, unit, None))
    told = await knowledge.import_canned(work.tx, rows, apply=not work.dry)
    standing = await knowledge.page_canned(work.tx, {unit}, limit=MOST_TEXTS)
    ids = {one.canned.shortcut: one.canned.id for one in standing if one.canned.team_id is None}
    for item, became in zip(items, told, strict=True):
        if became.outcome is Became.REFUSED:
            work.refuse(Kind.CANNED, item, "canned_refused", shortcut=became.shortcut, reason=became.reason)
            continue
        outcome = Outcome.UPDATED if item.entry else Outcome.CREATED
        if not item.entry and became.outcome is not Became.NEW:
            outcome = Outcome.JOINED
        work.bring(Kind.CANNED, item, ids.get(became.shortcut, NOBODY), outcome)


async def bring_articles(work: Work) -> None:
    """Keep articles whole."""
    rows = []
    for item in work.items[Kind.ARTICLE]:
        one: Article = item.record
        ours = item.entry.our_id if item.entry else uuid7()
        brand = work.run.plan.brand_id
        rows.append((ours, brand, one.title, one.body, one.language, one.category, one.published, one.changed_at))
        work.bring(Kind.ARTICLE, item, ours, Outcome.UPDATED if item.entry else Outcome.CREATED)
    if not work.dry:
        await entries.put_articles(work.tx, rows)
