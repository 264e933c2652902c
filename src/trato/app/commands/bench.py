"""`trato bench`: claims of speed, each measured against its limit or a baseline in the same run."""

from __future__ import annotations

import typer

from trato.app.checkout import bench
from trato.app.report import Limit, Report

app = typer.Typer(help="Measure. Each prints named figures and fails when a limit is not kept.", no_args_is_help=True)
JSON = typer.Option(False, "--json", help="Print one JSON object.")


@app.command()
def ingest(
    seconds: float = typer.Option(30.0, min=2.0, help="How long each load lasts."),
    with_jobs: bool = typer.Option(False, "--with-jobs", help="Only: does accepting starve beside 10,000 jobs?"),
    intelligence: bool = typer.Option(False, "--intelligence", help="Only: does understanding keep up, and give way?"),
    as_json: bool = JSON,
) -> None:
    """Inbound rates with one and three workspaces, times with 300 consoles watching, and answers going out."""
    report = Report()
    if with_jobs:
        bench("jobs").run(report, seconds)
    elif intelligence:
        bench("understanding").run(report, seconds)
    else:
        bench("ingest").run(report, seconds)
        bench("live").run(report, seconds)
        bench("replies").run(report, seconds / 2)
    report.print(as_json)


@app.command()
def read(
    cases: int = typer.Option(200_000, min=20_000, help="How many cases the long history holds."),
    messages: int = typer.Option(1_000_000, min=20_000, help="How many messages."),
    rounds: int = typer.Option(60, min=5, help="How often each list is read."),
    as_json: bool = JSON,
) -> None:
    """Lists and counts through the HTTP API, as an agent who sees one team's queue, in long and short history."""
    report = Report()
    bench("read").run(report, cases, messages, rounds)
    report.print(as_json)


@app.command()
def reports(
    cases: int = typer.Option(200_000, min=20_000, help="How many cases the long history holds."),
    messages: int = typer.Option(1_000_000, min=20_000, help="How many messages."),
    rounds: int = typer.Option(20, min=3, help="How often each report is read."),
    as_json: bool = JSON,
) -> None:
    """A day's and a week's report over a long history, beside only counting the cases of those days."""
    report = Report()
    bench("reports").run(report, cases, messages, rounds)
    report.print(as_json)


@app.command()
def live(
    consoles: int = typer.Option(1_000, min=10, help="How many desks are connected."),
    seconds: float = typer.Option(20.0, min=2.0, help="How long each load lasts."),
    as_json: bool = JSON,
) -> None:
    """How soon a deed is on every desk, and a newcomer on the supervisors' wall; what it costs to count 3,000 views."""
    report = Report()
    bench("consoles").run(report, consoles, seconds)
    bench("live").run(report, seconds)
    bench("wall").run(report, seconds)
    report.print(as_json)


@app.command()
def search(
    show: bool = typer.Option(False, "--show", help="Print the questions that are not answered first."),
    as_json: bool = JSON,
) -> None:
    """How well search answers: judged questions over the stories of the demo. Its speed is in `bench read`."""
    report = Report()
    bench("search_quality").run(report, show)
    report.print(as_json)


@app.command()
def desk(
    open_cases: int = typer.Option(10_000, min=500, help="How many cases the list on screen holds, about."),
    as_json: bool = JSON,
) -> None:
    """The desk in a browser: first case, change of case, scrolling a long list. Wants Chromium and a built console."""
    report = Report()
    bench("desk").run(report, open_cases)
    report.print(as_json)


@app.command()
def timers(
    clocks: int = typer.Option(50_000, min=1_000, help="How many promises are open."),
    burst: int = typer.Option(5_000, min=100, help="How many of them fall due in the same second."),
    seconds: float = typer.Option(30.0, min=5.0, help="Over how long a fifth falls due, twice."),
    as_json: bool = JSON,
) -> None:
    """How late broken promises are announced, by two workers, in a burst, and while workers are killed."""
    report = Report()
    bench("timers").run(report, clocks, burst, seconds)
    report.print(as_json)


@app.command()
def mail(
    shared: str = typer.Option("../shared", help="The folder that holds contracts/."), as_json: bool = JSON
) -> None:
    """How well replies are told from what they quote, and how fast mails are read."""
    report = Report()
    found = bench("mail").run(shared)
    if not found["trimming_pairs"]:
        report.fail(f"there are no replies to read in {shared}: name the folder that holds contracts/email")
    report.add("mail.trimming_pairs", found["trimming_pairs"], "pairs", Limit(at_least=64))
    report.add("mail.trimming_exact", found["trimming_exact"], "pairs", Limit(at_least=found["trimming_exact_target"]))
    report.add("mail.trimming_baseline", found["trimming_exact_baseline"], "pairs", note="patterns only")
    report.add("mail.answers_lost", len(found["answers_lost"]), f"of {found['answers_checked']}", Limit(at_most=0))
    report.add("mail.parsed", found["mails_parsed"], "mails")
    report.add("mail.unreadable", len(found["mails_failed"]), "mails", Limit(at_most=0))
    report.add("mail.parse_p99", found["parse_ms_p99"], "ms", Limit(at_most=100))
    report.print(as_json)


@app.command()
def calendar(
    count: int = typer.Option(100_000, min=100, help="How many random calendars."), as_json: bool = JSON
) -> None:
    """Opening hours against a minute-by-minute simulator."""
    report = Report()
    found = bench("calendar").run(count)
    report.add("calendar.compared", found["calendars"], "calendars")
    report.add("calendar.mismatches", found["mismatches"], "calendars", Limit(at_most=0))
    report.add("calendar.product", found["product_per_second"], "calendars/s")
    report.add(
        "calendar.simulator", found["simulator_per_second"], "calendars/s", note="the baseline, minute by minute"
    )
    report.print(as_json)


@app.command()
def routing(
    compare: str = typer.Option("", "--compare", help="round-robin: breaches on simulated days against taking turns."),
    seeds: int = typer.Option(30, min=2, help="How many simulated days the comparison has."),
    as_json: bool = JSON,
) -> None:
    """The choice with 500 agents and 5,000 waiting cases: how long it takes, or what it is worth."""
    report = Report()
    if compare not in ("", "round-robin"):
        raise typer.BadParameter("only round-robin can be compared with", param_hint="--compare")
    if compare:
        bench("routing").compare(report, seeds)
    else:
        bench("routing").run(report)
    report.print(as_json)


@app.command()
def queueing(
    contacts: int = typer.Option(200_000, min=20_000, help="How many contacts each line follows."),
    as_json: bool = JSON,
) -> None:
    """The formulas of staffing against a simulator that follows each contact, and what a second skill is worth."""
    report = Report()
    bench("queueing").run(report, contacts)
    report.print(as_json)


@app.command()
def forecast(as_json: bool = JSON) -> None:
    """The forecast of volume against last week's same slot, on a public series and on the demo's."""
    report = Report()
    bench("forecasting").run(report)
    report.print(as_json)


@app.command()
def imports(
    cases: int = typer.Option(3_000, min=100, help="How many cases come in, each with a contact and five messages."),
    as_json: bool = JSON,
) -> None:
    """Records an import brings in a second, beside the same records one at a time."""
    report = Report()
    bench("importing").run(report, cases)
    report.print(as_json)


@app.command()
def intelligence(as_json: bool = JSON) -> None:
    """How long it takes to understand a message, alone and in batches, what that weighs, and a refit of many tags."""
    report = Report()
    bench("intelligence.speed").run(report)
    report.print(as_json)
