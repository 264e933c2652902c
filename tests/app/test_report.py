"""Reports keep their word: ok only when every limit holds."""

import json

import pytest
import typer

from trato.app.report import Limit, Report


def test_a_report_is_ok_while_every_limit_holds(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    report.add("rate", 1200.0, "messages/s", Limit(at_least=1000))
    report.add("note", "anything")
    with pytest.raises(typer.Exit) as left:
        report.print(as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert left.value.exit_code == 0
    assert told["ok"] is True
    assert told["figures"]["rate"] == {"value": 1200.0, "unit": "messages/s", "limit": ">= 1000", "pass": True}
    assert {"trato", "cpus", "python"} <= told["environment"].keys()


@pytest.mark.parametrize("value", [999.0, None, "fast"])
def test_a_broken_or_unmeasured_limit_is_not_ok(value: float | str | None, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    report.add("rate", value, "messages/s", Limit(at_least=1000))
    with pytest.raises(typer.Exit) as left:
        report.print(as_json=False)
    assert left.value.exit_code == 1
    assert capsys.readouterr().out.endswith("not ok\n")


def test_a_failure_in_words_is_not_ok() -> None:
    report = Report()
    report.fail("the worker did not come back")
    assert not report.ok


def test_a_figure_is_reported_once() -> None:
    report = Report()
    report.add("rate", 1)
    with pytest.raises(ValueError, match="rate"):
        report.add("rate", 2)


@pytest.mark.parametrize(
    "limit, words",
    [(Limit(at_most=2), "<= 2"), (Limit(1, 3), ">= 1 and <= 3"), (Limit(at_least=0, at_most=0), "= 0")],
)
def test_a_limit_is_told_in_signs(limit: Limit, words: str) -> None:
    assert str(limit) == words


def test_an_aim_is_told_and_missing_it_breaks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    report.add("accuracy", 92.9, "%", Limit(at_least=92.5), aim=Limit(at_least=93.8))
    with pytest.raises(typer.Exit) as left:
        report.print(as_json=True)
    told = json.loads(capsys.readouterr().out)["figures"]["accuracy"]
    assert left.value.exit_code == 0
    assert (told["pass"], told["limit"], told["aim"]) == (True, ">= 92.5", ">= 93.8")
