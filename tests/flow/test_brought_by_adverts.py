"""What brought somebody is kept on the case, and rules may ask for it."""

from __future__ import annotations

from tests.flow.providers import meta, said
from tests.flow.test_automating import a_tag, drain, write
from tests.flow.world import World
from trato.rooms.access.model import Rights
from trato.rooms.automation.model import AddTag, TriggerKind, YesNo, YesNoField
from trato.rooms.console.service import details

AD = {
    "source_type": "ad", "source_id": "120210000000000001", "source_url": "https://fb.me/abc",
    "headline": "Ollas de barro", "ctwa_clid": "click-1",
}  # fmt: skip


async def test_the_advertisement_stands_on_the_case_and_a_rule_knows_it(world: World) -> None:
    tag = await a_tag(world, "campaña")
    await write(world, "De anuncios", TriggerKind.CASE_OPENED, AddTag(tag), given=YesNo(YesNoField.FROM_AD, True))
    await world.accept("whatsapp", meta([said("wamid.ad", "¿Cuánto cuesta?", referral=AD, forwarded=True)]))
    await world.accept("whatsapp", meta([said("wamid.no", "Hola", phone="51987000111")]))
    await world.receive()
    await drain(world)
    tagged = await world.fetch("select case_id from cases.tag_mark")
    (case,) = await world.fetch("select case_id from conversations.message where provider_id = 'wamid.ad'")
    assert [row["case_id"] for row in tagged] == [case["case_id"]]
    async with world.tx() as tx:
        loaded = await details.load(tx, world.house.book, [case["case_id"]])
    shown = details.tell(loaded[case["case_id"]], Rights({}), 0).referral
    assert shown is not None and (shown.advert, shown.source_id, shown.headline, shown.url) == (
        True, "120210000000000001", "Ollas de barro", "https://fb.me/abc",
    )  # fmt: skip
