"""Tags are learned from few examples, said with a probability, and not said where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.encoder import NoEncoder
from trato.rooms.intelligence.engine.features import grams
from trato.rooms.intelligence.engine.intents import Example, fit_tags, learn
from trato.rooms.intelligence.engine.precision import wilson
from trato.rooms.intelligence.engine.tag_fitting import by_odds, telling_of

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


def _many(starts: list[str], ends: list[str], label: str) -> list[Example]:
    return [Example(f"{start} {end}", (label,)) for start in starts for end in ends]


GLAD = _many(["qué bueno", "me encanta", "excelente", "gracias por", "muy feliz con", "genial"], ["el servicio", "la entrega", "el producto", "la atención", "la tienda", "el color", "la app", "el pedido", "mi compra"], "positive")  # fmt: skip
CROSS = _many(["qué mal", "odio", "pésimo", "me decepcionó", "muy enojado con", "horrible"], ["el servicio", "la entrega", "el producto", "la atención", "la tienda", "el color", "la app", "el pedido", "mi compra"], "negative")  # fmt: skip
FOREIGN = _many(["mañana juega", "ayer llovió en", "se casó", "vive cerca de", "estudia con", "nació en"], ["Montevideo", "mi prima", "el campeón", "la montaña", "tu maestro", "Lima", "ese poeta", "la selva", "mi barrio"], "oos")  # fmt: skip


def test_few_labels_of_many_examples_blend_and_are_told_apart(analyser: Analyser) -> None:
    learned = fit_tags(GLAD + CROSS, analyser.encoder.encode([one.text for one in GLAD + CROSS]), [grams(one.text) for one in GLAD + CROSS])  # fmt: skip
    assert not len(learned.tagger.memory.vectors)  # a softmax, which keeps no vectors
    assert len(learned.at) == len(GLAD + CROSS)  # each was left out once
    said = learned.tagger.predict(analyser.encoder, ["me encanta la mesa", "odio la espera"])
    assert [one.labels for one in said] == [("positive",), ("negative",)]


def test_foreign_texts_teach_there_too_to_say_nothing(analyser: Analyser) -> None:
    tagger = learn(GLAD + CROSS + FOREIGN, analyser.encoder)
    said = tagger.predict(
        analyser.encoder, ["me encanta la mesa", "ayer llovió en la selva", "mañana juega tu maestro"]
    )
    assert [one.labels for one in said] == [("positive",), (), ()]


@pytest.mark.parametrize(("examples", "labels", "several", "softly"), [
    (150, 3, False, True), (149, 3, False, False), (600, 11, False, False), (600, 3, True, False), (16_000, 4, False, True),
])  # fmt: skip
def test_how_tags_are_learned_follows_how_many_there_are(
    examples: int, labels: int, several: bool, softly: bool
) -> None:
    assert by_odds(examples, labels, several) is softly


def test_tags_are_learned_without_the_encoder_too() -> None:
    said = learn(EXAMPLES, NoEncoder()).predict(NoEncoder(), ["mi paquete no ha llegado"])
    assert said[0].top[0][0] == "entrega"


def test_nothing_to_learn_is_refused(analyser: Analyser) -> None:
    with pytest.raises(ValueError, match="no tag"):
        learn([Example("hola", ("oos",))], analyser.encoder)


def test_few_hits_promise_less_than_many() -> None:
    assert wilson(10, 10) < wilson(100, 100) < wilson(1000, 1000) < 1


def test_an_n_gram_counts_as_it_tells_tags_apart() -> None:
    texts = ["a", "a", "b", "b"]
    truth = np.array([[1, 0] if one == "a" else [0, 1] for one in texts], np.float32)
    everywhere, only_of_one, by_chance = [1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 1, 0]
    seen = csr_array(np.array([everywhere, only_of_one, by_chance], np.float32).T)
    worth = telling_of(seen, truth)
    assert worth[1] > 2 * worth[0] and worth[1] > 2 * worth[2]
    lengths = np.sqrt(((seen.toarray() * worth) ** 2).sum(axis=1))
    assert abs(float(lengths.mean()) - 1) < 1e-5
