"""What channels alone have, through the product's own deeds: calls, stars, advertisements, promises of a country."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.flow import phoning, reviewing
from tests.flow.world import whatsapp_body
from tests.rooms.reporting.day import MONDAY, Day
from trato.kit.ids import uuid7
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Call, Happening
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import PromiseKind
from trato.rooms.channels.model import CallNews, CallStage


@dataclass(slots=True)
class Channels:
    """Deeds of channels on a day. Calls are told stage by stage, at the seconds after they began."""

    day: Day
    calls: dict[str, Call] = field(default_factory=dict)

    async def connect(self) -> None:
        await reviewing.connect(self.day.world)
        await phoning.connect(self.day.world)

    async def stars(self, review: str, stars: int, text: str = "La aplicación") -> None:
        """Let somebody give stars in a store, for the first time or others."""
        at = await self.day.now()
        said = {"text": text, "starRating": stars, "lastModified": {"seconds": str(int(at.timestamp())), "nanos": 0}}
        page = {"reviews": [{"reviewId": review, "authorName": review, "comments": [{"userComment": said}]}]}
        await self.day.world.accept("google_play", json.dumps(page).encode())
        await self.day.world.receive()
        rows = await self.day.world.fetch(
            "select case_id from conversations.conversation where thread_key like '%' || $1", review
        )
        self.day.cases[review] = rows[0]["case_id"]

    async def clicks(self, case: str, text: str, phone: str, source: str, ident: str, headline: str = "") -> None:
        """Let somebody write who clicked on something, an advertisement or a post."""
        stamp = str(int((await self.day.now()).timestamp()))
        told = {"source_type": source, "source_id": ident, "source_url": "https://fb.me/x", "headline": headline}
        message = {"from": phone, "id": f"wamid.{uuid7().hex}", "timestamp": stamp, "type": "text",
                   "text": {"body": text}, "referral": told}  # fmt: skip
        await self.day.world.accept("whatsapp", whatsapp_body(message, phone, case))
        await self.day.world.receive()
        (row,) = await self.day.world.fetch('select id from cases."case" order by number desc limit 1')
        self.day.cases[case] = row["id"]

    async def call(self, name: str, began: datetime, *told: tuple[float, CallStage, str], case: str = "",
                   seconds: int = 0) -> None:  # fmt: skip
        """Let a call happen: each stage so many seconds after it began, of whose leg."""
        world = self.day.world
        async with world.tx() as tx:
            call = await calls.begin(tx, world.accounts["voice"], f"CA{uuid7().hex}", "+51987310214", began)
            for after, stage, who in ((0.0, CallStage.ARRIVED, ""), *told):
                over = seconds if stage is CallStage.ENDED else 0
                news = CallNews(stage, call.provider_id, leg=who, seconds=over)
                agent = self.day.users[who] if who else None
                at = began + timedelta(seconds=after)
                call = await calls.happened(tx, call, Happening(uuid7().hex, at, news, agent)) or call
            if case:
                (of,) = await tx.connection.fetch(
                    "select conversation_id, id from conversations.message where case_id = $1 limit 1",
                    self.day.cases[case],
                )
                call = await calls.place(tx, call, of["conversation_id"], of["id"], self.day.cases[case])
        self.calls[name] = call

    async def promise(self, name: str, hours: float) -> None:
        """Promise to call back who was missed."""
        call = self.calls[name]
        assert call.case_id
        async with self.day.world.tx() as tx:
            await cases.promise(
                tx, call.case_id, call.caller, tx.now + timedelta(hours=hours), kind=PromiseKind.CALL_BACK,
                promise_id=call.id, by_id=tx.workspace,
            )  # fmt: skip

    async def keep(self, name: str) -> None:
        async with self.day.world.tx(self.day.actor("ana")) as tx:
            await cases.keep_promise(tx, self.calls[name].id)

    async def cancel(self, name: str) -> None:
        async with self.day.world.tx(self.day.actor("ana")) as tx:
            await cases.cancel_promise(tx, self.calls[name].id)


def clock(said: str) -> datetime:
    """Return an instant of Monday."""
    hour, minute, *second = (int(one) for one in said.split(":"))
    return MONDAY + timedelta(hours=hour, minutes=minute, seconds=second[0] if second else 0)
