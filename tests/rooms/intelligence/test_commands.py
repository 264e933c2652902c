"""The commands read lines and print lines, in the shapes that are promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from trato.app.cli import build


def run(arguments: list[str], lines: list[dict[str, Any]] | str = "") -> tuple[int, list[dict[str, Any]], str]:
    said = lines if isinstance(lines, str) else "".join(json.dumps(one) + "\n" for one in lines)
    result = CliRunner().invoke(build(arguments), arguments, input=said)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def write(path: Path, lines: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return str(path)


def test_analyse_says_what_is_promised_of_each_line() -> None:
    code, rows, _ = run(
        ["analyse"], [{"id": 7, "text": "no llega mi pedido, soy Marta Ruiz", "lang": None}, {"id": "b", "text": ""}]
    )
    assert code == 0 and [row["id"] for row in rows] == [7, "b"]
    assert rows[0]["kind"]["label"] == "issue" and rows[0]["lang"] == "es"
    assert rows[0]["pii"] == [{"start": 24, "end": 34, "type": "person_name"}]
    for name, keys in {"kind": {"label", "score"}, "engageable": {"value", "score"}, "sentiment": {"label", "score"}, "offensive": {"value", "score"}, "needs_human": {"value", "score"}}.items():  # fmt: skip
        assert keys <= set(rows[0][name])


@pytest.mark.parametrize("broken", ["{", "[1]\n", '{"id": 1}\n'])
def test_a_line_that_cannot_be_read_is_named(broken: str) -> None:
    code, _, said = run(["analyse"], '{"text": "hola"}\n' + broken)
    assert code == 2 and "line 2" in said


def test_intent_says_a_label_or_none(tmp_path: Path) -> None:
    train = [{"text": text, "label": label} for label, texts in {"entrega": ["no llega mi paquete", "dónde está mi envío", "pedido atrasado"], "cobro": ["me cobraron doble", "cargo indebido", "la factura está mal"], "oos": ["qué calor", "quién ganó", "hola"]}.items() for text in texts]  # fmt: skip
    arguments = [
        "intent",
        "--train",
        write(tmp_path / "t", train),
        "--test",
        write(tmp_path / "u", [{"text": "mi paquete no llega"}, {"text": ""}]),
    ]
    code, rows, _ = run(arguments)
    assert code == 0 and [row["predicted"] for row in rows] == ["entrega", None]
    assert rows[0]["top"][0][0] == "entrega" and 0 < rows[0]["probability"] <= 1


def test_satisfaction_says_numbers_and_reasons() -> None:
    turns = [{"role": "contact", "text": "es la tercera vez que escribo, pésimo servicio", "minutes": 1}]
    code, rows, _ = run(["satisfaction"], [{"id": "a", "turns": turns}, {"id": "b", "turns": []}])
    assert code == 0 and {"id", "csat", "dissatisfied", "escalation", "churn", "reasons"} == set(rows[0])
    assert rows[0]["csat"] < rows[1]["csat"] and rows[0]["reasons"]


def test_retrieve_names_articles_in_order(tmp_path: Path) -> None:
    articles = [
        {"doc": "a", "title": "Envíos", "text": "Entregamos en tres días."},
        {"doc": "b", "title": "Pagos", "text": "Aceptamos tarjetas."},
    ]
    arguments = [
        "retrieve",
        "--articles",
        write(tmp_path / "a", articles),
        "--questions",
        write(tmp_path / "q", [{"q": "¿aceptan tarjeta?"}]),
    ]
    code, rows, _ = run(arguments)
    assert code == 0 and rows == [{"q": "¿aceptan tarjeta?", "ranked": ["b", "a"]}]


BAD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "nothing": ([], "no label"),
    "foreign texts alone": ([{"text": "hola", "label": "oos"}], "no label"),
    "no labels": ([{"text": "hola"}, {"text": "adiós", "label": None}, {"text": "y", "labels": []}], "no label"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_where_there_is_nothing_to_learn_one_sentence_says_so(name: str, tmp_path: Path) -> None:
    train, sentence = BAD[name]
    arguments = ["intent", "--train", write(tmp_path / "t", train), "--test", write(tmp_path / "u", [{"text": "a"}])]
    code, rows, said = run(arguments)
    assert code == 2 and not rows and sentence in said and len(said.splitlines()) == 1


def test_a_file_that_is_no_text_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"\xff\xfe\x00{")
    arguments = ["intent", "--train", str(tmp_path / "t"), "--test", write(tmp_path / "u", [])]
    code, rows, said = run(arguments)
    assert code == 2 and not rows and len(said.splitlines()) == 1


@pytest.mark.parametrize("train", [
    [{"text": "hola", "label": "saludo"}],
    [{"text": "hola", "label": "saludo"}, {"text": "adiós", "label": "despedida"}],
    [{"text": "", "label": "a"}, {"text": "x" * 100_000, "label": 7}, {"text": "你好", "label": "b/c"}],
    [{"text": "hola y adiós", "labels": ["saludo", "despedida"]}, {"text": "nada", "labels": []}],
    [{"text": "hola", "labels": "saludo"}, {"text": "gato", "label": "animal"}],
])  # fmt: skip
def test_whatever_was_learned_each_text_gets_its_line(train: list[dict[str, Any]], tmp_path: Path) -> None:
    texts = ["hola", "", "y" * 100_000, "привет, где мой заказ", "\ud800🙂"]
    asked = write(tmp_path / "u", [{"text": text} for text in texts])
    code, rows, _ = run(["intent", "--train", write(tmp_path / "t", train), "--test", asked])
    assert code == 0 and len(rows) == len(texts)
    several = any(isinstance(one.get("labels"), list) for one in train)
    for row in rows:
        assert row["top"] and all(0 <= likely <= 1 for _, likely in row["top"])
        assert isinstance(row["predicted"], list) if several else row["predicted"] in {None, row["top"][0][0]}
    assert several or rows[3]["predicted"] is not None


def test_without_foreign_examples_a_label_is_always_predicted(tmp_path: Path) -> None:
    train = [{"text": text, "label": label} for label, texts in {"a": ["uno", "dos"], "b": ["tres", "cuatro"]}.items() for text in texts]  # fmt: skip
    asked = write(tmp_path / "u", [{"text": "algo del todo distinto"}])
    arguments = ["intent", "--train", write(tmp_path / "t", train), "--test", asked]
    assert run(arguments)[1][0]["predicted"] in {"a", "b"}
    quiet = run([*arguments, "--threshold", "1"])[1][0]
    assert quiet["predicted"] is None and len(quiet["top"]) == 2


def test_strange_conversations_have_an_outlook() -> None:
    turns: list[Any] = [None, [], "x", [None, 3, {}], [{"role": None, "text": None}], [{"role": "bot", "text": 5}], [{"role": "user", "text": "y" * 100_000, "minutes": "x"}], [{"role": "customer", "text": "привет", "minutes": -1e308}]]  # fmt: skip
    code, rows, _ = run(["satisfaction"], [{"id": at, "turns": one} for at, one in enumerate(turns)])
    assert code == 0 and [row["id"] for row in rows] == list(range(len(turns)))
    assert all(0 <= row["csat"] <= 100 and 0 <= row["dissatisfied"] <= 1 for row in rows)
