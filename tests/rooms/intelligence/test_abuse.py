"""Words that swear and words that insult are told apart, and whom they are said to."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.engine.abuse import abuse
from trato.rooms.intelligence.engine.features import clean, grams, plain, spelled

HEARD = [
    ("¡Qué puto crack, llegó hoy!", {"swears": 1}),
    ("eres un inútil", {"insults": 1, "at you": 1}),
    ("menuda mierda de aplicación", {"swears": 1}),
    ("vocês são uns palhaços, porra", {"insults": 1, "swears": 1, "at you": 1}),
    ("you people are fucking useless", {"swears": 1, "insults": 1, "at you": 1}),
    ("¿tienen la basura de reciclaje en otro color?", {"insults": 1}),
    ("¿a qué hora abren?", {}),
    ("put it in the disputed list", {}),
]


@pytest.mark.parametrize(("text", "told"), HEARD, ids=lambda one: str(one))
def test_a_text_swears_or_insults(text: str, told: dict[str, int]) -> None:
    assert dict(abuse(plain(clean(text)))) == told


def test_who_is_addressed_far_away_is_not_called_anything() -> None:
    assert "at you" not in abuse("tu pedido lo trajo ayer a casa de mi madre un idiota")


def test_heads_see_it_beside_the_letters() -> None:
    assert len(grams("menuda mierda").buckets) > len(spelled("menuda mierda").buckets)
