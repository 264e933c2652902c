"""REWORD: what another wording of a reply must suit: who is spoken to, on which channel, in which brand's voice."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import voicing
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId, Voice
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import length_of
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Contact
from trato.rooms.conversations import api as conversations
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import ToRewrite
from trato.rooms.intelligence.model.llm import Manner


async def to_rewrite(
    tx: Tx, book: channels.AccountBook, case_id: UUID, conversation_id: UUID, user_id: UUID, text: str, manner: Manner
) -> ToRewrite:
    """Return a reply that somebody writes in a conversation of a case, with all that another wording must suit."""
    case = await cases.get(tx, case_id)
    thread = await conversations.get_conversation(tx, conversation_id)
    own = (await book.of_workspace(tx, [thread.account_id]))[thread.account_id]
    account = (await voicing.voices_of(tx, book, [thread])).get(thread.id, own)
    caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
    contact = await contacts.get(tx, case.contact_id)
    user = await access.get_user(tx, UserId(user_id))
    voice = (await brands.get_brand(tx, BrandId(case.brand_id))).voice
    return ToRewrite(
        case_id, user_id, text, manner, await _language(tx, case, contact), case.country,
        (contact.name, user.name, user.alias), caps.text_limit, lambda said: length_of(said, caps.text_unit),
        _told(voice), intelligence.read_guide(voice.is_not, voice.do, voice.do_not),
    )  # fmt: skip


async def _language(tx: Tx, case: Case, contact: Contact) -> str:
    """Return the language that the contact of a case reads: what he wrote last, else what he is known to prefer."""
    understood = (await intelligence.languages_of(tx, [case.id])).get(case.id, "")
    if understood:
        return understood[:2]
    said = (await conversations.last_said(tx, [case.id])).get(case.id)
    return (intelligence.tongue_of(said.text) if said else "") or contact.locale[:2].lower()


def _told(voice: Voice) -> str:
    """Return a brand's guide in one paragraph; "" where nobody wrote one."""
    parts = (("We are", voice.is_), ("We are not", voice.is_not), ("Do", voice.do), ("Do not", voice.do_not))
    return " ".join(f"{head}: {' '.join(said.split())}." for head, said in parts if said.strip())
