"""Cases on screen: loaded once for everybody, then told to each with what they may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import asdict, replace

from trato.flow.acts import voicing
from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Rights
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities, ConversationFacts, Elsewhere, Referral, Surface
from trato.rooms.console.model import (
    AccountRef,
    CapabilitiesView,
    CaseDetail,
    CaseRef,
    ClockView,
    ContactTyping,
    ConversationView,
    IdentityRef,
    Listed,
    MergeRef,
    OutlookView,
    ParticipantView,
    Person,
    PostView,
    ReferralView,
    ResolutionView,
    Viewer,
    VoiceView,
)
from trato.rooms.console.rules.permissions import may
from trato.rooms.console.service import opting, rows
from trato.rooms.console.service import threads as holding
from trato.rooms.console.store import details as store
from trato.rooms.console.store import rows as row_store
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import CaseOutlook
from trato.rooms.sla.model import PUBLIC_SURFACES


@dataclass(frozen=True, slots=True)
class Loaded:
    """A case as everybody sees it: nothing in it depends on who looks."""

    listed: Listed
    detail: CaseDetail


async def load(tx: Tx, book: channels.AccountBook, ids: Sequence[UUID]) -> dict[UUID, Loaded]:
    """Load cases with all that a screen shows of them, but messages: fifteen statements, whatever their number."""
    return await complete(tx, book, await rows.listed(tx, ids))


async def complete(tx: Tx, book: channels.AccountBook, found: Mapping[UUID, Listed]) -> dict[UUID, Loaded]:
    """Load what a screen shows of cases beyond their rows."""
    if not found:
        return {}
    known = list(found)
    clocks: dict[UUID, list[ClockView]] = defaultdict(list)
    for row in await row_store.list_clocks(tx, known, running=False):
        clocks[row["case_id"]].append(rows.clock_view(row))
    participants: dict[UUID, list[ParticipantView]] = defaultdict(list)
    for row in await store.list_participants(tx, known):
        one = ParticipantView(row["contact_id"], row["name"], row["role"], row["address"])
        participants[row["case_id"]].append(one)
    conversations: dict[UUID, list[ConversationView]] = defaultdict(list)
    accounts = await book.of_workspace(tx)
    threads = await store.list_conversations(tx, known)
    nos = await opting.nos_of(tx, accounts, threads)
    holders = await holding.holders_of(tx, book, accounts, threads) if threads else {}
    for row in threads:
        one_thread = _conversation(tx, book, accounts, row)
        conversations[row["of_case"]].append(
            replace(one_thread, opted_out=nos.get(row["id"]), thread=holders.get(row["id"]))
        )
    resolutions = {row["case_id"]: _resolution(row) for row in await store.list_resolutions(tx, known)}
    related = {row["of_case"]: row for row in await store.list_related(tx, known)}
    merges: dict[UUID, list[MergeRef]] = defaultdict(list)
    for row in await store.list_merges(tx, known):
        merges[row["survivor_id"]].append(MergeRef(row["id"], row["number"], row["at"]))
    outlooks = await intelligence.outlooks(tx, known)
    return {
        id: Loaded(
            one,
            CaseDetail(
                **asdict(one.row),
                participants=tuple(participants[id]),
                conversations=tuple(conversations[id]),
                clocks=tuple(clocks[id]),
                resolution=resolutions.get(id) if one.row.state != "open" else None,
                previous_case=_ref(related[id]["previous_case_id"], related[id]["previous_number"]),
                merged_into=_ref(related[id]["merged_into"], related[id]["survivor_number"]),
                merges=tuple(merges[id]),
                referral=_referral(related[id]["referral"]),
                outlook=_outlook(outlooks.get(id)),
            ),
        )
        for id, one in found.items()
    }


async def one(tx: Tx, book: channels.AccountBook, who: Principal, case_id: UUID) -> CaseDetail:
    """Return a case as one person sees it. Raises NotFound; reach is checked by the caller."""
    loaded = (await load(tx, book, [case_id])).get(case_id)
    if loaded is None:
        raise NotFound()
    seen = await rows.unread(tx, [case_id], who.user.id)
    return tell(loaded, who.rights, rows.unread_of(seen, case_id, who.user.id))


def tell(
    loaded: Loaded,
    rights: Rights,
    unread: int,
    viewers: tuple[Viewer, ...] = (),
    typing: tuple[ContactTyping, ...] = (),
) -> CaseDetail:
    """Return a case as one person sees it."""
    return replace(loaded.detail, may=may(rights, loaded.listed), unread=unread, viewers=viewers, contact_typing=typing)


def _outlook(found: CaseOutlook | None) -> OutlookView | None:
    if found is None:
        return None
    return OutlookView(
        found.csat, found.dissatisfied, found.escalation, found.churn, found.lead, tuple(found.reasons)
    )  # fmt: skip


def _conversation(
    tx: Tx, book: channels.AccountBook, accounts: dict[UUID, channels.Account], row: Any
) -> ConversationView:
    own = accounts[row["account_id"]]
    account = accounts.get(row["voice_id"], own)
    facts = ConversationFacts(row["last_inbound_at"], row["window_until"], Surface(row["surface"]))
    caps = book.adapter(row["channel"]).capabilities(account.view, facts, tx.now)
    return ConversationView(
        id=row["id"],
        channel=row["channel"],
        surface=row["surface"],
        account=AccountRef(row["account_id"], own.row.name, own.view.external_id if caps.subject else ""),
        identity=IdentityRef(row["identity_id"], row["address"], row["contact_id"], row["contact_name"]),
        subject=row["subject"] or None,
        capabilities=capabilities_view(caps),
        last_message_at=row["last_sort_at"],
        post=_post(row),
        voice=_voice(tx, book, accounts, own, account, facts),
    )


def _voice(
    tx: Tx, book: channels.AccountBook, accounts: dict[UUID, channels.Account], own: channels.Account,
    speaking: channels.Account, facts: ConversationFacts,
) -> VoiceView | None:  # fmt: skip
    """Return which account of care could answer a conversation of marketing or sales, None where there is none."""
    care = speaking if speaking is not own else book.care_of(own, accounts)
    if care is None or facts.surface not in PUBLIC_SURFACES:
        return None
    allowed = voicing.elsewhere(tx, book, care, facts)
    can = allowed is Elsewhere.FREELY
    return VoiceView(care.row.name, can, speaking is care, "" if can else allowed.value)


def capabilities_view(caps: Capabilities) -> CapabilitiesView:
    """Return what may be done, as screens ask it."""
    return CapabilitiesView(
        live=caps.live,
        window=caps.window.value,
        open_until=caps.open_until,
        text_limit=caps.text_limit,
        text_unit=caps.text_unit.value,
        segmented=caps.segmented,
        replaces=caps.replaces,
        media={kind.value: size for kind, size in caps.media.items()},
        mime=tuple(caps.mime),
        files=caps.files,
        buttons=caps.buttons,
        list_rows=caps.list_rows,
        templates=caps.templates,
        subject=caps.subject,
        recipients=caps.recipients,
        rich_text=caps.rich_text,
        light_marks=caps.light_marks,
        reactions=caps.reactions,
        typing_in=caps.typing_in,
        typing_out=caps.typing_out,
        public=caps.public,
        private_reply=caps.private_reply is not None,
        private_link=caps.private_link,
        moderation=tuple(sorted(one.value for one in caps.moderation)),
        own_moderation=tuple(sorted(one.value for one in caps.own_moderation)),
        charged=caps.charged,
        opt_out=caps.opt_out.value,
    )


def _resolution(row: Any) -> ResolutionView:
    by = Person(row["by_kind"], row["by_id"], row["name"] or "", row["alias"] or None)
    return ResolutionView(by, row["at"], row["disposition_id"])


def _post(row: Any) -> PostView | None:
    if row["post_text"] is None:
        return None
    return PostView(row["post_text"], row["post_author"], _safe(row["post_url"]), row["post_at"])


def _safe(url: str) -> str:
    """Return an address that a screen may lead to, "" for any other."""
    return url if url.startswith(("https://", "http://")) else ""


def _referral(given: dict[str, Any] | None) -> ReferralView | None:
    if not given:
        return None
    told = msgspec.convert(given, Referral)
    return ReferralView(cases.is_advert(told.source), told.source, told.source_id, told.headline, _safe(told.url))


def _ref(id: UUID | None, number: int | None) -> CaseRef | None:
    return CaseRef(id, number) if id is not None and number is not None else None
