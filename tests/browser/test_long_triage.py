"""Hundreds of lines of triage are gone through by keyboard: few nodes, the next page before its place, no waiting."""

from __future__ import annotations

from uuid import UUID

from playwright.sync_api import expect

from bench import history
from bench.history import Shape
from tests.browser.conftest import Opening
from tests.browser.stand import Stand
from tests.browser.test_long_list import MOST_NODES
from tests.browser.test_triage import until
from trato.app.founding import found_workspace
from trato.flow import closing
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.cases.model import SetAsideReason

MANY = 180  # in pages of fifty
SHAPE = Shape(400, 800, open=2 * MANY, resolved=20)
OPEN = 'select id from cases."case" where workspace_id = $1 and state = $$open$$ and set_aside is null limit $2'
BACK = """
select count(*) as many from cases.case_exclusion where reversed_at is not null and workspace_id = $1
"""
PLACE = "Number(document.activeElement?.closest('li')?.ariaPosInSet ?? 0)"


def test_hundreds_of_lines_are_walked_and_given_back_by_keys_alone(stand: Stand, opened: Opening) -> None:
    async def write() -> tuple[UUID, str]:
        workspace = await found_workspace(stand.house, "apartada", "Muchos apartados")
        written = await history.write(stand.house, stand.environment["TRATO_DATABASE_URL"], workspace, SHAPE)
        async with stand.house.db.transaction(workspace, SYSTEM) as tx:
            rows = await tx.connection.fetch(OPEN, workspace, MANY)
            for row in rows:
                await closing.set_aside(tx, row["id"], SetAsideReason.SPAM)
            return workspace, (await access.start_session(tx, written.leader)).token

    async def given_back() -> int:
        async with stand.house.db.transaction(workspace, SYSTEM) as tx:
            return int(await tx.connection.fetchval(BACK, workspace))

    workspace, token = stand.run(write(), 60)
    cookie = {"name": "trato", "value": token, "domain": "localhost", "path": "/", "expires": -1,
              "httpOnly": True, "secure": False, "sameSite": "Lax"}  # fmt: skip
    page = opened(f"{stand.console}/floor/triage", storage_state={"cookies": [cookie], "origins": []})
    expect(page.get_by_role("list", name="Apartados").get_by_role("listitem").first).to_be_visible()

    nodes = 0
    for place in range(1, MANY + 1):
        page.keyboard.press("j")
        page.wait_for_function(f"() => {PLACE} === {place}", timeout=5_000)
        nodes = max(nodes, page.evaluate("() => document.getElementsByTagName('*').length"))
    assert nodes < MOST_NODES
    assert page.evaluate("() => document.activeElement.getBoundingClientRect().bottom <= innerHeight")

    page.keyboard.press("k")
    page.wait_for_function(f"() => {PLACE} === {MANY - 1}")
    for _ in range(5):  # sooner than anything can be drawn: each acts on the next line
        page.keyboard.press("r")
    expect(page.get_by_text(f"{MANY - 5} apartados")).to_be_visible()
    page.wait_for_function(f"() => {PLACE} === {MANY - 5}")
    until(lambda: stand.run(given_back()) == 5)
