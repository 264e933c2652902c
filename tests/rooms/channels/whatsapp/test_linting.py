"""What Meta would refuse in a template is told before it is sent there, in a sentence."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.rooms.channels.adapters.whatsapp.linting import lint
from trato.rooms.channels.adapters.whatsapp.templates import components_of
from trato.rooms.channels.library import ButtonKind, TemplateButton, TemplateDraft
from trato.rooms.channels.simulators.whatsapp.library import Submitted

BUTTON = st.builds(TemplateButton, st.sampled_from(list(ButtonKind)), st.text(max_size=30))
GOOD = TemplateDraft(
    "aviso_de_entrega", "es", "utility", "Hola {{1}}, tu pedido de Pirca llega el {{2}} por la tarde.",
    header="Tu pedido", footer="Pirca",
    buttons=(TemplateButton(ButtonKind.REPLY, "Cambiar la fecha"),
             TemplateButton(ButtonKind.URL, "Seguir", "https://pirca.example/p")),
    examples=("Rosa", "martes"),
)  # fmt: skip


def reply(text: str) -> TemplateButton:
    return TemplateButton(ButtonKind.REPLY, text)


def url(text: str, value: str = "https://pirca.example") -> TemplateButton:
    return TemplateButton(ButtonKind.URL, text, value)


def faults(**changes: Any) -> list[tuple[str, bool]]:
    return [(one.field, one.grave) for one in lint(msgspec.structs.replace(GOOD, **changes), "Pirca")]


def test_a_good_template_has_nothing_said_of_it() -> None:
    assert faults() == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Aviso de entrega"}, "name"),
        ({"language": "español"}, "language"),
        ({"category": "authentication"}, "category"),
        ({"body": "  "}, "body"),
        ({"body": "Pirca " + "a" * 1024}, "body"),
        ({"body": "Pirca te escribe.\n\n\nHola {{1}} y {{2}}, buen día para vos"}, "body"),
        ({"body": "{{1}}, tu pedido de Pirca llega el {{2}} por la tarde."}, "body"),
        ({"body": "Hola {{1}}, tu pedido de Pirca llega el {{2}}."}, "body"),
        ({"body": "Hola {{1}} {{2}}, tu pedido de Pirca llega pronto a casa."}, "body"),
        ({"body": "Hola {{1}}, tu pedido de Pirca llega el {{3}} por la tarde."}, "body"),
        ({"body": "Hola {{nombre}}, tu pedido de Pirca llega el {{1}} y el {{2}} también."}, "body"),
        ({"body": "Pirca: {{1}} y {{2}} ya"}, "body"),
        ({"examples": ("Rosa",)}, "examples"),
        ({"header": "a" * 61}, "header"),
        ({"header": "Hola {{1}}"}, "header"),
        ({"header": "Tu pedido 📦"}, "header"),
        ({"footer": "Pirca\nLima"}, "footer"),
        ({"buttons": tuple(reply(str(n)) for n in range(11))}, "buttons"),
        ({"buttons": (url("a"), url("b"), url("c"))}, "buttons"),
        ({"buttons": (reply("a"), url("b"), reply("c"))}, "buttons"),
        ({"buttons": (reply("Sí"), reply("sí "))}, "buttons"),
        ({"buttons": (reply("a" * 26),)}, "buttons"),
        ({"buttons": (url("Ver", "http://pirca.example"),)}, "buttons"),
        ({"buttons": (TemplateButton(ButtonKind.PHONE, "Llamar", "llamen"),)}, "buttons"),
    ],
)
def test_what_meta_refuses_is_said_first(changes: dict[str, Any], field: str) -> None:
    assert (field, True) in faults(**changes)


def test_what_is_only_likely_to_be_refused_is_a_hint() -> None:
    body = "Hola {{1}}, hoy hay 20% de descuento en Pirca hasta el {{2}} por la tarde."
    assert faults(body=body) == [("category", False)]
    assert faults(body=body, category="marketing") == [("footer", False)]
    assert faults(body=body, category="marketing", buttons=(reply("No recibir más"),)) == []
    assert faults(body="Hola {{1}}, tu pedido llega el {{2}} por la tarde.", footer="") == [("body", False)]


@given(
    st.builds(
        TemplateDraft, st.just("aviso"), st.sampled_from(["es", "x"]), st.just("utility"),
        st.text(alphabet="ab {}12\n", max_size=60), st.text(max_size=70), st.text(max_size=70),
        st.lists(BUTTON, max_size=3).map(tuple),
        st.lists(st.text(max_size=5), max_size=3).map(tuple),
    )
)  # fmt: skip
def test_what_passes_has_the_shape_that_meta_takes(draft: TemplateDraft) -> None:
    if any(one.grave for one in lint(draft, "Pirca")):
        return
    told = {
        "name": draft.name, "language": draft.language, "category": draft.category.upper(),
        "components": components_of(draft),
    }  # fmt: skip
    msgspec.convert(told, Submitted)


def test_the_good_one_has_the_shape_that_meta_takes() -> None:
    told = {"name": GOOD.name, "language": GOOD.language, "category": "UTILITY", "components": components_of(GOOD)}
    assert msgspec.convert(told, Submitted).components
