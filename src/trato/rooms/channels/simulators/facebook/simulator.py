"""The provider in the middle: takes a Page's messages, brings a person's, and tells what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from msgspec import UNSET

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.facebook import payloads
from trato.rooms.channels.simulators.facebook.bubbles import Content, shown, spoken
from trato.rooms.channels.simulators.facebook.posts import Posts
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Felt, Quoted, Send, SentMessage
from trato.rooms.channels.simulators.facebook.threads import Threads
from trato.rooms.channels.simulators.facebook.world import (
    Page,
    Person,
    Taken,
    World,
    new_id,
    new_message_id,
)
from trato.rooms.channels.simulators.meta.chats import Bubble, StoredFile, Thread, Tick
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Faults

WINDOW = timedelta(hours=24)
HUMAN_WINDOW = timedelta(days=7)
_TYPING = timedelta(seconds=20)  # as long as Messenger shows it
_RANK = {Tick.WAITING: 0, Tick.SENT: 1, Tick.DELIVERED: 2, Tick.READ: 3, Tick.FAILED: 4}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds pass before each thing happens."""

    echo: float = 0.1
    delivered: float = 0.6
    read: float = 4.0  # only of telephones that nobody watches


class Simulator:
    """One Facebook, with its deeds. `base` is where files lie."""

    def __init__(
        self,
        world: World | None = None,
        *,
        faults: Faults | None = None,
        courier: Courier[Page] | None = None,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = world or World()
        self.faults = faults or Faults()
        self.courier: Courier[Page] = courier or Courier(self.faults)
        self.pace = pace or Pace()
        self.clock = clock
        self.base = ""
        self.posts = Posts(self.world, self.courier, clock)
        self.threads = Threads(self)

    # ---- who there is ----

    def add_page(self, page: Page) -> Page:
        """Connect a business's Page."""
        self.world.numbers[page.id] = page
        self.world.touch()
        return page

    def add_person(self, wa_id: str, name: str, *, username: str = "", hides_phone: bool = True) -> Person:
        """Let somebody join Facebook, or return who has this id; without one, they get one."""
        known = self.world.people.get(wa_id)
        if known is not None:
            return known
        person = Person(wa_id or new_id(), name, username)
        self.world.people[person.wa_id] = person
        self.world.touch()
        return person

    def keep_file(self, content: bytes, mime: str, name: str, number: str) -> str:
        """Store a file and return its id."""
        identifier = new_id()
        self.world.files[identifier] = StoredFile(content, mime, name, number)
        return identifier

    # ---- what a person does ----

    def say(self, number_id: str, wa_id: str, content: Content, reply_to: str = "") -> str:
        """Let a person say something; return the message's id. The webhook leaves at once."""
        page, person, thread = self._parties(number_id, wa_id)
        now, mid = self.clock(), new_message_id()
        bubble = Bubble(mid, now, True, content, Tick.SENT, reply_to)
        thread.add(bubble)
        thread.last_inbound_at = now
        told = self.spoken(content)
        whole = told.get("message") or told["postback"]
        whole["mid"] = mid
        if reply_to and "message" in told:
            whole["reply_to"] = {"mid": reply_to}
        body = self.threads.placed(page, person.wa_id, payloads.did(page, person, now, **told))
        self.courier.bring(page, body, taken=lambda: self._climb(bubble, Tick.DELIVERED))
        self.world.touch()
        return mid

    def say_text(self, number_id: str, wa_id: str, text: str, reply_to: str = "") -> str:
        """Let a person write a text."""
        return self.say(number_id, wa_id, {"kind": "text", "text": text}, reply_to)

    def react(self, number_id: str, wa_id: str, target: str, emoji: str) -> None:
        """Let a person react to a message; "" takes it back."""
        _, _, thread = self._parties(number_id, wa_id)
        if (bubble := thread.bubbles.get(target)) is not None:
            _set_reaction(bubble, "me", emoji)
        action = {"action": "react", "emoji": emoji, "reaction": "other"} if emoji else {"action": "unreact"}
        self._bring(number_id, wa_id, reaction={"mid": target, **action})

    def edit(self, number_id: str, wa_id: str, target: str, text: str) -> None:
        """Let a person change a text of theirs."""
        _, _, thread = self._parties(number_id, wa_id)
        bubble = thread.bubbles[target]
        times = int(bubble.content.get("edits", 0)) + 1
        bubble.content, bubble.edited = {**bubble.content, "text": text, "edits": times}, True
        self._bring(number_id, wa_id, message_edit={"mid": target, "text": text, "num_edit": times})

    def take_back(self, number_id: str, wa_id: str, target: str) -> None:
        """Let a person unsend a message of theirs."""
        _, _, thread = self._parties(number_id, wa_id)
        thread.bubbles[target].deleted = True
        self._bring(number_id, wa_id, message={"mid": target, "is_deleted": True})

    def choose_marketing(self, number_id: str, wa_id: str, *, wanted: bool) -> None:
        """Let a person stop or resume a Page's offers."""
        _, person, _ = self._parties(number_id, wa_id)
        person.no_marketing = not wanted
        status = "RESUME_NOTIFICATIONS" if wanted else "STOP_NOTIFICATIONS"
        optin = {"type": "notification_messages", "notification_messages_status": status}
        self._bring(number_id, wa_id, optin=optin)

    def see(self, number_id: str, wa_id: str) -> int:
        """Let a person read what the Page wrote; return how many messages were new."""
        page, person, thread = self._parties(number_id, wa_id)
        unseen = [bubble for bubble in thread.bubbles.values() if not bubble.mine and not bubble.seen]
        if unseen:
            self._read(page, person, unseen)
        return len(unseen)

    def spoken(self, content: Content) -> dict[str, Any]:
        """Return what a webhook tells of something that a person says."""
        return spoken(content, self.base)

    # ---- what a business does ----

    def take(self, page: Page, told: Send, body: dict[str, Any], media: str = "") -> tuple[str, Person]:
        """Do what a business asks; return the message's id, "" of what is only shown. Raises `Refused`."""
        person = self._recipient(page, told)
        thread = self.world.thread(page.id, person.wa_id)
        if not isinstance(told.message, SentMessage):
            self._show(thread, told)
            return "", person
        now = self.clock()
        if told.recipient.comment_id is UNSET:
            self.threads.check(page, person.wa_id)
            _check_window(thread, told, now)
        quoted = told.reply_to.mid if isinstance(told.reply_to, Quoted) else ""
        if quoted and quoted not in thread.bubbles:
            raise Refused(100, "The message to reply to is not in this conversation")
        metadata = told.message.metadata
        key = metadata if isinstance(metadata, str) else ""
        taken = Taken(new_message_id(), page.id, person.wa_id, key, body, now)
        self.world.ledger.append(taken)
        thread.typing_until = None
        thread.add(Bubble(taken.id, now, False, shown(told.message, self.world, media), Tick.SENT, quoted))
        self.world.touch()
        return taken.id, person

    def tell_receipts(self, page: Page, person: Person, mid: str, message: dict[str, Any], *, first: bool) -> None:
        """Bring the echo of a message and what became of it; `first` brings them before the answer to the send."""
        bubble, now = self.world.thread(page.id, person.wa_id).bubbles[mid], self.clock()
        wait = 0.0 if first else 1.0
        self.courier.bring(page, payloads.echo(page, person, mid, now, message), self.pace.echo * wait)
        if person.unreachable:
            return
        after = self.pace.delivered * wait
        reached = payloads.delivered(page, person, mid, now)
        self.courier.bring(page, reached, after, taken=lambda: self._climb(bubble, Tick.DELIVERED))
        if person.reads_at_once:
            self._read(page, person, [bubble], self.pace.read * wait)

    # ---- within ----

    def _parties(self, page: str, person: str) -> tuple[Page, Person, Thread]:
        return self.world.numbers[page], self.world.people[person], self.world.thread(page, person)

    def _recipient(self, page: Page, told: Send) -> Person:
        if isinstance(told.recipient.comment_id, str):
            return self.posts.answered_in_private(page, told.recipient.comment_id)
        known = self.world.people.get(told.recipient.id) if isinstance(told.recipient.id, str) else None
        if known is None:
            raise Refused(100, "No matching user found", subcode=2018001)
        return known

    def _show(self, thread: Thread, told: Send) -> None:
        match told.sender_action:
            case "typing_on":
                thread.typing_until = self.clock() + _TYPING
            case "typing_off":
                thread.typing_until = None
            case "mark_seen":
                for bubble in thread.bubbles.values():
                    if bubble.mine:
                        self._climb(bubble, Tick.READ)
            case _:
                assert isinstance(told.payload, Felt)
                bubble_felt = thread.bubbles.get(told.payload.message_id)
                if bubble_felt is None:
                    raise Refused(100, "Message to react to not found")
                _set_reaction(bubble_felt, "them", "" if told.payload.reaction is UNSET else str(told.payload.reaction))
        self.world.touch()

    def _bring(self, page_id: str, person_id: str, **what: Any) -> None:
        page, person, thread = self._parties(page_id, person_id)
        now = self.clock()
        thread.last_inbound_at = now
        self.courier.bring(page, self.threads.placed(page, person.wa_id, payloads.did(page, person, now, **what)))
        self.world.touch()

    def _read(self, page: Page, person: Person, bubbles: list[Bubble], after: float = 0.0) -> None:
        until = max(bubble.at for bubble in bubbles)

        def climb() -> None:
            for bubble in bubbles:
                self._climb(bubble, Tick.READ)

        for bubble in bubbles:
            bubble.seen = True
        at = self.clock() + timedelta(seconds=after)
        self.courier.bring(page, payloads.read(page, person, at, until), after, taken=climb)
        self.world.touch()

    def _climb(self, bubble: Bubble, tick: Tick) -> None:
        if _RANK[tick] > _RANK[bubble.tick]:
            bubble.tick = tick
            self.world.touch()


def _check_window(thread: Thread, told: Send, now: datetime) -> None:
    """Raise `Refused` when nothing of this kind may go to this person now."""
    last = thread.last_inbound_at
    longest = HUMAN_WINDOW if told.messaging_type == "MESSAGE_TAG" and told.tag == "HUMAN_AGENT" else WINDOW
    if last is None or now - last >= longest:
        raise Refused(10, "This message is sent outside of allowed window.", subcode=2018278)


def _set_reaction(bubble: Bubble, who: str, emoji: str) -> None:
    if emoji:
        bubble.reactions[who] = emoji
    else:
        bubble.reactions.pop(who, None)
