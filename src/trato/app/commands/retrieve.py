"""`trato retrieve`: which articles answer questions, both read from files, without a database."""

from __future__ import annotations

from pathlib import Path

import typer

from trato.app.lines import leave_when_unreadable
from trato.rooms.intelligence.engine.encoder import open_encoder
from trato.rooms.intelligence.engine.lines import read_lines, written
from trato.rooms.intelligence.engine.retrieval import Article, Shelf


def command(
    articles: Path = typer.Option(..., "--articles", exists=True, dir_okay=False, help="Lines of {doc, title, text}."),
    questions: Path = typer.Option(..., "--questions", exists=True, dir_okay=False, help="Lines of {q}."),
    limit: int = typer.Option(10, min=1, help="How many articles to name."),
) -> None:
    """Rank ARTICLES for each of QUESTIONS, a line each, best first."""
    with leave_when_unreadable(), articles.open(encoding="utf-8") as kept, questions.open(encoding="utf-8") as asked:
        shelf = [
            Article(str(row["doc"]), str(row.get("title") or ""), str(row.get("text") or ""))
            for row in read_lines(kept, "doc")
        ]
        rows = [str(row["q"]) for row in read_lines(asked, "q")]
    for question, ranked in zip(rows, Shelf(shelf, open_encoder()).rank(rows, limit), strict=True):
        typer.echo(written({"q": question, "ranked": ranked}))
