"""`trato analyse`: what messages are, read from lines of JSON, without a database."""

from __future__ import annotations

import sys
from itertools import islice

import typer

from trato.app.lines import leave_when_unreadable
from trato.rooms.intelligence.engine.analysis import open_analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder
from trato.rooms.intelligence.engine.lines import heard_from, read_lines, understanding_as_row, written

TOGETHER = 32


def command() -> None:
    """Read `{id, text, lang?, channel?, country?}` a line and say what each message is, a line each."""
    analyser = open_analyser()
    if isinstance(analyser.encoder, NoEncoder):
        typer.echo("trato: the encoder's wheel is missing: only hashed n-grams speak", err=True)
    with leave_when_unreadable():
        rows = read_lines(sys.stdin, "text")
        while some := list(islice(rows, TOGETHER)):
            for row, one in zip(some, analyser.analyse([heard_from(row) for row in some]), strict=True):
                typer.echo(written(understanding_as_row(row.get("id"), one)))
