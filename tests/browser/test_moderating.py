"""What stands in public: a comment that is hidden from everybody, and shown again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.stand import Stand
from tests.browser.test_look import both_ways
from trato.app.founding import open_channel
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.world import Page

PAGE, FAN = "104512345678901", "7001"
SECRETS = {"access_token": "EAApage", "app_secret": "s3cret", "verify_token": "v"}


@pytest.fixture
def wall(stand: Stand) -> Iterator[Running]:
    """A Page of the firm, connected."""
    running = stand.run(serve(Simulator(pace=Pace(0.0, 0.0, 0.0))))

    async def connect() -> str:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            settings = {"api_base": running.url}
            account = await open_channel(
                stand.house, tx, stand.firm.brand, "facebook", PAGE, "Muro", settings=settings, secrets=dict(SECRETS)
            )
        return f"{stand.console}/hooks/{account}"

    hook = stand.run(connect())
    page = Page(PAGE, "Pirca", hook, SECRETS["access_token"], SECRETS["app_secret"])
    stand.call(running.simulator.add_page, page)
    stand.call(running.simulator.add_person, FAN, "Lucía Vela")
    yield running
    stand.run(running.stop())


def test_a_comment_is_hidden_from_the_public_and_the_undo_shows_it_again(
    stand: Stand, desk: Callable[..., Desk], wall: Running
) -> None:
    posts = wall.simulator.posts
    post = stand.call(posts.publish, PAGE, "Llegaron las ollas")
    comment = stand.call(posts.comment, FAN, post, "Son una estafa")
    agent = desk(BOSS)
    agent.open("Lucía Vela")
    said = agent.message("Son una estafa")
    agent.press(".")
    agent.press("o")
    expect(said).to_contain_text("oculto")
    agent.undo()
    expect(said).not_to_contain_text("oculto")
    agent.press("o")
    expect(said).to_contain_text("oculto")
    assert both_ways(agent.page) == []
    assert comment
