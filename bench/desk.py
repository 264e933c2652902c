"""The desk in a real browser, over a long list: how soon the first case shows, how fast cases change, how it scrolls.

Figures are of the shipped build, cold: a new browser profile, an empty cache, a signed-in leader who reaches all.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from contextlib import AsyncExitStack
from typing import Any

import uvloop
from playwright.async_api import Browser, Page, async_playwright

from bench import load
from bench.history import Shape
from bench.read import Side, open_side, sign_in
from trato.app.report import Limit, Report

CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
VIEW = "unassigned"
ROW = "[data-scroll=cases] a[data-case]"
# a case is there once another log of messages than before is on screen, with a message in it
CHANGE = """
([how, target]) => new Promise((done, fail) => {
  const log = () => document.querySelector("main [role=log]");
  const old = log(), began = performance.now(), end = began + 10000;
  const press = { key: target, code: "KeyJ", bubbles: true };
  if (how === "key") document.body.dispatchEvent(new KeyboardEvent("keydown", press));
  else document.querySelector(`a[data-case="${target}"]`).click();
  const look = () => {
    const now = log();
    if (now && now !== old && now.querySelector("[role=article], article")) return done(performance.now() - began);
    if (performance.now() > end) return fail(new Error("the case did not come"));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})
"""
# every frame goes on by `step` pixels; the end comes when nothing more is fetched for a while
SCROLL = """
([step, patience]) => new Promise((done) => {
  const pane = document.querySelector("[data-scroll=cases]");
  let worst = 0, frames = 0, nodes = 0, last = performance.now(), moved = last, slow = 0;
  const turn = (now) => {
    const took = now - last;
    if (frames > 2) { worst = Math.max(worst, took); if (took > 50) slow += 1; }
    last = now; frames += 1;
    if (frames % 20 === 0) nodes = Math.max(nodes, document.getElementsByTagName("*").length);
    const before = pane.scrollTop;
    pane.scrollTop = before + step;
    if (pane.scrollTop !== before) moved = now;
    if (now - moved > patience) {
      const rows = Math.round(pane.scrollHeight / 52);
      return done({ worst, frames, nodes, slow, rows });
    }
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
})
"""


async def first_case(browser: Browser, side: Side, cookie: str, rounds: int, report: Report) -> None:
    """Measure from the address to the first row of the list, each time with an empty cache."""
    took = []
    for _ in range(rounds):
        page = await _page(browser, side, cookie)
        began = time.perf_counter()
        await page.goto(f"http://localhost:{side.stand.port}/cases/{VIEW}", wait_until="commit")
        await page.wait_for_selector(ROW)
        took.append(time.perf_counter() - began)
        await page.context.close()
    report.add("desk.first_case", round(max(took), 2), "s", Limit(at_most=1.5), note=f"the worst of {rounds}")


async def changes(page: Page, rounds: int, report: Report) -> None:
    """Measure going to the next case, which is fetched beforehand, and to one that is not."""
    ids = await page.eval_on_selector_all(ROW, "all => all.map(one => one.dataset.case)")
    await page.evaluate(CHANGE, ["click", ids[0]])
    ready, cold = [], []
    for _ in range(rounds):
        await asyncio.sleep(0.5)  # as somebody who reads
        ready.append(float(await page.evaluate(CHANGE, ["key", "j"])))
    await page.reload()
    await page.wait_for_selector(ROW)
    for _ in range(rounds):
        seen = await page.eval_on_selector_all(ROW, "all => all.map(one => one.dataset.case)")
        fresh = [id for id in seen if id not in ids[: rounds + 3]]
        target = fresh[-1] if fresh else seen[-1]
        cold.append(float(await page.evaluate(CHANGE, ["click", target])))
        ids.append(target)
        await page.evaluate("document.querySelector('[data-scroll=cases]').scrollTop += 400")
        await asyncio.sleep(0.3)
    report.add("desk.change_prefetched.p95", round(load.percentile(ready, 0.95)), "ms", Limit(at_most=100))
    report.add("desk.change.p95", round(load.percentile(cold, 0.95)), "ms", Limit(at_most=300))


async def scrolling(page: Page, rows: int, report: Report) -> None:
    """Scroll the whole list down while its pages come, up again, and down once more with everything there."""
    down: dict[str, Any] = await page.evaluate(SCROLL, [1_500, 4_000])
    up: dict[str, Any] = await page.evaluate(SCROLL, [-1_500, 500])
    report.add("desk.scroll.rows", down["rows"], "cases", Limit(at_least=rows))
    report.add("desk.scroll.worst_frame", round(up["worst"]), "ms", Limit(at_most=100), note=f"{up['frames']} frames")
    note = f"while pages come; {down['slow']} of {down['frames']} over 50 ms"
    report.add("desk.scroll.worst_frame_fetching", round(down["worst"]), "ms", Limit(at_most=100), note=note)
    report.add("desk.scroll.nodes", max(down["nodes"], up["nodes"]), "nodes", Limit(at_most=2_500))


async def _page(browser: Browser, side: Side, cookie: str) -> Page:
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="es")
    await context.add_cookies([{"name": "trato", "value": cookie, "url": f"http://localhost:{side.stand.port}"}])
    return await context.new_page()


async def measure(open_cases: int, rounds: int, report: Report) -> None:
    """Fill the report."""
    async with AsyncExitStack() as stack:
        # a third of the open ones wait for nobody: the list that is scrolled holds `open_cases` of them
        shape = Shape(open_cases * 2, open_cases * 6, open=open_cases * 7 // 4, resolved=200)
        side = await open_side(stack, shape)
        reader = await sign_in(side.stand, side.history, side.history.leader)
        views = {one["id"]: one for one in (await reader.get("/api/v1/views"))[1]}
        report.add("desk.open_cases", shape.open, "cases", note=f"{views[VIEW]['count']} in the list")
        playwright = await stack.enter_async_context(async_playwright())
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        stack.push_async_callback(browser.close)
        await first_case(browser, side, reader.cookie, 5, report)
        page = await _page(browser, side, reader.cookie)
        await page.goto(f"http://localhost:{side.stand.port}/cases/{VIEW}")
        await page.wait_for_selector(ROW)
        await changes(page, rounds, report)
        await page.goto(f"http://localhost:{side.stand.port}/cases/{VIEW}")
        await page.wait_for_selector(ROW)
        await scrolling(page, min(open_cases, int(views[VIEW]["count"])) - 60, report)


def run(report: Report, open_cases: int = 10_000, rounds: int = 20) -> None:
    """Fill the report with the figures of the desk in a browser."""
    if not CHROMIUM:
        report.fail("there is no Chromium on this machine: TRATO_CHROMIUM names one")
        return
    uvloop.run(measure(open_cases, rounds, report))


if __name__ == "__main__":
    figures = Report()
    run(figures, *(int(one) for one in sys.argv[1:]))
    figures.print(False)
