"""What a workspace has set up, as the manuals' practices ask for it: computed each time somebody looks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import AutoReply, ReplyKind
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities, ConversationFacts
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose
from trato.rooms.knowledge import api as knowledge
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Policy, Target

EXPECTED = re.compile(r"\{\{\s*(answer_by|expected_by)\b")  # the wait that is told, in an automatic reply
LINK = re.compile(r"https?://")
PERSONAL = re.compile(r"\{\{\s*(contact|agent)\.")
EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
IN_SERVICE = frozenset({"active", "paused"})


@dataclass(frozen=True, slots=True)
class Setup:
    """What is read once for all accounts that are looked at together."""

    replies: Sequence[AutoReply]
    policies: Sequence[Policy]
    texts: Sequence[Any]
    saved: Sequence[str]
    has_tags: bool
    accounts: Sequence[channels.Account]
    profiles: Mapping[UUID, channels.KeptProfile] = field(default_factory=dict)

    def of(self, account: channels.Account, book: channels.AccountBook, tx: Tx) -> dict[str, bool]:
        """Return every fact that a practice may name, for one account."""
        row = account.row
        said = {kind: self._said(kind, row.brand_id, row.channel) for kind in ReplyKind}
        greeting, away, slow = said[ReplyKind.GREETING], said[ReplyKind.AWAY], said[ReplyKind.SLOW]
        mine = [one for one in self.accounts if one.row.brand_id == row.brand_id and one.row.state in IN_SERVICE]
        caps = {one.id: _caps(one, book, tx) for one in mine}
        signed = any("identity_secret" in one.view.secrets for one in mine)
        return {
            "greeting_with_wait": any(EXPECTED.search(text) for text in greeting),
            "greeting_with_link": any(LINK.search(text) for text in greeting),
            "entries": row.id in self.profiles and bool(self.profiles[row.id].profile.menu),
            "away_and_slow": bool(away and slow),
            "greeting_and_away": bool(greeting and away),
            "private_replies_here": any(
                how.private_reply is not None and how.private_reply.channel == row.channel for how in caps.values()
            ),
            "consent_text": any(text.controller_id == row.controller_id for text in self.texts),
            "signed_site": signed,
            "history_follows": signed and any(how.subject for how in caps.values()),
            "personal_texts": any(PERSONAL.search(text) for text in self.saved),
            "emoji": any(EMOJI.search(text) for text in self.saved),
            "tags": self.has_tags,
            "ceiling": any(_promises_a_ceiling(one, row) for one in self.policies),
        }

    def _said(self, kind: ReplyKind, brand_id: UUID, channel: str) -> list[str]:
        """Return what an automatic reply of a kind says on a channel of a brand, in each language."""
        return [
            text
            for one in self.replies
            if one.active and one.kind is kind and one.brand_id in (None, brand_id) and one.channel in ("", channel)
            for text in one.texts.values()
        ]


async def read_setup(tx: Tx, accounts: Sequence[channels.Account]) -> Setup:
    """Read what is set up, in a handful of statements."""
    units = [unit.id for unit in await access.list_units(tx)]
    saved = await knowledge.list_canned(tx, units, [])
    texts = [
        text for text, _ in await contacts.present_texts(tx) if text.purpose in {Purpose.SERVICE, Purpose.MARKETING}
    ]
    return Setup(
        await automation.list_replies(tx), await sla.list_policies(tx), texts,
        [text for one in saved for text in one.texts.values()], bool(await cases.tags(tx)), accounts,
        await channels.profiles_of(tx, [one.id for one in accounts]),
    )  # fmt: skip


def _caps(account: channels.Account, book: channels.AccountBook, tx: Tx) -> Capabilities:
    return book.adapter(account.row.channel).capabilities(account.view, ConversationFacts(), tx.now)


def _promises_a_ceiling(policy: Policy, row: channels.AccountRow) -> bool:
    scope = policy.terms.scope
    return (
        policy.terms.promised(Target.CEILING) is not None
        and scope.channel in (None, row.channel)
        and scope.brand_id in (None, row.brand_id)
        and scope.account_id in (None, row.id)
    )
