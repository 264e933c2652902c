"""The stories can be told: nothing in them is a word that nobody knows."""

from __future__ import annotations

import pytest

from trato.app.demo.cast import MEMBERS, PIRCA, ZUMBAL
from trato.app.demo.loading.house import DOORS
from trato.app.demo.playing import files
from trato.app.demo.playing.agents import SHORTCUT
from trato.app.demo.playing.deeds import WORDS
from trato.app.demo.playing.teaching import MEANT
from trato.app.demo.stories.reading import Kind, Line, Unreadable, filled, read_stories, read_text
from trato.app.demo.wording import CANNED, DISPOSITIONS, STARTER, TAGS, TEMPLATES
from trato.kit.file_types import sniff
from trato.rooms.intelligence.engine.starters import starter

STORIES = read_stories()
LEAVES = {code.replace(".", "_") for code in DISPOSITIONS if "." in code}


def test_there_are_at_least_sixty_of_them_in_three_languages_on_three_channels() -> None:
    assert len(STORIES) >= 60
    assert {one.language for one in STORIES} == {"es", "pt", "en"}
    assert {(one.brand, one.channel) for one in STORIES} <= set(DOORS)


def test_each_has_a_name_of_its_own() -> None:
    assert len({one.key for one in STORIES}) == len(STORIES)


def test_each_ends_with_a_reason_of_the_tree_or_with_none() -> None:
    assert {one.reason for one in STORIES} <= {"", *LEAVES}


def test_each_canned_reply_exists_for_the_brand_that_uses_it() -> None:
    for story in STORIES:
        known = {one.shortcut for one in CANNED if one.brand in ("", story.brand)}
        used = {word for line in story.lines if line.kind is Kind.ANSWER for word in SHORTCUT.findall(line.text)}
        assert used <= known, story.key


def test_each_deed_is_one_that_agents_know() -> None:
    for story in STORIES:
        for line in story.lines:
            if line.kind is Kind.DEED:
                word, _, rest = line.text.partition(" ")
                assert word in WORDS or word == "inicia", (story.key, word)
                if word == "etiqueta":
                    assert rest in TAGS
                if word == "resuelve":
                    assert rest in LEAVES
                if word == "inicia":
                    assert rest.split("|")[0].strip() in {one[0] for one in TEMPLATES[story.brand]}


def test_nobody_leaves_a_placeholder_open() -> None:
    values = {"nombre": "Rosa", "pedido": "PR-1", "reporte": "ZB-1"}
    assert not [one.key for one in STORIES for line in one.lines if "{" in filled(line.text, values)]


@pytest.mark.parametrize("text", ["== a | pirca | whatsapp\nHola", "== a | pirca | whatsapp | -\n@baila", "== a | b"])
def test_what_nobody_understands_is_no_story(text: str) -> None:
    with pytest.raises(Unreadable):
        read_text(text)


def test_a_story_is_read_line_by_line() -> None:
    (story,) = read_text(
        "== uno | pirca | email | otros_queja | en\n@asunto Hi\nHello\n\n> /gracias\n# Note\n! sigue\n"
    )
    assert story.language == "en"
    assert story.lines == (
        Line(Kind.SUBJECT, "Hi"),
        Line(Kind.SAY, "Hello"),
        Line(Kind.ANSWER, "/gracias"),
        Line(Kind.NOTE, "Note"),
        Line(Kind.DEED, "sigue"),
    )


def test_each_seat_at_a_screen_has_a_played_colleague() -> None:
    teams = {one.team for one in MEMBERS if one.plays}
    assert {one.team for one in MEMBERS if one.team and not one.plays} == teams
    assert {one.brand for one in MEMBERS} == {"", PIRCA, ZUMBAL}


@pytest.mark.parametrize(
    ("content", "mime"),
    [(files.photo(3), "image/png"), (files.document("Ficha"), "application/pdf"), (files.voice(), "audio/")],
)
def test_the_files_that_contacts_send_are_what_they_say(content: bytes, mime: str) -> None:
    assert sniff(content, "").mime.startswith(mime)


def test_the_demos_reasons_name_tags_of_the_starter() -> None:
    reasons = {code.replace(".", "_") for code in DISPOSITIONS}
    told = {leaf.code: leaf.name["es"] for branch in starter("retail") for leaf in branch.leaves}
    assert {reason for reason, _ in STARTER.values()} <= reasons and set(MEANT) <= reasons
    assert {leaf: name for leaf, (_, name) in STARTER.items()}.items() <= told.items()
