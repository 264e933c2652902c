"""A workspace's tags learn from each example at once, decide only where it is proven, and survive being kept."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import pytest

from tests.rooms.intelligence.test_intents import EXAMPLES
from trato.rooms.intelligence.engine.analysis import Analyser
from trato.rooms.intelligence.engine.encoder import Encoder, NoEncoder
from trato.rooms.intelligence.engine.precision import NEVER, thresholds_for
from trato.rooms.intelligence.engine.tags import Example, TagModel, TagPrediction

WARRANTY = ["quiero usar la garantía", "se rompió y está en garantía", "hacer válida la garantía", "la garantía no cubre?", "reparación por garantía"]  # fmt: skip
TREE = {"cobro": "pagos/cobros/doble", "clave": "cuenta/clave", "entrega": "pedidos/entrega"}


def fitted(encoder: Encoder, examples: Sequence[Example] = EXAMPLES, several: bool | None = None) -> TagModel:
    vectors = encoder.encode([one.text for one in examples])
    return TagModel.fit(examples, vectors, encoder.encoder_id, several=several)


def taught(model: TagModel, encoder: Encoder, *examples: Example) -> TagModel:
    for one, vector in zip(examples, encoder.encode([one.text for one in examples]), strict=True):
        model.learn(one, vector)
    return model


def said(model: TagModel, encoder: Encoder, *texts: str) -> list[TagPrediction]:
    return model.predict(texts, encoder.encode(texts))


@pytest.fixture(params=["encoder", "hash-only"])
def encoder(request: pytest.FixtureRequest, analyser: Analyser) -> Encoder:
    return analyser.encoder if request.param == "encoder" else NoEncoder()


def test_a_new_tag_with_five_examples_is_said_of_the_next_message(encoder: Encoder) -> None:
    model = taught(fitted(encoder), encoder, *(Example(text, ("garantía",)) for text in WARRANTY))
    after = said(model, encoder, "la lavadora falló y tiene garantía", "mi pedido no llega", "me cobraron dos veces")
    assert [one.top[0][0] for one in after] == ["garantía", "entrega", "cobro"]
    assert model.learned == 5 and model.counts[model.labels.index("garantía")] == 5


def test_a_model_without_a_fit_learns_from_nothing(encoder: Encoder) -> None:
    model = TagModel.empty(encoder.encoder_id, encoder.wide)
    assert said(model, encoder, "mi paquete")[0].top == ()
    taught(model, encoder, *EXAMPLES)
    after = said(model, encoder, "olvidé la contraseña de mi cuenta", "el paquete no ha llegado")
    assert [one.top[0][0] for one in after] == ["clave", "entrega"]
    assert all(one.decided is None for one in after)


def test_a_correction_is_said_the_next_time(encoder: Encoder) -> None:
    text = "mi paquete llegó pero me lo cobraron doble"
    wrong = said(fitted(encoder), encoder, text)[0].top[0][0]
    right = next(label for label in ("entrega", "cobro", "clave") if label != wrong)
    model = taught(fitted(encoder), encoder, *[Example(text, (right,), weight=3.0)] * 2)
    assert said(model, encoder, text)[0].top[0][0] == right


def test_an_example_is_learned_within_a_millisecond(analyser: Analyser) -> None:
    model = fitted(analyser.encoder)
    examples = [Example(f"{text} {turn}", (f"nueva {turn % 7}",)) for turn in range(4) for text in WARRANTY]
    vectors = analyser.encoder.encode([one.text for one in examples])
    spent = []
    for one, vector in zip(examples, vectors, strict=True):
        began = time.process_time()
        model.learn(one, vector)
        spent.append(time.process_time() - began)
    assert sorted(spent)[len(spent) // 2] < 0.001


def test_what_is_kept_says_the_same_and_learns_on(encoder: Encoder) -> None:
    model = taught(fitted(encoder), encoder, Example(WARRANTY[0], ("garantía",)))
    again = TagModel.from_bytes(model.to_bytes(), encoder.encoder_id)
    texts = ["me cobraron doble", "la garantía de mi equipo", "¿y mi paquete?"]
    for one, other in zip(said(model, encoder, *texts), said(again, encoder, *texts), strict=True):
        assert one.top[0][0] == other.top[0][0]
        assert dict(one.top) == pytest.approx(dict(other.top), abs=0.02)
    assert again.report == model.report and again.fitted == model.fitted
    taught(again, encoder, *(Example(text, ("otra",)) for text in WARRANTY))
    assert "otra" in again.labels and again.learned == 6


def test_what_is_no_model_or_of_another_encoder_is_refused(encoder: Encoder) -> None:
    kept = fitted(encoder).to_bytes()
    with pytest.raises(ValueError, match="cannot read vectors"):
        TagModel.from_bytes(kept, "another-1")
    for broken in (b"", b"PK\x03\x04", kept[: len(kept) // 2], b"\x80\x04N."):
        with pytest.raises(ValueError, match="no file of tags"):
            TagModel.from_bytes(broken)
    with pytest.raises(ValueError, match="vector"):
        fitted(encoder).predict(["hola"], np.zeros((1, 7), np.float32))
    with pytest.raises(ValueError, match="vectors of shape"):
        fitted(encoder).predict(["hola"], np.zeros((2, encoder.wide), np.float32))


def test_a_tag_is_decided_only_where_its_precision_is_proven() -> None:
    chance = np.random.default_rng(3)
    top = np.sort(chance.uniform(0.3, 1.0, 600).astype(np.float32))[::-1]
    right = chance.uniform(size=600) < np.where(top > 0.6, 0.995, 0.5)
    pooled, each = thresholds_for(np.zeros(600, np.int64), top, right, 2)
    assert 0.5 < pooled < 0.7 and each[0] == pytest.approx(pooled)
    assert right[top >= pooled].mean() >= 0.97
    assert thresholds_for(np.zeros(30, np.int64), top[:30], np.ones(30, dtype=bool), 1)[0] == NEVER


def test_a_tag_that_is_mistaken_needs_more_than_the_others() -> None:
    guess = np.repeat([0, 1], [400, 40]).astype(np.int64)
    top = np.linspace(0.99, 0.5, 440).astype(np.float32)
    right = np.ones(440, dtype=bool)
    right[guess == 1] = np.arange(40) % 4 > 0
    pooled, each = thresholds_for(guess, top, right, 2, 0.9)
    assert pooled <= each[0] < each[1]


def test_many_examples_are_decided_and_reported_by_tag(analyser: Analyser) -> None:
    words = {"entrega": "paquete envío pedido caja", "cobro": "cargo cobro factura tarjeta", "clave": "contraseña clave usuario cuenta"}  # fmt: skip
    examples = [
        Example(f"{how} {word} {more}", (label,))
        for label, those in words.items()
        for word in those.split()
        for how in ("problema con", "ayuda con", "tengo dudas de", "revisen", "falla")
        for more in ("hoy", "ayer", "por favor", "urgente", "de nuevo")
    ]
    model = fitted(analyser.encoder, examples)
    one = said(model, analyser.encoder, "problema con el paquete")[0]
    assert one.decided == "entrega" and one.tags == ("entrega",) and not one.untyped
    told = model.report["entrega"]
    assert told.examples == 100 and told.precision is not None and told.precision >= 0.97 and told.coverage > 0.8
    assert said(model, analyser.encoder, "")[0].untyped


def test_a_parent_is_told_where_the_tag_is_not_sure(analyser: Analyser) -> None:
    texts = [
        f"{how} {word} {more} {at}"
        for word in ("cargo", "paquete")
        for how in ("problema con el", "ayuda con mi", "tengo dudas del", "revisen el", "otra vez el")
        for more in ("hoy", "ayer", "por favor", "urgente", "de nuevo")
        for at in ("uno", "dos", "tres", "cuatro", "cinco", "seis")
    ]
    either = np.random.default_rng(5).integers(0, 2, len(texts))
    examples = [
        Example(text, ("envios/atraso" if "paquete" in text else ("pagos/cobros/doble", "pagos/cobros/ajeno")[which],))
        for text, which in zip(texts, either.tolist(), strict=True)
    ]
    model = fitted(analyser.encoder, examples)
    one = said(model, analyser.encoder, "problema con el cargo de hoy")[0]
    assert one.decided is None and one.parent == "pagos/cobros"
    sure = said(model, analyser.encoder, "problema con el paquete hoy")[0]
    assert sure.decided == "envios/atraso" and sure.parent is None


def test_several_tags_are_learned_and_decided_each_on_its_own(analyser: Analyser) -> None:
    both = [Example("no llega mi pedido y además me cobraron dos veces", ("entrega", "cobro"))]
    model = fitted(analyser.encoder, [*EXAMPLES, *both * 3])
    assert model.tagger.several
    taught(model, analyser.encoder, *(Example(text, ("garantía", "entrega")) for text in WARRANTY))
    top = dict(said(model, analyser.encoder, "la garantía de mi refrigerador")[0].top)
    assert top["garantía"] > 0.5 > top["clave"]


@pytest.mark.parametrize("examples", [
    [], [Example("hola", ())], [Example("hola", ("oos",))], [Example("", ("a",))], [Example("hola", ("a",))],
    [Example("uno", ("a",)), Example("dos", ("b",))], [Example("x" * 100_000, ("a",)), Example("你好，我的包裹呢", ("b",))],
    [Example("igual", ("a",)), Example("igual", ("b",))], [Example("\ud800\x00", ("a",)), Example("🙂", ("a/b/c",))],
])  # fmt: skip
def test_whatever_is_learned_something_is_said(encoder: Encoder, examples: list[Example]) -> None:
    model = fitted(encoder, examples)
    texts = ["hola", "", "x" * 100_000, "привет", "🙂🙂", "\ud800"]
    for one in said(model, encoder, *texts) + said(TagModel.from_bytes(model.to_bytes()), encoder, *texts):
        assert one.decided is None and all(0 <= likely <= 1 for _, likely in one.top)
    taught(model, encoder, *examples)
