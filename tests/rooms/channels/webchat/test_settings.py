"""What an administrator may choose for a chat, and a brand's colour made legible."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from tests.rooms.channels.webchat.house import House
from trato.kit.errors import Invalid
from trato.rooms.channels.adapters.webchat.look import DARK_SURFACE, LEGIBLE, contrast, look_of
from trato.rooms.channels.adapters.webchat.settings import Theme, WidgetSettings, checked, settings_of
from trato.rooms.channels.webchat import assets
from trato.rooms.channels.webchat.assets import told_first


def chosen(**values: Any) -> WidgetSettings:
    return checked(msgspec.convert(values, WidgetSettings), local=False)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_can_be_read_on_light_and_on_dark_and_so_can_what_is_written_on_it(number: int) -> None:
    look = look_of(f"#{number:06x}")
    assert contrast(look.light.accent, "#ffffff") >= LEGIBLE and contrast(look.light.accent, look.light.text) >= LEGIBLE
    assert contrast(look.dark.accent, DARK_SURFACE) >= LEGIBLE and contrast(look.dark.accent, look.dark.text) >= LEGIBLE


def test_a_colour_that_can_be_read_is_left_alone_and_one_that_cannot_says_so() -> None:
    assert look_of("#0b6b57").light.accent == "#0b6b57" and look_of("#0b6b57").changed == (False, True)
    assert look_of("#ffcc00").changed == (True, False) and look_of("#ffcc00").contrast[0] < 2
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_a_stored_value_that_makes_no_sense_counts_as_not_chosen() -> None:
    read = settings_of({"theme": "neon", "accent": "red", "origins": ["https://pirca.pe"], "attachments": "maybe"})
    assert (read.theme, read.accent, read.origins, read.attachments) == (Theme.AUTO, "", ("https://pirca.pe",), True)
    assert settings_of({"greeting": "Hola"}).greetings == {"es": "Hola", "en": "Hola", "pt": "Hola"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://pirca.pe", "https://pirca.pe"),
        ("  HTTPS://Pirca.PE/ ", "https://pirca.pe"),
        ("pirca.pe", "https://pirca.pe"),
        ("https://*.pirca.pe", "https://*.pirca.pe"),
        ("https://pirca.pe:8443", "https://pirca.pe:8443"),
    ],
)
def test_a_site_is_kept_as_browsers_name_it(typed: str, kept: str) -> None:
    assert chosen(origins=[typed]).origins == (kept,)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("origins", ["https://pirca.pe/tienda"], "not_a_site"),
        ("origins", ["https://*"], "not_a_site"),
        ("origins", ["https://*.*.pe"], "not_a_site"),
        ("origins", ["javascript:alert(1)"], "not_a_site"),
        ("origins", ["https://pirca.pe:puerto"], "not_a_site"),
        ("origins", ["http://pirca.pe"], "not_https"),
        ("origins", ["http://localhost:3000"], "not_a_site"),
        ("accent", "verde", "not_a_colour"),
        ("locale", "fr", "unknown"),
        ("greetings", {"fr": "Bonjour"}, "unknown_language"),
        ("greetings", {"es": "h" * 121}, "too_long"),
        ("links", [{"title": "Ayuda", "url": "javascript:alert(1)"}], "not_a_page"),
        ("links", [{"title": " ", "url": "https://pirca.pe"}], "without_title"),
        ("privacy_url", "pirca.pe/privacidad", "not_a_page"),
        ("attributes", [{"key": "Plan de pago"}], "not_a_key"),
        ("attributes", [{"key": "plan"}, {"key": "plan"}], "twice"),
        ("brand", "P" * 61, "too_long"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field_and_why(field: str, value: Any, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        chosen(**{field: value})
    assert (refused.value.data["field"], refused.value.data["reason"]) == (field, reason)


def test_sites_of_this_machine_are_let_in_only_where_the_server_is_of_this_machine() -> None:
    assert checked(WidgetSettings(origins=("http://localhost:3000",)), local=True).origins == ("http://localhost:3000",)


def test_the_loader_is_told_only_what_was_chosen_and_nothing_can_end_its_script() -> None:
    assert told_first(WidgetSettings()) == "self.tratoLook={};\n"
    said = told_first(chosen(accent="#ffcc00", position="left", locale="pt"))
    assert '"left":true' in said and '"locale":"pt"' in said and "#ffcc00" in said.split("dark")[1]
    assert "<" not in told_first(WidgetSettings(locale="</script>"))


async def test_the_preview_stands_in_a_frame_of_ours_without_origin_and_reaches_no_server(tmp_path: Path) -> None:
    (tmp_path / "preview.html").write_text("<!doctype html>")
    (tmp_path / "widget.js").write_text("loader()")
    transport = httpx.ASGITransport(app=Starlette(routes=assets.routes(tmp_path, House(tmp_path).find_account)))
    async with httpx.AsyncClient(transport=transport, base_url="https://care.example") as client:
        policy = (await client.get("/widget/preview")).headers["content-security-policy"]
        assert {"sandbox allow-scripts", "connect-src 'none'", "frame-ancestors 'self'"} <= set(policy.split("; "))
        assert "allow-same-origin" not in policy
        known, unknown = await client.get("/widget.js?key=pirca"), await client.get("/widget.js?key=nobody")
    assert known.text.splitlines()[0].startswith("self.tratoLook=") and known.text.endswith("loader()")
    assert unknown.text == "loader()"
