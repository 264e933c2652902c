"""Notes, mentions, tags, reasons, promises and the signals that others count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rooms.contacts.world import World
from trato.kit import timers
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.errors import (
    BadValue,
    CaseNotFound,
    CircularTree,
    CodeTaken,
    DispositionNotFound,
    NotALeaf,
    NoteNotFound,
    NotTheAuthor,
    PromiseNotFound,
    TagNotFound,
    TagTaken,
)
from trato.rooms.cases.events import (
    AbandonmentRetracted,
    AttemptNoted,
    CaseAbandoned,
    DispositionSet,
    NoteAdded,
    ParticipantAdded,
    PriorityChanged,
    PromiseBroken,
    PromiseKept,
    SubjectChanged,
    TagAdded,
    TagRemoved,
    UserMentioned,
)
from trato.rooms.cases.model import (
    AbandonmentVariant,
    AttemptCause,
    ParticipantRole,
    Priority,
)

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)


async def test_a_note_calls_users_once_until_they_look(world: World) -> None:
    case, lucia, diego = await world.case(), uuid7(), uuid7()
    note = await cases.add_note(world.tx, case, "ver con @Lucía", mentions=[lucia, lucia])
    assert [one.user_id for one in world.facts(UserMentioned)] == [lucia]
    await cases.edit_note(world.tx, note.id, "ver con @Lucía y @Diego", mentions=[lucia, diego])
    assert [one.user_id for one in world.facts(UserMentioned)] == [lucia, diego]
    assert [one[0] for one in await cases.mentions_of(world.tx, lucia)] == [note.id]
    await cases.see_mentions(world.tx, lucia, case)
    assert await cases.mentions_of(world.tx, lucia) == []
    assert len(await cases.mentions_of(world.tx, diego)) == 1


async def test_a_note_sent_twice_under_one_id_is_one(world: World) -> None:
    case, note_id = await world.case(), uuid7()
    for body in ("hola", "otra cosa"):
        note = await cases.add_note(world.tx, case, body, note_id=note_id)
        assert note.body == "hola"
    assert len(world.facts(NoteAdded)) == 1


async def test_only_its_author_changes_the_words_of_a_note(world: World) -> None:
    case = await world.case()
    note = await cases.add_note(world.tx, case, "hola")
    world.as_user(uuid7())
    with pytest.raises(NotTheAuthor):
        await cases.edit_note(world.tx, note.id, "chau")


async def test_a_deleted_note_keeps_its_place_and_can_come_back(world: World) -> None:
    case, lucia = await world.case(), uuid7()
    note = await cases.add_note(world.tx, case, "dato delicado", mentions=[lucia])
    world.as_user(uuid7())
    await cases.delete_note(world.tx, note.id)
    (shown,) = await cases.notes_of(world.tx, [case])
    assert (shown.body, shown.deleted_at) == ("", world.tx.now)
    assert await cases.mentions_of(world.tx, lucia) == []
    assert [entry.verb for entry in world.tx.audits] == ["note.delete"]
    assert (await cases.restore_note(world.tx, note.id)).body == "dato delicado"


async def test_notes_without_words_or_without_a_case_are_refused(world: World) -> None:
    with pytest.raises(BadValue):
        await cases.add_note(world.tx, await world.case(), " \n")
    with pytest.raises(CaseNotFound):
        await cases.add_note(world.tx, uuid7(), "hola")
    with pytest.raises(NoteNotFound):
        await cases.delete_note(world.tx, uuid7())


async def test_the_life_of_a_tag_on_a_case_is_kept(world: World) -> None:
    case = await world.case()
    tag = await cases.create_tag(world.tx, " Envío  tarde ")
    assert (await cases.create_tag(world.tx, "envío TARDE")).id == tag.id
    assert await cases.add_tag(world.tx, case, tag.id, model="tags-1", score=0.9)
    assert not await cases.add_tag(world.tx, case, tag.id)
    world.after(30)
    assert await cases.remove_tag(world.tx, case, tag.id)
    assert not await cases.remove_tag(world.tx, case, tag.id)
    assert await cases.marks_of(world.tx, [case]) == []
    (mark,) = await cases.marks_of(world.tx, [case], removed=True)
    assert (mark.model, mark.removed_by, mark.removed_at) == ("tags-1", world.agent, world.tx.now)
    assert await cases.add_tag(world.tx, case, tag.id)
    assert (len(world.facts(TagAdded)), len(world.facts(TagRemoved))) == (2, 1)


async def test_a_retired_tag_is_put_no_more_and_taken_from_nobody(world: World) -> None:
    case, tag = await world.case(), await cases.create_tag(world.tx, "vieja")
    await cases.add_tag(world.tx, case, tag.id)
    await cases.retire_tag(world.tx, tag.id)
    assert [one.tag_id for one in await cases.marks_of(world.tx, [case])] == [tag.id]
    assert await cases.tags(world.tx) == []
    with pytest.raises(TagNotFound):
        await cases.add_tag(world.tx, await world.case(), tag.id)
    assert (await cases.create_tag(world.tx, "Vieja")).retired_at is None
    other = await cases.create_tag(world.tx, "nueva")
    with pytest.raises(TagTaken):
        await cases.rename_tag(world.tx, other.id, "VIEJA")
    assert (await cases.rename_tag(world.tx, tag.id, "VIEJA")).name == "VIEJA"


async def test_the_name_of_a_merged_tag_stands_for_the_one_that_took_its_place(world: World) -> None:
    case, old, kept = await world.case(), *[await cases.create_tag(world.tx, one) for one in ("cambio", "cambios")]
    last = await cases.create_tag(world.tx, "posventa")
    await cases.add_tag(world.tx, case, old.id)
    await cases.merge_tags(world.tx, old.id, kept.id)
    assert (await cases.create_tag(world.tx, "Cambio")).id == kept.id
    await cases.merge_tags(world.tx, kept.id, last.id)
    assert (await cases.create_tag(world.tx, "CAMBIO")).id == last.id
    assert [one.tag_id for one in await cases.marks_of(world.tx, [case])] == [last.id]
    assert {one.id for one in await cases.tags(world.tx)} == {last.id}


async def test_a_merged_tag_that_is_taken_into_use_again_takes_its_cases_back(world: World) -> None:
    case, old, kept = await world.case(), *[await cases.create_tag(world.tx, one) for one in ("cambio", "cambios")]
    await cases.add_tag(world.tx, case, old.id)
    await cases.merge_tags(world.tx, old.id, kept.id)
    world.after(30)
    back = await cases.restore_tag(world.tx, old.id)
    assert (back.retired_at, back.merged_into) == (None, None)
    assert [one.tag_id for one in await cases.marks_of(world.tx, [case])] == [old.id]


async def test_any_version_of_the_tree_can_be_drawn_again(world: World) -> None:
    pay = await cases.add_disposition(world.tx, "pay", {"es": "Pagos", "pt": "Pagamentos"})
    late = await cases.add_disposition(world.tx, "late", {"es": "Pago tardío"}, parent_id=pay.id)
    await cases.change_disposition(world.tx, late.id, name={"es": "Demora"}, position=2)
    await cases.retire_disposition(world.tx, late.id)
    assert [one.name["es"] for one in await cases.tree_at(world.tx, 2) if one.code == "late"] == ["Pago tardío"]
    assert [one.name["es"] for one in await cases.tree_at(world.tx, 3) if one.code == "late"] == ["Demora"]
    assert [one.retired_at is None for one in await cases.tree_at(world.tx, 4) if one.code == "late"] == [False]
    assert [one.code for one in await cases.tree_at(world.tx, 1)] == ["pay"]
    assert [one.code for one in await cases.reasons(world.tx)] == ["pay"]
    await cases.restore_disposition(world.tx, late.id)
    assert [one.code for one in await cases.reasons(world.tx)] == ["late"]


async def test_a_reason_that_is_merged_keeps_its_history(world: World) -> None:
    case = await world.case()
    old, new = [await cases.add_disposition(world.tx, code, {"es": code}) for code in ("old", "new")]
    await cases.resolve(world.tx, case, disposition_id=old.id)
    assert (await cases.merge_dispositions(world.tx, old.id, new.id)).merged_into == new.id
    (one,) = await cases.resolutions_of(world.tx, case)
    assert (one.disposition_id, one.tree_version) == (old.id, 2)
    with pytest.raises(NotALeaf):
        await cases.set_disposition(world.tx, await world.case(), old.id)
    with pytest.raises(NotALeaf):
        await cases.merge_dispositions(world.tx, new.id, old.id)


async def test_the_tree_stays_a_tree(world: World) -> None:
    pay = await cases.add_disposition(world.tx, "pay", {"es": "Pagos"})
    late = await cases.add_disposition(world.tx, "late", {"es": "Tardío"}, parent_id=pay.id)
    with pytest.raises(CircularTree):
        await cases.move_disposition(world.tx, pay.id, late.id)
    with pytest.raises(BadValue):
        await cases.retire_disposition(world.tx, pay.id)
    with pytest.raises(CodeTaken):
        await cases.add_disposition(world.tx, "pay", {"es": "Otra"})
    with pytest.raises(BadValue):
        await cases.add_disposition(world.tx, "x", {"en": "Only English"})
    with pytest.raises(DispositionNotFound):
        await cases.set_disposition(world.tx, await world.case(), uuid7())
    assert (await cases.move_disposition(world.tx, late.id, None)).parent_id is None


async def test_a_corrected_reason_says_what_it_was(world: World) -> None:
    case = await world.case()
    one, two = [await cases.add_disposition(world.tx, code, {"es": code}) for code in ("one", "two")]
    for node in (one, two, two):
        await cases.set_disposition(world.tx, case, node.id)
    assert [fact.previous_id for fact in world.facts(DispositionSet)] == [None, one.id]


async def test_a_promise_is_kept_or_broken_by_time(world: World) -> None:
    case = await world.case()
    with pytest.raises(BadValue):
        await cases.promise(world.tx, case, "te llamo", world.tx.now)
    kept, broken = [await cases.promise(world.tx, case, "te llamo", world.tx.now + HOUR) for _ in range(2)]
    await cases.keep_promise(world.tx, kept.id)
    world.after(3_600)
    (timer,) = await timers.take_due(world.tx, 10)
    assert (timer.kind, timer.subject) == ("cases.promise", broken.id)
    assert await cases.break_promise(world.tx, broken.id)
    assert not await cases.break_promise(world.tx, broken.id)
    assert not await cases.break_promise(world.tx, kept.id)
    late = await cases.keep_promise(world.tx, broken.id)
    assert late.broken_at == late.kept_at == world.tx.now
    assert (len(world.facts(PromiseKept)), len(world.facts(PromiseBroken))) == (2, 1)
    with pytest.raises(PromiseNotFound):
        await cases.keep_promise(world.tx, uuid7())


async def test_a_promise_kept_by_mistake_is_owed_again(world: World) -> None:
    case = await world.case()
    one = await cases.promise(world.tx, case, "te llamo", world.tx.now + HOUR)
    await cases.keep_promise(world.tx, one.id)
    await cases.unkeep_promise(world.tx, one.id)
    world.after(3_600)
    assert [timer.subject for timer in await timers.take_due(world.tx, 10)] == [one.id]
    assert [(p.kept_at, p.due_at) for p in await cases.promises_of(world.tx, [case])] == [(None, one.due_at)]


async def test_priority_and_subject_tell_only_that_they_changed(world: World) -> None:
    case = await world.case()
    for _ in range(2):
        await cases.set_priority(world.tx, case, Priority.URGENT)
        await cases.set_subject(world.tx, case, "  La factura\nde Ana ")
    assert (await cases.get(world.tx, case)).subject == "La factura de Ana"
    assert [(one.priority, one.previous) for one in world.facts(PriorityChanged)] == [(2, 0)]
    assert len(world.facts(SubjectChanged)) == 1


async def test_who_takes_part_is_dated_and_the_requester_stays(world: World) -> None:
    ana, luis = await world.contact(), await world.contact()
    case = await world.case(ana)
    assert await cases.add_participant(world.tx, case, luis, ParticipantRole.PARTICIPANT, "signed_link")
    assert not await cases.add_participant(world.tx, case, luis, ParticipantRole.COPIED, "message")
    world.after(60)
    assert await cases.remove_participant(world.tx, case, luis)
    assert not await cases.remove_participant(world.tx, case, luis)
    with pytest.raises(BadValue):
        await cases.remove_participant(world.tx, case, ana)
    world.after(60)
    assert await cases.add_participant(world.tx, case, luis, ParticipantRole.COPIED, "message")
    former = (await cases.participants_of(world.tx, [case], former=True))[case]
    assert [(one.contact_id, one.until is None) for one in former] == [(ana, True), (luis, False), (luis, True)]
    assert [one.id for one in await cases.list_in_which(world.tx, [luis])] == [case]
    assert await cases.list_of_contact(world.tx, [luis]) == []
    assert len(world.facts(ParticipantAdded)) == 2


async def test_attempts_and_abandonment_are_told_once(world: World) -> None:
    ana, message = await world.contact(), uuid7()
    case = await world.case(ana)
    assert await cases.note_attempt(world.tx, case, message, ana, AttemptCause.SILENCE, 900)
    assert not await cases.note_attempt(world.tx, case, message, ana, AttemptCause.SILENCE, 900)
    assert await cases.abandon(world.tx, case, AbandonmentVariant.LEFT_QUEUE, "widget_gone")
    assert not await cases.abandon(world.tx, case, AbandonmentVariant.LEFT_QUEUE, "silence")
    assert await cases.retract_abandonment(world.tx, case) == [AbandonmentVariant.LEFT_QUEUE]
    assert await cases.retract_abandonment(world.tx, case) == []
    assert await cases.abandon(world.tx, case, AbandonmentVariant.LEFT_QUEUE, "silence")
    facts = [len(world.facts(kind)) for kind in (AttemptNoted, CaseAbandoned, AbandonmentRetracted)]
    assert facts == [1, 2, 1]
