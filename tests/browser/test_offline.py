"""Without network the desk opens as it was seen last, says so, and forgets it with whoever leaves."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import PASSWORD
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import trouble

READY = """async () => {
  await navigator.serviceWorker.ready;
  for (;;) {
    const names = await caches.keys();
    const kept = names.length > 0 && (await caches.match("/", { cacheName: names[0] }));
    if (kept) return;
    await new Promise((then) => setTimeout(then, 50));
  }
}"""
KEPT = """async () => JSON.stringify(await new Promise((then, no) => {
  const asked = indexedDB.open("trato-kept");
  asked.onerror = () => no(asked.error);
  asked.onsuccess = () => {
    if (!asked.result.objectStoreNames.contains("kept")) return then([]);
    const all = asked.result.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => { asked.result.close(); then(all.result); };
  };
}))"""


def kept(page: Page) -> str:
    """Return all that this browser keeps of what was seen, as text."""
    return str(page.evaluate(KEPT))


def come_in(stand: Stand, opened: Opening, who: str) -> Desk:
    """Sign in with a session of this journey's own: it ends it."""
    page = opened(f"{stand.console}/", service_workers="allow")
    answer = page.request.post(
        f"{stand.console}/api/v1/session", data={"email": stand.firm.email(who), "password": PASSWORD},
        headers={"origin": stand.console},
    )  # fmt: skip
    assert answer.ok, answer.text()
    page.goto(f"{stand.console}/cases/unassigned.{stand.firm.brand.team_id}?sort=newest")
    return Desk(page)


def test_the_desk_opens_without_network_as_it_was_and_forgets_it_with_whoever_leaves(
    stand: Stand, opened: Opening
) -> None:
    told(stand, "Octavio Luna", "51987000951", "¿La olla de barro va al horno?")
    told(stand, "Petra Salas", "51987000952", "¿Y la de 12 litros?")
    agent = come_in(stand, opened, "camila")
    page = agent.page
    agent.open("Petra Salas")
    agent.open("Octavio Luna")
    agent.field.fill("Sí, en frío y sin")
    expect(agent.case.get_by_text("Borrador guardado")).to_be_visible()
    page.evaluate(READY)
    page.context.set_offline(True)
    as_it_was = agent.list.get_by_text(re.compile(r"^Sin conexión\. Así estaba a las \d\d:\d\d\.$"))
    expect(as_it_was).to_be_visible()

    page.reload()
    expect(as_it_was).to_be_visible()
    expect(agent.message("¿La olla de barro va al horno?")).to_be_visible()
    expect(agent.field).to_have_value("Sí, en frío y sin")
    agent.answer("Sí, en frío y sin aceite.")
    agent.expect_delivery("Sí, en frío y sin aceite.", "queued")
    agent.open("Petra Salas")
    expect(agent.message("¿Y la de 12 litros?")).to_be_visible()
    expect(agent.list.get_by_role("alert")).to_be_hidden()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert trouble(page) == []

    page.context.set_offline(False)
    expect(agent.list.get_by_text("Al día")).to_be_visible()
    expect(as_it_was).to_be_hidden()
    agent.open("Octavio Luna")
    agent.expect_delivery("Sí, en frío y sin aceite.", "sent", "delivered", "read")

    assert "Octavio Luna" in kept(page)
    agent.press("g")
    page.keyboard.press(",")
    page.get_by_role("link", name="Sesiones").click()
    here = page.get_by_role("switch", name="Guardar lo último visto, para leerlo sin conexión")
    here.click()
    page.wait_for_function(f"async () => (await ({KEPT})()) === '[]'")
    here.click()
    page.context.set_offline(True)  # what is here is written at once when the network goes
    page.wait_for_function(f"async () => (await ({KEPT})()).includes('Octavio Luna')")
    page.context.set_offline(False)
    page.request.delete(f"{stand.console}/api/v1/session", headers={"origin": stand.console})
    expect(page.get_by_role("button", name="Entrar", exact=True)).to_be_visible()
    page.wait_for_function(f"async () => (await ({KEPT})()) === '[]'")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Sin conexión. Nada se pierde.")).to_be_visible()
    expect(page.get_by_text("Octavio Luna")).to_be_hidden()
