"""Tags are learned from few examples, said with a probability, and not said where nothing is known."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder
from trato.rooms.intelligence.engine.intents import Example, learn
from trato.rooms.intelligence.engine.precision import wilson

TAGS = {
    "entrega": ["mi paquete no llega", "dónde viene mi pedido", "el envío está atrasado", "no ha llegado la caja", "cuándo llega mi compra"],
    "cobro": ["me cobraron dos veces", "cargo que no reconozco", "la factura está mal", "me cobraron de más", "doble cargo en mi tarjeta"],
    "clave": ["olvidé mi contraseña", "no puedo entrar a mi cuenta", "la clave no funciona", "usuario bloqueado", "cómo cambio la contraseña"],
}  # fmt: skip
EXAMPLES = [Example(text, (tag,)) for tag, texts in TAGS.items() for text in texts]


def test_five_examples_a_tag_are_enough_for_the_next_message(analyser: Analyser) -> None:
    said = learn(EXAMPLES, analyser.encoder).predict(
        analyser.encoder, ["sigo esperando el paquete", "me hicieron un cargo doble"]
    )
    assert [one.labels for one in said] == [("entrega",), ("cobro",)]
    assert all(one.top[0][0] == one.labels[0] and abs(sum(p for _, p in one.top) - 1) < 1e-3 for one in said)


def test_a_new_tag_with_five_examples_is_said_of_the_next_message(analyser: Analyser) -> None:
    fresh = [Example(text, ("garantía",)) for text in ["quiero usar la garantía", "se rompió y está en garantía", "hacer válida la garantía", "la garantía no cubre?", "reparación por garantía"]]  # fmt: skip
    said = learn(EXAMPLES + fresh, analyser.encoder).predict(analyser.encoder, ["la lavadora falló y tiene garantía"])
    assert said[0].labels == ("garantía",)


def test_out_of_scope_examples_teach_to_say_nothing(analyser: Analyser) -> None:
    outside = [Example(text, ("oos",)) for text in ["qué calor hace", "quién ganó el partido", "cuéntame un chiste", "recomiéndame una película", "qué opinas de la vida"]]  # fmt: skip
    tagger = learn(EXAMPLES + outside, analyser.encoder)
    said = tagger.predict(analyser.encoder, ["qué opinas del clima", "no llega mi paquete", ""])
    assert [one.labels for one in said] == [(), ("entrega",), ()]
    assert "oos" not in tagger.labels


def test_a_text_may_have_several_tags(analyser: Analyser) -> None:
    both = [Example("no llega mi pedido y además me cobraron dos veces", ("entrega", "cobro")), Example("doble cargo y el paquete no aparece", ("cobro", "entrega"))]  # fmt: skip
    tagger = learn(EXAMPLES + both * 2, analyser.encoder)
    assert tagger.several
    assert set(tagger.predict(analyser.encoder, ["me cobraron dos veces y el pedido no llega"])[0].labels) == {
        "entrega",
        "cobro",
    }


def test_tags_are_learned_without_the_encoder_too() -> None:
    said = learn(EXAMPLES, NoEncoder()).predict(NoEncoder(), ["mi paquete no ha llegado"])
    assert said[0].top[0][0] == "entrega"


def test_nothing_to_learn_is_refused(analyser: Analyser) -> None:
    with pytest.raises(ValueError, match="no tag"):
        learn([Example("hola", ("oos",))], analyser.encoder)


def test_few_hits_promise_less_than_many() -> None:
    assert wilson(10, 10) < wilson(100, 100) < wilson(1000, 1000) < 1
