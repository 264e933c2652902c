"""How fast the engine is and what it takes: measured in a process of its own, on one core."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from trato.app.report import Limit, Report

ROUNDS = 20


def run(report: Report) -> None:
    """Add the figures of a fresh process to `report`."""
    command = [sys.executable, "-c", "from bench.intelligence.speed import measure; measure()"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(ran.stdout.splitlines()[-1])
    note = "processor time of one core: what else the machine does is not in it"
    report.add(
        "analyse_in_batches_of_16", round(found["batch"], 2), "ms a message", Limit(at_most=4), f"aim 1.5; {note}"
    )
    report.add("analyse_alone_p50", round(found["alone"], 2), "ms", Limit(at_most=8), f"aim 4; {note}")
    report.add("added_memory", round(found["memory"]), "MB", Limit(at_most=350), "resident, after the first use")
    report.add("first_use", round(found["first"], 2), "s", Limit(at_most=3), f"opening and one message; {note}")
    report.add("refit_10000_examples_77_tags", round(found["refit"], 1), "s", Limit(at_most=30), f"aim 5; {note}")


def measure() -> None:
    """Print the figures as one line of JSON; to be called in a fresh process."""
    import time  # noqa: PLC0415 - so that nothing but Python is in memory at the start

    before = _resident()
    began = time.process_time()
    from trato.rooms.intelligence.engine.analysis import open_analyser  # noqa: PLC0415
    from trato.rooms.intelligence.model import Heard  # noqa: PLC0415

    analyser = open_analyser()
    analyser.analyse([Heard("hola, no me llega el pedido")])
    first, memory = time.process_time() - began, _resident() - before

    from bench.intelligence.own import own_messages  # noqa: PLC0415

    messages = [Heard(one["text"], country=one["country"]) for one in own_messages()[:: max(1, 320)]]
    messages = (messages * 16)[: 16 * ROUNDS]
    batches, alone = [], []
    for at in range(0, len(messages), 16):
        started = time.process_time()
        analyser.analyse(messages[at : at + 16])
        batches.append((time.process_time() - started) / 16)
    for message in messages[:100]:
        started = time.process_time()
        analyser.analyse([message])
        alone.append(time.process_time() - started)
    print(  # noqa: T201 - read by `run`
        json.dumps(
            {
                "first": first,
                "memory": memory,
                "batch": 1000 * statistics.median(batches),
                "alone": 1000 * statistics.median(alone),
                "refit": _refit(),
            }
        )
    )


def _refit() -> float:
    import time  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415

    from bench.intelligence.own import own_messages  # noqa: PLC0415
    from trato.rooms.intelligence.engine.features import clean, grams  # noqa: PLC0415
    from trato.rooms.intelligence.engine.intents import Example, learn_encoded  # noqa: PLC0415

    texts = [one["text"] for one in own_messages()]
    chance = np.random.default_rng(7)
    texts = [texts[at % len(texts)] + (" " + texts[at // 3][:20] if at >= len(texts) else "") for at in range(10_000)]
    middles = chance.normal(size=(77, 512)).astype(np.float32)
    tags = chance.integers(0, 77, len(texts))
    encoded = middles[tags] + 1.2 * chance.normal(size=(len(texts), 512)).astype(np.float32)
    encoded /= np.linalg.norm(encoded, axis=1, keepdims=True)
    many = [grams(clean(text)) for text in texts]
    started = time.process_time()
    learn_encoded([Example("", (f"tag {tag}",)) for tag in tags], encoded, many)
    return time.process_time() - started


def _resident() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
