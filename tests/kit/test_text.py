"""Text from outside is safe to keep and to show, and never takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.text import clean, html_to_text, is_emoji_only, is_hostile, sanitise_html

HOSTILE = {
    "a hundred thousand nested blocks": "<div>" * 100_000 + "fin",
    "nested quotations": "<blockquote>" * 399 + "<br>" * 20_000,
    "three hundred thousand unfinished tags": "<a " * 300_000,
    "a million ampersands": "&" * 1_000_000,
    "a megabyte of angle brackets": "<" * 1_000_000,
    "a table in a table in a table": "<table><tr><td>" * 5000 + "fin",
    "a megabyte of attributes": "<p " + 'a="1" ' * 170_000 + ">fin",
    "comments that never end": "<!--" * 250_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_document_takes_longer_than_a_few_seconds(name: str) -> None:
    begun = time.perf_counter()
    sanitise_html(HOSTILE[name])
    html_to_text(HOSTILE[name])
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>1</script>">x</a>',
        "<svg onload=alert(1)><script>1</script></svg>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        '<form action="https://mala.example"><input name="clave"><button>x</button></form>',
        '<iframe src="https://mala.example"></iframe><object data="x"></object><embed src="x">',
        '<p style="background:url(https://mala.example/p.gif);position:fixed;behavior:url(x)">x</p>',
        "<style>@import 'https://mala.example';</style><link rel=stylesheet href=https://mala.example>",
        '<meta http-equiv="refresh" content="0;url=https://mala.example"><base href="https://mala.example">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    ],
)
def test_what_runs_asks_or_fetches_is_gone(html: str) -> None:
    safe = sanitise_html(html).lower()
    for word in ("<script", "onerror", "onload", "javascript:", "data:text", "<form", "<input", "<iframe", "<svg",
                 "<style", "url(", "position", "<meta", "<base", "<link", "mala.example"):  # fmt: skip
        assert word not in safe or (word == "onerror" and "&lt;img" in safe)


def test_a_remote_image_waits_until_somebody_asks_for_it() -> None:
    safe = sanitise_html(
        '<img alt="a > b" src="https://x.example/p.gif?a=1&b=2" width="10"><img src="//x.example/q.gif">'
    )
    assert ' src="' not in safe
    assert 'data-remote-src="https://x.example/p.gif?a=1&amp;b=2"' in safe
    assert 'data-remote-src="https://x.example/q.gif"' in safe


def test_nobody_outside_can_write_the_address_of_a_waiting_image() -> None:
    assert "data-remote-src" not in sanitise_html('<img data-remote-src="file:///etc/passwd"><p data-remote-src="x">')


def test_images_of_the_mail_itself_stay() -> None:
    assert 'src="cid:foto1"' in sanitise_html('<img src="cid:foto1">')
    assert 'src="data:image/png;base64,AAAA"' in sanitise_html('<img src="data:image/png;base64,AAAA">')
    assert "data:image/svg" not in sanitise_html('<img src="data:image/svg+xml;base64,AAAA">')


def test_links_open_elsewhere_and_tell_nothing() -> None:
    safe = sanitise_html('<a href="https://x.example">x</a>')
    assert 'rel="noopener noreferrer nofollow"' in safe
    assert 'target="_blank"' in safe


def test_hostile_html_becomes_plain_paragraphs() -> None:
    assert is_hostile("<div>" * 500 + "hola")
    assert sanitise_html("<div>" * 500 + "hola").strip() == "<p>hola</p>"


def test_html_reads_as_a_person_sees_it() -> None:
    html = (
        "<head><title>no</title></head><p>Hola</p><p class=MsoNormal>uno</p><p class=MsoNormal>dos</p>tres<br><br>"
        "cuatro"
        "<blockquote>cita<blockquote>vieja</blockquote></blockquote><ul><li>a<li>b</ul>"
        "<table><tr><td>1</td><td>2</td></tr></table><pre>x\n  y</pre><script>no</script>"
    )
    text = html_to_text(html)
    assert text.split() == "Hola uno dos tres cuatro > cita > >> vieja > - a - b 1 2 x y".split()
    assert "uno\ndos" in text
    assert "x\n  y" in text


def test_an_emoji_that_is_a_picture_is_read_as_the_emoji() -> None:
    assert html_to_text('Listo <img alt="👍" src="cid:x"><img alt="logo" src="cid:y">') == "Listo 👍"


@given(st.text())
def test_any_text_becomes_storable(text: str) -> None:
    safe = clean(text)
    safe.encode("utf-8")
    assert "\x00" not in safe
    assert "\r" not in safe
    assert clean(safe) == safe


@given(st.text())
def test_any_html_becomes_safe_and_stays_so(html: str) -> None:
    safe = sanitise_html(html)
    assert "<script" not in safe.lower()
    html_to_text(html).encode("utf-8")


def test_lone_surrogates_and_direction_overrides_go() -> None:
    assert clean("a\ud800b\u202ec\u0000d\r\ne") == "a?bcd\ne"


@pytest.mark.parametrize("text", ["👍", "👍🏽 ❤️", "🇨🇱", "👩‍👩‍👧", "☀️", " 🎉\n", "1️⃣🎉"])
def test_emoji_alone_are_told(text: str) -> None:
    assert is_emoji_only(text) is not text.startswith("1")


@pytest.mark.parametrize("text", ["", "  ", "ok 👍", "1", "©", "¿?", ":)", "™"])
def test_text_is_no_emoji(text: str) -> None:
    assert not is_emoji_only(text)
