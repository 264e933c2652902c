"""Every address of the desk with what it needs."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import Nothing, OneId
from trato.rooms.access.model import SIGNED_IN, Need, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.http import (
    calls,
    consents,
    decisions,
    drafts,
    forgetting,
    help,
    moderating,
    offers,
    personal,
    presence,
    previewing,
    privately,
    promises,
    rescue,
    starting,
    suggestions,
    threads,
    triage,
    voicing,
    watching,
)
from trato.rooms.console.http.asks import doing, looking, saying
from trato.rooms.console.http.bulk import table as bulk
from trato.rooms.console.http.deeds import Deeds
from trato.rooms.console.http.places import Places
from trato.rooms.console.http.reading import Reading
from trato.rooms.console.http.views import TABLE as VIEWS
from trato.rooms.console.http.writing import Writing
from trato.rooms.console.service.counts import Counters

Row = tuple[str, str, Need, Any, type[Struct]]


def table(book: channels.AccountBook, counters: Counters) -> tuple[Row, ...]:
    """Return (method, path, need, handler, what it takes) of every address.

    The need opens the door; what may be done to one case, contact or account is asked of its place.
    """
    r, d, w, p = Reading(book, counters), Deeds(book), Writing(book), Places(book)
    return (
        ("GET", "/api/v1/me", SIGNED_IN, r.me, Nothing),
        ("PATCH", "/api/v1/me", SIGNED_IN, r.change_me, looking.MyChange),
        ("PUT", "/api/v1/me/presence", Verb.PRESENCE_SET, r.set_presence, looking.MyPresence),
        *personal.TABLE,
        *presence.TABLE,
        *drafts.TABLE,
        *offers.table(d),
        *calls.table(book),
        *promises.TABLE,
        *help.TABLE,
        *decisions.TABLE,
        *starting.table(book),
        *consents.table(book),
        *forgetting.TABLE,
        ("GET", "/api/v1/views", Verb.CASES_READ, r.views, Nothing),
        *VIEWS,
        *bulk(book),
        *rescue.table(book),
        *privately.table(book),
        *previewing.table(book),
        *voicing.table(book),
        *moderating.table(book),
        *threads.table(book),
        *suggestions.TABLE,
        *watching.TABLE,
        *triage.TABLE,
        ("GET", "/api/v1/cases", Verb.CASES_READ, r.cases, looking.CaseQuery),
        ("GET", "/api/v1/cases/{id}", Verb.CASES_READ, r.case, OneId),
        ("GET", "/api/v1/cases/{id}/openings", Verb.CASES_READ, r.openings, OneId),
        ("GET", "/api/v1/cases/{id}/thread", Verb.CASES_READ, r.thread, looking.ThreadQuery),
        ("GET", "/api/v1/cases/{id}/timeline", Verb.CASES_READ, r.timeline, looking.PageQuery),
        ("POST", "/api/v1/cases/{id}/read", Verb.CASES_READ, r.read, looking.ReadUpTo),
        ("GET", "/api/v1/contacts", Verb.CONTACTS_READ, r.find_contacts, looking.ContactSearch),
        ("GET", "/api/v1/contacts/{id}", Verb.CONTACTS_READ, r.contact, looking.ContactQuery),
        ("GET", "/api/v1/assignees", Verb.CASES_READ, r.assignees, Nothing),
        ("GET", "/api/v1/teams", Verb.CASES_READ, r.teams, Nothing),
        ("GET", "/api/v1/queues", Verb.CASES_READ, r.queues, Nothing),
        ("GET", "/api/v1/tags", Verb.CASES_READ, r.tags, Nothing),
        ("GET", "/api/v1/dispositions", Verb.CASES_READ, r.dispositions, looking.DispositionQuery),
        ("GET", "/api/v1/templates", Verb.CASES_READ, r.templates, looking.TemplateQuery),
        ("GET", "/api/v1/channel-accounts", Verb.CASES_READ, r.accounts, Nothing),
        ("POST", "/api/v1/segments", SIGNED_IN, r.take_segments, looking.Segments),
        ("POST", "/api/v1/cases/{id}/assign", Verb.CASES_READ, d.assign, doing.Assign),
        ("PATCH", "/api/v1/cases/{id}", Verb.CASES_REPLY, d.change, doing.CaseChange),
        ("POST", "/api/v1/cases/{id}/wait", Verb.CASES_REPLY, d.wait, doing.Wait),
        ("POST", "/api/v1/cases/{id}/resolve", Verb.CASES_RESOLVE, d.resolve, doing.Resolve),
        ("POST", "/api/v1/cases/{id}/reopen", Verb.CASES_RESOLVE, d.reopen, doing.Reopen),
        ("POST", "/api/v1/cases/{id}/set-aside", Verb.CASES_SET_ASIDE, d.set_aside, doing.SetAsideCase),
        ("POST", "/api/v1/cases/{id}/restore", Verb.CASES_SET_ASIDE, d.restore, OneId),
        ("POST", "/api/v1/cases/{id}/tags", Verb.CASES_TAG, d.tag, doing.NewTag),
        ("DELETE", "/api/v1/cases/{id}/tags/{tag_id}", Verb.CASES_TAG, d.untag, doing.OneTag),
        ("POST", "/api/v1/cases/{id}/merge", Verb.CASES_MERGE, d.merge, doing.Merge),
        ("POST", "/api/v1/merges/{id}/undo", Verb.CASES_MERGE, d.undo_merge, OneId),
        ("POST", "/api/v1/cases/{id}/split", Verb.CASES_MERGE, d.split, doing.Split),
        ("POST", "/api/v1/cases/{id}/split/undo", Verb.CASES_MERGE, d.undo_split, OneId),
        ("POST", "/api/v1/cases/{case_id}/notes", Verb.NOTES_WRITE, d.note, doing.NewNote),
        ("POST", "/api/v1/messages/{id}/move", Verb.CASES_MERGE, d.move, doing.Move),
        ("DELETE", "/api/v1/messages/{id}/courtesy", Verb.CASES_SET_ASIDE, d.undo_courtesy, OneId),
        ("POST", "/api/v1/contacts/{id}/block", Verb.CONTACTS_BLOCK, d.block, doing.Block),
        ("POST", "/api/v1/contacts/{id}/unblock", Verb.CONTACTS_BLOCK, d.unblock, OneId),
        ("POST", "/api/v1/conversations", Verb.MESSAGES_START, w.start, saying.NewConversation),
        ("POST", "/api/v1/conversations/{conversation_id}/messages", Verb.CASES_REPLY, w.reply, saying.NewMessage),
        ("POST", "/api/v1/messages/{id}/verify", Verb.MESSAGES_RESEND, w.verify, OneId),
        ("POST", "/api/v1/messages/{message_id}/resend", Verb.MESSAGES_RESEND, w.resend, saying.Resend),
        ("POST", "/api/v1/messages/{id}/cancel", Verb.CASES_REPLY, w.cancel, OneId),
        ("GET", "/api/v1/places", Verb.ROLES_READ, p.places, Nothing),
        ("DELETE", "/api/v1/organisation/teams/{id}", Verb.USERS_MANAGE, p.retire_team, OneId),
        ("GET", "/api/v1/needs-attention", Verb.NEEDS_ATTENTION_READ, r.attention, looking.AttentionQuery),
        (
            "POST",
            "/api/v1/needs-attention/{inbox_id}/replay",
            Verb.NEEDS_ATTENTION_MANAGE,
            r.replay,
            looking.OneDelivery,
        ),
        (
            "POST",
            "/api/v1/needs-attention/reactions/{seq}/{reaction}/retry",
            Verb.NEEDS_ATTENTION_MANAGE,
            r.try_again,
            looking.OneReaction,
        ),
    )
