"""The article that answers comes first, across languages too."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder
from trato.rooms.intelligence.engine.retrieval import Article, Shelf

ARTICLES = [
    Article("devoluciones", "Cambios y devoluciones", "Tienes 30 días para devolver un producto. El reembolso tarda diez días hábiles."),
    Article("envios", "Envíos", "Entregamos en todo el país en 3 a 5 días. El número de guía llega por correo."),
    Article("claves", "Contraseñas", "Para recuperar el acceso, usa el enlace ¿Olvidaste tu contraseña? en la entrada."),
    Article("garantia", "Garantía", "Los aparatos tienen un año de garantía contra defectos de fabricación."),
    Article("vacio", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "doc"),
    [
        ("¿cuánto tiempo tengo para devolver unos zapatos?", "devoluciones"),
        ("no puedo entrar, perdí mi clave", "claves"),
        ("I forgot my password and cannot log in", "claves"),
        ("quanto tempo de garantia tem a geladeira?", "garantia"),
    ],
)
def test_the_article_that_answers_comes_first(analyser: Analyser, question: str, doc: str) -> None:
    assert Shelf(ARTICLES, analyser.encoder).rank([question])[0][0] == doc


def test_without_the_encoder_words_still_find() -> None:
    assert Shelf(ARTICLES, NoEncoder()).rank(["devolver un producto"])[0][0] == "devoluciones"


def test_strange_shelves_and_questions_are_answered(analyser: Analyser) -> None:
    assert Shelf([], analyser.encoder).rank(["hola"]) == [[]]
    ranked = Shelf(ARTICLES, analyser.encoder).rank(["", "😀", "x" * 50_000], limit=3)
    assert [len(one) for one in ranked] == [3, 3, 3]
