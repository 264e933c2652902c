"""What the demo lacks for its pictures, put there through its API: rules, macros, alerts, a screen, an offered case.

Everything that is kept is looked for before it is made, so that pictures can be taken again of the same demo.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page

Told = dict[str, Any]
SOON = 60  # seconds in which a case that went back to its queue is offered
QUEUE = "Postventa de Pirca"
RETURNS = {
    "when": {"kind": "message_received"},
    "given": {"is": "text", "words": ["cambio", "cambiar", "devolver", "devolución", "cargos"], "op": "any"},
    "then": [{"do": "priority", "priority": 1}],
}
FORGOTTEN = {
    "when": {"kind": "time_passed", "since": "unanswered", "minutes": 30},
    "given": {"is": "yes_no", "field": "open_hours", "value": True},
    "then": [{"do": "escalate", "level": "supervisor"}],
}
RULES = {"Cambios y devoluciones van primero": RETURNS, "Media hora sin respuesta": FORGOTTEN}
ASKING = {"do": "reply", "texts": {"es": "Hola, {{ contact.first_name }}. ¿Nos puede mandar una foto de cómo llegó?"}}
CALLING = {"do": "note", "text": "Se llamó y no contestó."}
MACROS = {
    "Pedir una foto del daño": [ASKING, {"do": "wait", "on": "contact"}],
    "No contestó: insistir mañana": [CALLING, {"do": "wait", "on": "until", "minutes": 1440}],
    "Reclamo formal": [{"do": "priority", "priority": 1}, {"do": "escalate", "level": "supervisor"}],
}
SCREEN = "Sala de atención"


class Api:
    """The API of whoever signed in on a page."""

    def __init__(self, page: Page, console: str) -> None:
        """`console` is the address of the console, without a slash at its end."""
        self.page, self.console = page, console

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Return what a path of the API answers; anything but a 2xx ends the work."""
        answer = self.page.context.request.fetch(
            f"{self.console}/api/v1{path}", method=method, data=body, headers={"origin": self.console}
        )
        assert answer.ok, f"{method} {path}: {answer.text()}"
        return answer.json() if answer.body() else None


def automation(boss: Api) -> None:
    """Turn two rules on, and write macros that everybody uses."""
    there = {rule["name"] for rule in boss.ask("GET", "/automation/rules")}
    for name, body in RULES.items():
        if name not in there:
            rule = boss.ask("POST", "/automation/rules", {"name": name, "body": body})
            boss.ask("POST", f"/automation/rules/{rule['id']}/state", {"state": "active"})
    known = {macro["name"] for macro in boss.ask("GET", "/macros")}
    for name, steps in MACROS.items():
        if name not in known:
            boss.ask("POST", "/macros", {"name": name, "then": steps, "own": False, "team_id": None})


def alerts(boss: Api) -> None:
    """Watch two numbers, one of which is beyond its limit as long as a promise is broken."""
    if boss.ask("GET", "/floor/alert-rules"):
        return
    for measure, threshold, seconds in (("breached", 0, 0), ("longest_wait", 600, 120)):
        terms = {"measure": measure, "threshold": threshold, "for_seconds": seconds, "sound": False}
        boss.ask("POST", "/floor/alert-rules", {**terms, "id": str(uuid.uuid4()), "queue_id": None, "owner_id": None})


@contextmanager
def screen(boss: Api) -> Iterator[str]:
    """Yield the address of a screen that ends with the pictures."""
    made: Told = boss.ask("POST", "/floor/links", {"name": SCREEN, "days": 1})
    yield f"{boss.console}/tv#{made['secret']}"
    boss.ask("DELETE", f"/floor/links/{made['link']['id']}")


@contextmanager
def offering(boss: Api, agent: Api, case: str) -> Iterator[None]:
    """Let a case be offered to this agent for a while: it goes back to its queue, and nobody else is there."""
    queue = next(one for one in boss.ask("GET", "/routing/queues") if one["name"] == QUEUE)
    terms = {name: value for name, value in queue.items() if name not in {"id", "position"}}
    me = agent.ask("GET", "/me")["user"]["id"]
    crew = [one for one in boss.ask("GET", "/floor/agents") if queue["team_id"] in one["team_ids"] and one["id"] != me]
    boss.ask("PUT", f"/routing/queues/{queue['id']}", {**terms, "accept_seconds": 90})
    agent.ask("PUT", "/me/presence", {"state": "available", "reason": None})
    for one in crew:
        boss.ask("PUT", f"/floor/agents/{one['id']}/presence", {"state": "break", "reason": None})
    boss.ask("POST", f"/cases/{case}/assign", {"user_id": None, "team_id": None})
    until = time.monotonic() + SOON
    while not agent.ask("GET", "/me/offers"):
        assert time.monotonic() < until, "nothing was offered"
        time.sleep(0.5)
    yield
    for offer in agent.ask("GET", "/me/offers"):
        agent.ask("POST", f"/me/offers/{offer['case_id']}/accept", {})
    for one in crew:
        boss.ask("PUT", f"/floor/agents/{one['id']}/presence", {"state": one["state"], "reason": one["reason"]})
    boss.ask("PUT", f"/routing/queues/{queue['id']}", terms)
