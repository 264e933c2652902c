"""What was understood, predicted, tagged and suggested on a day, said by hand instead of by a model."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from tests.rooms.reporting.day import Day
from trato.flow import closing
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import SetAsideReason
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model import (
    Aspect,
    CaseOutlook,
    Guess,
    Likelihood,
    NoAnswer,
    Sorted,
    SuggestedText,
    TextSource,
    Understanding,
    Understood,
)

WORDS = "mi pedido no llegó y quiero saber dónde está"


@dataclass(slots=True)
class Minds:
    """Deeds of intelligence on a day; each case is of a contact with a number of their own."""

    day: Day
    phones: dict[str, str] = field(default_factory=dict)

    async def says(self, case: str, kind: str = "question", mood: str = "neutral", *, score: float = 0.9,
                   none: str = "") -> UUID:  # fmt: skip
        """Let a contact write, and be understood so; `none` is the kind for which nobody need answer."""
        phone = self.phones.setdefault(case, f"5191{len(self.phones):07}")
        await self.day.whatsapp(case, f"{WORDS} {uuid7().hex}", phone)
        return await self.understood(case, kind, mood, score=score, none=none)

    async def understood(self, case: str, kind: str = "question", mood: str = "neutral", *, score: float = 0.9,
                         none: str = "") -> UUID:  # fmt: skip
        """Let the newest message of a case be understood so: too unsure to be set aside by itself."""
        (row,) = await self.day.world.fetch(
            "select m.id, m.case_id, c.contact_id, c.brand_id, c.channel from conversations.message m "
            'join cases."case" c on c.id = m.case_id where m.direction = \'in\' '
            "and m.case_id = $1 order by m.received_at desc, m.id desc limit 1", self.day.cases[case],
        )  # fmt: skip
        said = Understanding(
            "es", Guess(kind, score), {kind: score}, Likelihood(not none, 0.05 if none else 0.98), none,
            Guess(mood, 0.9), Likelihood(False, 0.1), 0, Likelihood(False, 0.1), (), "0" * 16, "none",
        )  # fmt: skip
        async with self.day.world.tx() as tx:
            await intelligence.keep(
                tx,
                [
                    Understood(
                        row["id"], row["case_id"], row["contact_id"], row["channel"], row["brand_id"], tx.now, said
                    )
                ],
            )
        message: UUID = row["id"]
        return message

    async def judged(self, case: str, csat: int) -> None:
        async with self.day.world.tx() as tx:
            await intelligence.judge(tx, [CaseOutlook(self.day.cases[case], csat, 0.5, 0.1, 0.1, (), "points-1")])

    async def put_aside(self, case: str) -> None:
        """Let a case be set aside by itself."""
        async with self.day.world.tx() as tx:
            one = await closing.set_aside(tx, self.day.cases[case], SetAsideReason.SPAM)
            (situation,) = await intelligence.situations(tx, [self.day.cases[case]])
            await intelligence.note_aside(tx, situation, Sorted(NoAnswer.SPAM, 0.99), one.id, 0)

    async def last_of(self, case: str) -> UUID:
        """Return the newest message of a contact in a case."""
        (row,) = await self.day.world.fetch(
            "select id from conversations.message where case_id = $1 and direction = 'in' order by received_at desc "
            "limit 1", self.day.cases[case],
        )  # fmt: skip
        found: UUID = row["id"]
        return found

    async def corrects(self, name: str, message: UUID, aspect: str, meant: str) -> None:
        async with self.day.world.tx(self.day.actor(name)) as tx:
            await intelligence.correct(tx, message, Aspect(aspect), meant)

    async def tags(self, case: str, tag: str, *, by: str = "") -> UUID:
        """Tag a case: by a person, else by the machine."""
        async with self.day.world.tx(self.day.actor(by) if by else SYSTEM) as tx:
            one = await cases.create_tag(tx, tag)
            await cases.add_tag(
                tx, self.day.cases[case], one.id, model=None if by else "tags-1", score=None if by else 0.98
            )
        return one.id

    async def untags(self, name: str, case: str, tag: UUID) -> None:
        async with self.day.world.tx(self.day.actor(name)) as tx:
            await cases.remove_tag(tx, self.day.cases[case], tag)

    async def suggests(self, name: str, case: str, message: UUID) -> None:
        """Let an answer be written that came of a suggestion."""
        await self.day.write(name, case)
        (sent,) = await self.day.world.fetch(
            "select id from conversations.message where case_id = $1 and direction = 'out' order by received_at desc "
            "limit 1", self.day.cases[case],
        )  # fmt: skip
        async with self.day.world.tx() as tx:
            text = SuggestedText(TextSource.CANNED, uuid7(), "k", "Ya lo vemos", "es", 0.9)
            await intelligence.keep_suggestions(tx, self.day.cases[case], message, tx.now, [text])
            (made,) = await tx.connection.fetch("select id from intelligence.suggestion where message_id = $1", message)
            await intelligence.note_sent(
                tx, [(made["id"], sent["id"], self.day.cases[case], 0.0, self.day.users[name])]
            )
        await self.day.accept()
