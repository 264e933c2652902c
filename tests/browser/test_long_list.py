"""A long list holds few nodes, and every one of its cases can be reached; `trato bench desk` times its frames."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from bench import history
from bench.history import Shape
from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.stand import Stand
from trato.app.founding import found_workspace
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access

MOST_NODES = 2_500
SHAPE = Shape(2_700, 5_400, open=2_600, resolved=50)  # more than half of the open ones wait for nobody
# Goes on by less than a screen whenever the rows of the place where it stands are drawn, as somebody who reads would.
WALK = """
(total) => new Promise((done) => {
  const pane = document.querySelector("[data-scroll=cases]");
  const seen = new Map();
  let nodes = 0, still = 0;
  const turn = () => {
    for (const row of pane.querySelectorAll("a[data-case]")) seen.set(row.dataset.case, row.closest("li").ariaPosInSet);
    nodes = Math.max(nodes, document.getElementsByTagName("*").length);
    const before = pane.scrollTop;
    pane.scrollTop = before + pane.clientHeight - 60;
    still = pane.scrollTop === before ? still + 1 : 0;
    if (seen.size < total && still < 600) return requestAnimationFrame(turn);
    done({ cases: seen.size, places: new Set(seen.values()).size, nodes });
  };
  requestAnimationFrame(turn);
})
"""

HELD = "() => document.activeElement?.dataset.case"


def test_every_case_of_a_long_list_is_reached_and_the_page_stays_small(stand: Stand, opened: Opening) -> None:
    async def write() -> str:
        workspace = await found_workspace(stand.house, "larga", "Lista larga")
        written = await history.write(stand.house, stand.environment["TRATO_DATABASE_URL"], workspace, SHAPE)
        async with stand.house.db.transaction(workspace, SYSTEM) as tx:
            return (await access.start_session(tx, written.leader)).token

    cookie = {"name": "trato", "value": stand.run(write(), 60), "domain": "localhost", "path": "/", "expires": -1,
              "httpOnly": True, "secure": False, "sameSite": "Lax"}  # fmt: skip
    page = opened(f"{stand.console}/cases/unassigned", storage_state={"cookies": [cookie], "origins": []})
    desk = Desk(page)
    expect(desk.list.get_by_role("listitem").first).to_be_visible()
    views = page.request.get(f"{stand.console}/api/v1/views").json()
    total = next(one["count"] for one in views if one["id"] == "unassigned")
    assert total > 1_200

    desk.list.get_by_role("link").first.focus()
    held = page.evaluate(HELD)
    walked: dict[str, Any] = page.evaluate(WALK, total)

    assert walked["cases"] == walked["places"] == total
    assert walked["nodes"] <= MOST_NODES
    expect(desk.list.get_by_role("listitem").last).to_have_attribute("aria-posinset", str(total))
    assert held and page.evaluate(HELD) == held  # the row that has the focus stays, however far one scrolls
