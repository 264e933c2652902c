"""`trato intent`: learn tags from one file of examples and say those of another, without a database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from trato.app.lines import leave_when_unreadable
from trato.rooms.intelligence.engine.encoder import open_encoder
from trato.rooms.intelligence.engine.intents import Example, Prediction, learn
from trato.rooms.intelligence.engine.lines import read_lines, written


def command(
    train: Path = typer.Option(
        ..., "--train", exists=True, dir_okay=False, help="Lines of {text, label} or {text, labels}."
    ),
    test: Path = typer.Option(..., "--test", exists=True, dir_okay=False, help="Lines of {text}."),
    threshold: float | None = typer.Option(None, min=0.0, max=1.0, help="Say nothing below this probability."),
) -> None:
    """Learn tags from TRAIN and say those of TEST, a line each; the label oos means: none of the tags."""
    with leave_when_unreadable(), train.open(encoding="utf-8") as known, test.open(encoding="utf-8") as asked:
        examples = [example_from(row) for row in read_lines(known, "text")]
        rows = list(read_lines(asked, "text"))
    if not any(label != "oos" for one in examples for label in one.labels):
        typer.echo("trato: there is no label to learn", err=True)
        raise typer.Exit(2)
    encoder = open_encoder()
    tagger = learn(examples, encoder)
    for row, said in zip(rows, tagger.predict(encoder, [str(row["text"]) for row in rows]), strict=True):
        typer.echo(written(prediction_as_row(str(row["text"]), said, tagger.several, threshold)))


def example_from(row: dict[str, Any]) -> Example:
    """Return the example that a line tells; `label` may be missing where `labels` are, which may be a text too."""
    labels = row.get("labels")
    if labels is None:
        labels = row.get("label")
    told = labels if isinstance(labels, list) else [labels]
    return Example(str(row["text"]), tuple(str(one) for one in told if one is not None and str(one).strip()))


def prediction_as_row(text: str, said: Prediction, several: bool, threshold: float | None) -> dict[str, Any]:
    """Return a prediction as the command prints it; `predicted` is a list where texts have several labels.

    A label is always predicted unless the examples had foreign texts (`oos`), there is nothing to read, or the
    likeliest stays below `threshold`; `top` tells the likeliest in any case.
    """
    labels = () if threshold is not None and said.probability < threshold else said.labels
    predicted: Any = list(labels) if several else (labels[0] if labels else None)
    return {
        "text": text,
        "predicted": predicted,
        "probability": round(said.probability, 4),
        "top": [[label, round(likely, 4)] for label, likely in said.top],
    }
