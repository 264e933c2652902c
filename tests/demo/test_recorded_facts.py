"""What the journey can produce of records.md is in the database after every story of the demo was told once."""

from __future__ import annotations

import pytest

from tests.demo.recorded import Recording, record

# fact -> what finds it; each must bring a number above zero
FACTS = {
    "1 the case is on every message": "select count(*) from conversations.message where case_id is not null",
    "1 moves of messages between cases": "select count(*) from conversations.message_move",
    "2 who wrote, and under which face": """
      select count(*) from conversations.message where author_kind = 'user' and author_id is not null
        and author_alias <> ''""",
    "3 why a message was written": """
      select count(distinct purpose) from conversations.message
      having array['contact', 'reply', 'proactive', 'consent_request'] <@ array_agg(distinct purpose)""",
    "4 where a text came from": """
      select count(distinct kind) from conversations.message_source
      having array['typed', 'canned', 'template'] <@ array_agg(distinct kind)""",
    "4 how much of a canned reply was changed": """
      select count(*) from conversations.message_source where kind = 'canned' and version > 0 and edit_share > 0""",
    "5 writing: first focus, first key, sent": """
      select count(*) from console.segment where kind = 'compose' and outcome = 'sent' and first_key_at >= started_at
        and message_id is not null""",
    "7 accepted, delivered, read": """
      select count(*) from conversations.delivery where sent_at is not null and delivered_at is not null
        and read_at is not null""",
    "8 what a delivery cost": "select count(*) from conversations.delivery_cost where category <> ''",
    "9 when it happened and when we received it": """
      select count(*) from conversations.message where occurred_at is not null and received_at is not null""",
    "10 where on a channel": "select count(distinct surface) from conversations.conversation having count(*) > 1",
    "11 tier, modern and live, dated": "select count(*) from channels.standing where from_at < now()",
    "12 purpose, owner and unit of an account": """
      select count(*) from channels.account where purpose = 'care' and owner_id is not null
        and activated_at is not null""",
    "14 how a case began": """
      select count(distinct origin) from cases."case"
      having array['inbound', 'proactive'] <@ array_agg(distinct origin)""",
    "15 set aside, and why": """
      select count(distinct reason) from cases.case_exclusion
      having array['spam', 'troll', 'no_engagement', 'courtesy'] <@ array_agg(distinct reason)""",
    "17 why a case rested": """
      select count(distinct waiting_on) from cases.state_seg having count(distinct waiting_on) >= 2""",
    "18 how a case ended": """
      select count(*) from cases.resolution where disposition_id is not null and tree_version is not null""",
    "19 that a case came back, and why": "select count(*) from cases.reopening where gap_seconds is not null",
    "20 what was known when a case opened": "select count(*) from cases.opening where previous_case_id is not null",
    "22 when the widget was open": "select count(*) from conversations.widget_seg where to_at is not null",
    "23 who held a case": """
      select count(distinct holder_kind) from cases.holding
      having array['queue', 'agent'] <@ array_agg(distinct holder_kind)""",
    "24 who was considered for a case": """
      select count(*) from routing.assignment where author = 'engine' and jsonb_array_length(candidates) > 0""",
    "26 transfers": "select count(*) from cases.transfer",
    "27 escalations": "select count(*) from cases.escalation where accepted_at is not null",
    "28 attention": "select count(*) from console.segment where kind = 'focus' and active_seconds > 0",
    "30 wrap-up of each case": "select count(*) from console.segment where kind = 'wrap_up' and case_id is not null",
    "31 presence, with its reason": "select count(*) from workforce.presence_seg where to_at is not null",
    "31 capacity in force": "select count(*) from workforce.capacity_seg",
    "32 employer and cost": "select count(*) from access.employment where cost_per_hour is not null",
    "35 who typed, on either side": """
      select count(distinct side) from conversations.typing_seg having count(distinct side) = 2""",
    "36 promises with their policy and calendar": """
      select count(*) from sla.clock where policy_version > 0 and calendar_version > 0""",
    "36 what changed a promise": """
      select count(distinct cause) from sla.clock_history
      having array['paused', 'resumed', 'voided'] <@ array_agg(distinct cause)""",
    "36 pauses": "select count(*) from sla.clock_pause",
    "37 to any answer, to a human, to the next": """
      select count(distinct target) from sla.clock
      having array['first_response', 'first_human_response', 'next_response'] <@ array_agg(distinct target)""",
    "38 who held a case while its promise ran out": "select count(*) from sla.breach_share where holder_kind = 'agent'",
    "39 a country and where it is known from": """
      select count(*) from cases."case" where country <> '' and country_source <> ''""",
    "40 the arm of each experiment": """
      select count(distinct arm) from cases.exposure having array['on', 'off'] <@ array_agg(distinct arm)""",
    "43 keys and clicks, counted": "select count(*) from console.segment where keys > 0 and clicks > 0",
    "44 tags and who put them": "select count(*) from cases.tag_mark where by_id is not null",
    "48 what a contact did on the site": "select count(*) from contacts.activity",
    "54 canned replies opened and inserted": """
      select count(distinct act) from knowledge.kb_touch having count(distinct act) = 2""",
    "57 a verdict on everything that left": "select count(*) from compliance.verdict where outcome = 'cleared'",
    "63 merges and splits": "select (select count(*) from cases.merge) * (select count(*) from cases.split)",
    "66 consent, with its text and evidence": """
      select count(*) from contacts.consent where granted and text_id is not null
      having exists (select 1 from contacts.consent where not granted)""",
    "66 opting out stops proactive messages": "select count(*) from compliance.send_hold",
    "67 promises made to a contact": "select count(*) from cases.promise where kept_at is not null",
}

# what must bring no row
NEVER = {
    "states overlap or leave a gap": """
      select case_id from (select case_id, to_at, lead(from_at) over w as next from cases.state_seg
        window w as (partition by case_id order by from_at)) s
      where next is not null and to_at is distinct from next""",
    "holders overlap or leave a gap": """
      select case_id from (select case_id, to_at, lead(from_at) over w as next from cases.holding
        window w as (partition by case_id order by from_at)) s
      where next is not null and to_at is distinct from next""",
    "a case without its first state": """
      select c.id from cases."case" c where not exists (select 1 from cases.state_seg s where s.case_id = c.id)""",
    "a case without holder": """
      select c.id from cases."case" c where not exists (select 1 from cases.holding s where s.case_id = c.id)""",
    "presence overlaps or leaves a gap": """
      select user_id from (select user_id, to_at, lead(from_at) over w as next from workforce.presence_seg
        window w as (partition by user_id order by from_at)) s
      where next is not null and to_at is distinct from next""",
    "capacity overlaps or leaves a gap": """
      select user_id from (select user_id, to_at, lead(from_at) over w as next from workforce.capacity_seg
        window w as (partition by user_id order by from_at)) s
      where next is not null and to_at is distinct from next""",
    "an agent attends to two cases at once": """
      select user_id from (select user_id, ended_at, lead(started_at) over w as next from console.segment
        where kind = 'focus' and started_at > now() - interval '1 hour' and device = 'muestra'
        window w as (partition by user_id order by started_at)) s where next < ended_at""",
    "something left without a verdict": """
      select message_id from conversations.delivery where verdict_id is null
        and state not in ('queued', 'cancelled')""",
    "an inbound case without its opening": """
      select c.id from cases."case" c where not exists (select 1 from cases.opening o where o.case_id = c.id)""",
    "an opening without its arm": """
      select o.case_id from cases.opening o
      where not exists (select 1 from cases.exposure e where e.case_id = o.case_id)
        and not exists (select 1 from cases.split s where s.created_id = o.case_id)""",
    "a delivery that nobody could read": "select id from channels.inbox where status <> 'done'",
    "a message in doubt or failed": """
      select message_id from conversations.delivery where state in ('uncertain', 'failed', 'held', 'blocked')""",
    "a reaction that gave up": "select seq from kit.reaction_failure where gave_up_at is not null",
    "an outsourced agent with a case of the other brand": """
      select c.id from cases."case" c join access.team_member m on m.user_id = c.holder_id
      join access.team t on t.id = m.team_id join brands.brand b on b.id = c.brand_id
      where t.name like 'Soporte%' and b.name = 'Pirca'""",
}


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record(
        {name: f"select coalesce(max(n), 0)::int as n from ({text}) q(n)" for name, text in FACTS.items()} | NEVER
    )


def test_every_story_comes_to_its_end(recording: Recording) -> None:
    assert recording.untold == ()


def test_a_second_start_loads_nothing_twice(recording: Recording) -> None:
    assert not recording.loaded_twice


def test_who_plays_a_contact_is_given_to_a_free_seat_of_the_team(recording: Recording) -> None:
    assert recording.seat == "camila"


def test_the_telephones_remember_their_chats_after_a_second_start(recording: Recording) -> None:
    assert recording.remembered > 30


def test_its_numbers_are_the_sums_of_their_parts_and_open_their_cases(recording: Recording) -> None:
    assert recording.misfits == []


@pytest.mark.parametrize("fact", FACTS)
def test_it_is_recorded(recording: Recording, fact: str) -> None:
    assert recording.answers[fact][0]["n"] > 0


@pytest.mark.parametrize("wrong", NEVER)
def test_it_never_happens(recording: Recording, wrong: str) -> None:
    assert list(recording.answers[wrong])[:3] == []
