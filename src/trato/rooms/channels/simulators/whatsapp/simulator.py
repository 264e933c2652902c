"""The provider in the middle: takes a business's messages, brings a person's, and tells what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from msgspec import UNSET

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.meta.courier import Courier
from trato.rooms.channels.simulators.meta.faults import Fault, Faults
from trato.rooms.channels.simulators.whatsapp import payloads
from trato.rooms.channels.simulators.whatsapp.bubbles import Content, shown, spoken
from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.rules import check_send, template_of
from trato.rooms.channels.simulators.whatsapp.shapes import Message, ReactionMessage, ReadMark, TemplateMessage
from trato.rooms.channels.simulators.whatsapp.world import (
    Bubble,
    Number,
    Person,
    StoredFile,
    Taken,
    Thread,
    Tick,
    World,
    new_file_id,
    new_message_id,
    new_user_id,
)

_TYPING = timedelta(seconds=25)  # as long as WhatsApp shows it
_RANK = {Tick.WAITING: 0, Tick.SENT: 1, Tick.DELIVERED: 2, Tick.READ: 3, Tick.FAILED: 4}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds pass before each thing happens."""

    sent: float = 0.1
    delivered: float = 0.6
    read: float = 4.0  # only of telephones that nobody watches


class Simulator:
    """One WhatsApp, with its deeds. `world` is what there is; `faults` what goes wrong."""

    def __init__(
        self,
        world: World | None = None,
        *,
        faults: Faults | None = None,
        courier: Courier[Number] | None = None,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = world or World()
        self.faults = faults or Faults()
        self.courier: Courier[Number] = courier or Courier(self.faults)
        self.pace = pace or Pace()
        self.clock = clock

    # ---- who there is ----

    def add_number(self, number: Number) -> Number:
        """Connect a business's number."""
        self.world.numbers[number.id] = number
        self.world.touch()
        return number

    def add_person(
        self,
        wa_id: str,
        name: str,
        *,
        country: str = "AR",
        username: str = "",
        hides_phone: bool = False,
        reads_at_once: bool = False,
    ) -> Person:
        """Give somebody a telephone, or return the one whose number it is."""
        digits = "".join(character for character in wa_id if character in "0123456789")
        known = self.world.people.get(digits)
        if known is not None:
            return known
        person = Person(digits, name, new_user_id(country), username, hides_phone, reads_at_once)
        self.world.people[digits] = person
        self.world.touch()
        return person

    def keep_file(self, content: bytes, mime: str, name: str, number: str) -> str:
        """Store a file and return its media id."""
        identifier = new_file_id()
        self.world.files[identifier] = StoredFile(content, mime, name, number)
        return identifier

    # ---- what a person does ----

    def say(self, number_id: str, wa_id: str, content: Content, reply_to: str = "") -> str:
        """Let a person say something; return the message's id. The webhook leaves at once."""
        number, person, thread = self._parties(number_id, wa_id)
        now, identifier = self.clock(), new_message_id()
        bubble = Bubble(identifier, now, True, content, Tick.SENT, reply_to)
        thread.add(bubble)
        thread.last_inbound_at = now
        body = payloads.said(number, person, identifier, now, spoken(content, self.world), reply_to)
        self.courier.bring(number, body, taken=lambda: self._climb(bubble, Tick.DELIVERED))
        self.world.touch()
        return identifier

    def say_text(self, number_id: str, wa_id: str, text: str, reply_to: str = "") -> str:
        """Let a person write a text."""
        return self.say(number_id, wa_id, {"kind": "text", "text": text}, reply_to)

    def react(self, number_id: str, wa_id: str, target: str, emoji: str) -> None:
        """Let a person react to a message; "" takes it back."""
        number, person, thread = self._parties(number_id, wa_id)
        bubble = thread.bubbles.get(target)
        if bubble is not None:
            _set_reaction(bubble, "me", emoji)
        reaction = {"message_id": target, **({"emoji": emoji} if emoji else {})}
        self._bring_deed(number, person, thread, {"type": "reaction", "reaction": reaction})

    def edit(self, number_id: str, wa_id: str, target: str, text: str) -> None:
        """Let a person change a text of theirs."""
        number, person, thread = self._parties(number_id, wa_id)
        bubble = thread.bubbles[target]
        bubble.content, bubble.edited = {**bubble.content, "text": text}, True
        after = {"original_message_id": target, "message": spoken(bubble.content, self.world)}
        self._bring_deed(number, person, thread, {"type": "edit", "edit": after})

    def take_back(self, number_id: str, wa_id: str, target: str) -> None:
        """Let a person delete a message of theirs for everybody."""
        number, person, thread = self._parties(number_id, wa_id)
        thread.bubbles[target].deleted = True
        self._bring_deed(number, person, thread, {"type": "revoke", "revoke": {"original_message_id": target}})

    def choose_marketing(self, number_id: str, wa_id: str, *, wanted: bool) -> None:
        """Let a person stop or resume marketing messages."""
        number, person, _ = self._parties(number_id, wa_id)
        person.no_marketing = not wanted
        value = "resume" if wanted else "stop"
        self.courier.bring(number, payloads.marketing_choice(number, person, self.clock(), value))
        self.world.touch()

    def see(self, number_id: str, wa_id: str) -> int:
        """Let a person read what the business wrote; return how many messages were new."""
        number, person, thread = self._parties(number_id, wa_id)
        unseen = [bubble for bubble in thread.bubbles.values() if not bubble.mine and not bubble.seen]
        for bubble in unseen:
            bubble.seen = True
            self._bring_status(number, person, bubble, Tick.READ, 0.0, str(bubble.content.get("category", "")), "")
        if unseen:
            self.world.touch()
        return len(unseen)

    # ---- what a business does ----

    def take(self, number: Number, message: Message, body: dict[str, Any]) -> tuple[Taken, Person]:
        """Accept a message of a business. Raises `Refused`. Receipts follow in the background."""
        person = self._recipient(message)
        check_send(self.world, number, person, message, self.clock())
        key = message.biz_opaque_callback_data
        taken = Taken(
            new_message_id(), number.id, person.wa_id, key if isinstance(key, str) else "", body, self.clock()
        )
        self.world.ledger.append(taken)
        thread = self.world.thread(number.id, person.wa_id)
        thread.typing_until = None
        if isinstance(message, ReactionMessage):
            _set_reaction(thread.bubbles[message.reaction.message_id], "them", message.reaction.emoji)
        else:
            reply_to = message.context.message_id if message.context is not UNSET else ""
            content = shown(message, number, self.world)
            thread.add(Bubble(taken.id, taken.at, False, content, Tick.WAITING, reply_to))
        self.world.touch()
        return taken, person

    def tell_receipts(self, number: Number, person: Person, taken: Taken, message: Message, *, first: bool) -> None:
        """Send the receipts of a message; `first` brings them before the answer to the send."""
        category = template_of(number, message.template).category if isinstance(message, TemplateMessage) else ""
        bubble = self.world.thread(number.id, person.wa_id).bubbles.get(taken.id)
        bubble = bubble or Bubble(taken.id, taken.at, False, {}, Tick.WAITING)
        if person.unreachable:
            self._bring_failure(number, person, bubble, taken.key)
            return
        words = [(Tick.SENT, self.pace.sent), (Tick.DELIVERED, self.pace.delivered)]
        if person.reads_at_once:
            words.append((Tick.READ, self.pace.read))
        if self.faults.happens(Fault.SHUFFLE):
            words = [
                (word, words[at][1]) for (word, _), at in zip(words, self.faults.shuffled(len(words)), strict=True)
            ]
        for word, after in words:
            self._bring_status(number, person, bubble, word, 0.0 if first else after, category, taken.key)

    def mark_read(self, number: Number, mark: ReadMark) -> None:
        """Show blue ticks on the telephone, and that somebody types. Raises `Refused`."""
        for (number_id, _), thread in self.world.threads.items():
            bubble = thread.bubbles.get(mark.message_id)
            if number_id != number.id or bubble is None or not bubble.mine:
                continue
            for earlier in thread.bubbles.values():
                if earlier.mine and earlier.at <= bubble.at:
                    self._climb(earlier, Tick.READ)
            if mark.typing_indicator is not UNSET:
                thread.typing_until = self.clock() + _TYPING
            self.world.read_marks.append((number.id, mark.message_id))
            self.world.touch()
            return
        raise Refused(131009, "Message to mark as read not found")

    # ---- within ----

    def _parties(self, number_id: str, wa_id: str) -> tuple[Number, Person, Thread]:
        return self.world.numbers[number_id], self.world.people[wa_id], self.world.thread(number_id, wa_id)

    def _recipient(self, message: Message) -> Person:
        to = message.to if isinstance(message.to, str) else ""
        recipient = message.recipient if isinstance(message.recipient, str) else ""
        person = self.world.person_by(to, recipient)
        if person is not None:
            return person
        if not to:
            raise Refused(131009, "Recipient is not a user of WhatsApp")
        return self.add_person(to, f"+{to.removeprefix('+')}")

    def _bring_deed(self, number: Number, person: Person, thread: Thread, content: dict[str, Any]) -> None:
        now = self.clock()
        thread.last_inbound_at = now
        self.courier.bring(number, payloads.said(number, person, new_message_id(), now, content))
        self.world.touch()

    def _bring_status(
        self, number: Number, person: Person, bubble: Bubble, word: Tick, after: float, category: str, key: str
    ) -> None:
        at = self.clock() + timedelta(seconds=after)
        body = payloads.status(number, person, bubble.id, at, word.value, key=key, category=category)
        self.courier.bring(number, body, after, taken=lambda: self._climb(bubble, word))
        if word is Tick.READ:
            bubble.seen = True

    def _bring_failure(self, number: Number, person: Person, bubble: Bubble, key: str) -> None:
        error = Refused(131026, "Message Undeliverable.").error()
        body = payloads.status(number, person, bubble.id, self.clock(), "failed", key=key, error=error)
        self.courier.bring(number, body, self.pace.sent, taken=lambda: self._climb(bubble, Tick.FAILED))

    def _climb(self, bubble: Bubble, tick: Tick) -> None:
        if _RANK[tick] > _RANK[bubble.tick]:
            bubble.tick = tick
            self.world.touch()


def _set_reaction(bubble: Bubble, who: str, emoji: str) -> None:
    if emoji:
        bubble.reactions[who] = emoji
    else:
        bubble.reactions.pop(who, None)
