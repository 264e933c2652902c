"""The worker beside the desk, in the browser that runs it: what is pushed shows, and a click leads to the case."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import CDPSession, Page, Worker, expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand

SHOWN = "async () => (await self.registration.getNotifications()).map((one) => [one.title, one.body, one.tag])"
# The browser has no deed for a person's click; the event that it would make is handed to the worker as it is.
CLICK = """async (tag) => {
  const [notification] = await self.registration.getNotifications({ tag });
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


class Pusher:
    """The push service's end, as the browser's own tools have it."""

    def __init__(self, page: Page, origin: str) -> None:
        self._origin = origin
        self._tools: CDPSession = page.context.new_cdp_session(page)
        self._known: list[str] = []
        self._tools.on("ServiceWorker.workerRegistrationUpdated", self._learn)
        self._tools.send("ServiceWorker.enable")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def _learn(self, news: dict[str, Any]) -> None:
        self._known += [one["registrationId"] for one in news["registrations"] if not one["isDeleted"]]

    def push(self, **said: str) -> None:
        self._tools.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self._origin, "registrationId": self._known[-1], "data": json.dumps(said)},
        )


def wait_until_nobody_looks(page: Page, worker: Worker) -> None:
    """Wait until the worker knows of no desk that is open."""
    for _ in range(50):
        if worker.evaluate("async () => (await self.clients.matchAll({ type: 'window' })).length") == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the desk that was left is still open")


def expect_shown(page: Page, worker: Worker, *wanted: list[str]) -> None:
    """Wait until the machine shows exactly these notifications."""
    for _ in range(50):
        shown = worker.evaluate(SHOWN)
        if shown == list(wanted):
            return
        page.wait_for_timeout(100)
    assert shown == list(wanted)


def test_what_is_pushed_shows_while_nobody_looks_and_a_click_leads_to_the_case(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Wanda Ríos", "51987000961", "¿Me guardan dos ollas?")
    agent = desk("camila", service_workers="allow")
    page = agent.page
    page.context.grant_permissions(["notifications"], origin=stand.console)
    agent.open("Wanda Ríos")
    case_id = page.url.rpartition("/")[2].partition("?")[0]
    pusher = Pusher(page, stand.console)
    worker = page.context.service_workers[0]

    pusher.push(title="Wanda Ríos", body="En la pantalla", tag="seen", case_id=case_id)
    page.goto("about:blank")  # nobody looks at the desk any more
    wait_until_nobody_looks(page, worker)
    pusher.push(title="Wanda Ríos", body="¿Siguen ahí?", tag=case_id, case_id=case_id)
    expect_shown(page, worker, ["Wanda Ríos", "¿Siguen ahí?", case_id])
    pusher.push(title="Wanda Ríos", body="¿Hola?", tag=case_id, case_id=case_id)  # of one case the last word stands
    expect_shown(page, worker, ["Wanda Ríos", "¿Hola?", case_id])

    page.goto(f"{stand.console}/cases/mine")
    expect(agent.list).to_be_visible()
    agent.page.wait_for_load_state("networkidle")
    worker.evaluate(CLICK, case_id)
    expect(page).to_have_url(f"{stand.console}/cases/mine/{case_id}")
    expect(agent.message("¿Me guardan dos ollas?")).to_be_visible()
    expect_shown(page, worker)
