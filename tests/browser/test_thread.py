"""A thread of five thousand messages: it stays light, stands still while older ones come, and says what is new."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand

LONG = """
insert into conversations.message (id, workspace_id, conversation_id, case_id, account_id, direction, author_kind,
  author_id, purpose, parts, text, occurred_at, received_at, sort_at, sort_id, sort_item)
select gen_random_uuid(), workspace_id, conversation_id, case_id, account_id, 'in', 'contact', author_id, purpose,
  jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'Mensaje ' || n || repeat(' con más palabras', n % 9))),
  'Mensaje ' || n, at, at, at, 0, 0
from conversations.message, generate_series(1, 5000) n,
  lateral (select sort_at - make_interval(secs => (5001 - n) * 60) as at) then_
where workspace_id = $1 and case_id = (select c.id from cases."case" c join contacts.contact p
  on p.id = c.contact_id and p.workspace_id = $1 where c.workspace_id = $1 and p.name = 'Otilia Vargas')
returning id, text
"""
ABOVE = """log => {
  const edge = log.getBoundingClientRect().top + 4;
  const one = [...log.querySelectorAll("[data-entry]")].find(one => one.getBoundingClientRect().bottom > edge);
  return [one.dataset.entry, one.getBoundingClientRect().top];
}"""


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)


def test_a_thread_of_five_thousand_messages_stays_light_and_stands_still(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Otilia Vargas", "51987000411", "El último de todos")
    agent = desk("camila")
    expect(agent.row("Otilia Vargas")).to_be_visible()
    ids = {row["text"]: row["id"] for row in stand.fetch(LONG)}
    assert len(ids) == 5000
    agent.open("Otilia Vargas")
    expect(agent.message("El último de todos")).to_be_in_viewport()
    box = agent.log.bounding_box()
    assert box is not None
    agent.page.mouse.move(box["x"] + 200, box["y"] + 200)
    for _ in range(6):  # upwards, page after page: what is on screen stays where it is while older ones come
        agent.page.mouse.wheel(0, -2500)
        settled(agent.page)
    before = agent.log.evaluate(ABOVE)
    settled(agent.page)
    assert agent.log.evaluate(ABOVE) == before
    agent.log.evaluate("log => log.scrollTo(0, 0)")
    at_top, where = agent.log.evaluate(ABOVE)
    settled(agent.page)  # a page arrived above
    expect(agent.log.locator(f'[data-entry="{at_top}"]')).to_be_in_viewport()
    top = agent.log.locator(f'[data-entry="{at_top}"]').evaluate("one => one.getBoundingClientRect().top")
    assert abs(top - where) < 40
    assert agent.page.locator("*").count() < 2_500

    told(stand, "Otilia Vargas", "51987000411", "¿Siguen ahí?")
    told(stand, "Otilia Vargas", "51987000411", "¿Hola?")
    ahead = agent.case.get_by_role("button", name="2 nuevos")
    expect(ahead).to_be_visible()
    expect(agent.log.locator(f'[data-entry="{at_top}"]')).to_be_in_viewport()
    ahead.click()
    expect(agent.message("¿Hola?")).to_be_in_viewport()

    agent.page.goto(f"{agent.page.url.partition('?')[0]}?message={ids['Mensaje 2500']}")  # where a search leads
    expect(agent.log.locator(f'[data-entry="{ids["Mensaje 2500"]}"]')).to_be_in_viewport()
    agent.case.get_by_role("button", name="Ir al final").click()
    expect(agent.message("¿Hola?")).to_be_in_viewport()
