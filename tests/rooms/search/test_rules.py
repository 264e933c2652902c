"""What a text's words are, what a question asks, which answer is best."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given
from hypothesis import strategies as st

from trato.rooms.access.model import Scope
from trato.rooms.search.model import DocumentKind, FilterName, Forms, HintCode, Hit, Term, TermKind, Tier
from trato.rooms.search.rules.asking import ask
from trato.rooms.search.rules.cells import cells_of, cover, further
from trato.rooms.search.rules.dates import beginning
from trato.rooms.search.rules.forms import distance, mistakes, pieces, stems
from trato.rooms.search.rules.passages import marked, marker, passage
from trato.rooms.search.rules.places import MOST, places_of, within
from trato.rooms.search.rules.query import parse
from trato.rooms.search.rules.ranking import rank
from trato.rooms.search.rules.words import compose, fold, tokens

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def words(text: str) -> set[str]:
    return {one.word for one in tokens(compose(text))}


# ---- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [("Devolución", "devolucion"), ("NIÑO", "nino"), ("ação", "acao"), ("Straße", "strasse"), ("Ágil", "agil")],
)
def test_case_and_accents_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == other


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mi pedido PED-10482 no llegó", {"ped10482", "ped", "10482", "llego"}),
        ("ver el caso #10482", {"10482"}),
        ("PED10482", {"ped10482", "ped", "10482"}),
        ("llámenme al +52 55 1234 5678", {"525512345678", "5678"}),
        ("escriban a Ana.Lopez@Correo.example", {"ana.lopez@correo.example", "lopez", "correo"}),
    ],
)
def test_what_people_copy_is_kept_whole_and_in_parts(text: str, found: set[str]) -> None:
    assert found <= words(text)


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    text = compose(text)
    for one in tokens(text):
        assert 0 <= one.start < one.end <= len(text)
        if not one.whole:
            assert fold(text[one.start : one.end]) == one.word


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert all(fold(one.word) == one.word for one in tokens(compose(text)) if not one.whole)


# ---- forms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        "pedido pedidos", "devolucion devoluciones", "devolver devuelvo devuelvan devuelto", "llego llegar llegaron",
        "puedo poder podemos pudo", "busque buscar busco", "queria querer quiero", "roto romper rompio",
        "reembolso reembolsos", "pague pagar pago", "dia dias", "lentisimo lento lentos",
        "entrega entregas entregar", "cartao cartoes", "devolucao devolucoes", "chegou chegar chegaram",
        "refund refunded refunds", "delivery deliveries", "broken break broke", "shipped shipping ships", "sent send",
    ],
)  # fmt: skip
def test_inflected_forms_belong_together(forms: str) -> None:
    first, *others = forms.split()
    for other in others:
        assert stems(first) & stems(other), (first, other)


@pytest.mark.parametrize(
    ("one", "other"), [("pedido", "pedal"), ("caja", "cajero"), ("refund", "fund"), ("roto", "ruta")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert not stems(one) & stems(other)


@pytest.mark.parametrize("word", ["10482", "ped10482", "ana@x.example", "el", "51987310214"])
def test_codes_and_short_words_have_no_forms(word: str) -> None:
    assert stems(word) == frozenset()


@given(st.text("abcdefgh", min_size=4, max_size=12), st.integers(0, 11), st.integers(0, 11))
def test_a_misspelt_name_leads_to_the_right_one(name: str, first: int, second: int) -> None:
    wrong = name[: first % len(name)] + "x" + name[first % len(name) + 1 :]
    if mistakes(name) == 2:
        at = second % len(wrong)
        wrong = wrong[:at] + wrong[at + 1 :]
    kept = 2 if len(name) >= 7 else 1
    most = mistakes(wrong)
    if distance(name, wrong, most) <= most:
        assert pieces(name, kept) & pieces(wrong, most)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8), st.integers(0, 3))
def test_a_distance_is_the_same_both_ways_and_never_beyond_its_limit(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == distance(other, one, most) <= most + 1
    assert (distance(one, other, most) == 0) is (one == other)


# ---- questions -------------------------------------------------------------------------------------------------------


def test_filters_are_understood_in_three_languages() -> None:
    for text in ("canal:whatsapp estado:abierto de:cliente tiene:adjunto es:nota",
                 "channel:whatsapp status:open from:contact has:attachment is:note",
                 "canal:whatsapp estado:aberto de:cliente tem:anexo é:nota"):  # fmt: skip
        query = parse(text)
        assert [(one.name, one.value) for one in query.filters] == [
            (FilterName.CHANNEL, "whatsapp"), (FilterName.STATE, "open"), (FilterName.FROM, "contact"),
            (FilterName.HAS, "file"), (FilterName.IS, "note"),
        ]  # fmt: skip
        assert query.terms == () and query.hints == ()


@pytest.mark.parametrize("locale", ["es", "en", "pt"])
def test_every_filter_that_the_console_offers_is_understood(locale: str) -> None:
    with (ROOT / f"locales/{locale}/console.po").open("rb") as file:
        said = {str(one.id): str(one.string) for one in read_po(file, locale=locale)}
    offered = {
        "estado": ("abierto", "espera", "resuelto", "cerrado", "apartado"), "de": ("cliente", "equipo"),
        "tiene": ("adjunto",), "es": ("nota", "mensaje"), "agente": ("yo", "nadie"), "canal": ("chat",),
        "etiqueta": ("x",), "marca": ("x",), "antes": ("hoy", "ayer"), "después": ("2026",),
    }  # fmt: skip
    for name, values in offered.items():
        for value in values:
            query = parse(f'{said[name]}:"{said.get(value, value)}"')
            assert not query.hints and not query.terms and len(query.filters) == 1, (name, value)
            if name in ("antes", "después"):
                assert beginning(query.filters[0].value, NOW, "America/Lima") is not None


def test_an_unknown_filter_is_searched_as_words_and_told() -> None:
    query = parse("chanel:whatsapp pedido")
    assert [one.words for one in query.terms] == [("chanel",), ("whatsapp",), ("pedido",)]
    assert [(one.code, one.text) for one in query.hints] == [(HintCode.UNKNOWN_FILTER, "chanel:")]
    assert "channel" in query.hints[0].suggestions


def test_an_unknown_value_is_told() -> None:
    assert [one.code for one in parse("estado:azul pedido").hints] == [HintCode.UNKNOWN_VALUE]
    assert parse("estado:abi").hints == parse("estado:").hints == ()


def test_what_looks_like_a_filter_and_is_none_stays_text() -> None:
    assert parse("https://pirca.example/a").filters == () and parse("a las 10:30").hints == ()


def test_phrases_exclusions_and_codes() -> None:
    query = parse('"no me llegó" -reembolso PED-10482 #10482 etiqueta:"envío urgente"')
    assert query.terms == (
        Term(TermKind.PHRASE, ("no", "me", "llego")),
        Term(TermKind.WORD, ("reembolso",), negated=True),
        Term(TermKind.CODE, ("ped10482", "ped", "10482")),
        Term(TermKind.CODE, ("10482",)),
    )
    assert [(one.name, one.value) for one in query.filters] == [(FilterName.TAG, "envío urgente")]


def test_a_telephone_number_is_one_thing_however_it_is_spaced() -> None:
    assert [one.words for one in parse("+52 (55) 1234 5678").terms] == [("525512345678",)]


def test_only_the_last_word_goes_on() -> None:
    assert [one.open_end for one in parse("pedido lleg").terms] == [False, True]
    assert [one.open_end for one in parse("pedido lleg ").terms] == [False, False]


def test_common_words_are_not_asked_for_unless_there_is_nothing_else() -> None:
    assert [one.common for one in parse("el pedido que me llegó").terms] == [True, False, True, True, False]
    assert not any(one.common for one in parse("por que").terms)


def test_what_only_excludes_asks_nothing() -> None:
    query = parse("-pedido")
    assert not query.asks and [one.code for one in query.hints] == [HintCode.ONLY_EXCLUDED]


@given(st.text(max_size=200))
def test_no_question_is_an_error(text: str) -> None:
    query = parse(text)
    asked = ask(query, {}, [], addresses=True)
    assert asked.wanted.count("(") == asked.wanted.count(")")


@pytest.mark.parametrize(
    ("value", "begins"),
    [("2026-10-01", "2026-10-01"), ("2026-10", "2026-10-01"), ("2026", "2026-01-01"), ("01/10/2026", "2026-10-01"),
     ("ayer", "2026-11-21"), ("hoje", "2026-11-22")],
)  # fmt: skip
def test_days_are_read_as_people_write_them(value: str, begins: str) -> None:
    found = beginning(value, NOW, "America/Lima")
    assert found is not None and found.isoformat() == f"{begins}T00:00:00-05:00"


@pytest.mark.parametrize("value", ["", "mañana", "2026-13", "31/02/2026", "99999"])
def test_what_is_no_day_is_none(value: str) -> None:
    assert beginning(value, NOW, "America/Lima") is None


# ---- time ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 7 * 365 * 86_400), min_size=3, max_size=3))
def test_every_moment_of_a_span_has_one_of_its_cells(ages: list[int]) -> None:
    since, at, until = sorted(NOW - timedelta(seconds=age) for age in ages)
    cells = cover(since, until)
    assert len(cells) <= 6 and (not cells or set(cells_of(at)) & set(cells))


@given(st.integers(0, 500), st.integers(1, 10_000_000), st.integers(1, 10_000_000))
def test_looking_further_back_comes_to_the_beginning(found: int, looked: int, age: int) -> None:
    oldest, back_to, steps = NOW - timedelta(seconds=looked + age), NOW - timedelta(seconds=looked), 0
    while back_to > oldest:
        since = further(NOW, back_to, found, 120, oldest)
        assert oldest <= since < back_to
        back_to, steps = since, steps + 1
    assert steps < 12


PLACES = st.frozensets(st.integers(1, 40).map(lambda n: UUID(int=n << 24 | n)), max_size=8)


@given(PLACES, PLACES, st.lists(st.integers(0, 7 * 365 * 86_400), min_size=3, max_size=3), st.booleans(),
       st.booleans())  # fmt: skip
def test_every_document_within_a_scope_and_a_span_has_one_of_each_of_its_marks(
    units: frozenset[UUID], queues: frozenset[UUID], ages: list[int], whole: bool, of_cases: bool
) -> None:
    since, at, until = sorted(NOW - timedelta(seconds=age) for age in ages)
    elsewhere = UUID(int=77)
    for scope in (Scope(units=units, queues=queues), Scope(queues=queues), Scope(everywhere=True)):
        clauses = within(scope, since, until, whole=whole, placed=True, of_cases=of_cases)
        asked = [{one.strip("'") for one in clause.strip("()").split(" | ")} for clause in clauses]
        inside = [(one, elsewhere) for one in scope.units] + [(elsewhere, one) for one in scope.queues]
        for kind in DocumentKind:
            for brand, queue in inside or [(elsewhere, elsewhere)] * scope.everywhere:
                marks = {f"k:{kind}", *places_of(kind, brand, queue, at), *cells_of(at)}
                if kind is DocumentKind.CASE or not of_cases:
                    assert all(marks & ways and len(ways) <= MOST for ways in asked)
                else:
                    assert any(not marks & ways for ways in asked)
            if inside:  # and one that stands elsewhere has none of some clause
                outside = {f"k:{kind}", *places_of(kind, elsewhere, elsewhere, at), *cells_of(at)}
                assert any(not outside & ways for ways in asked)


def test_where_documents_bear_no_places_yet_only_time_is_asked_for() -> None:
    since, scope = NOW - timedelta(days=2), Scope(queues=frozenset({UUID(int=9)}))
    assert within(scope, since, NOW, whole=False, placed=False) == (f"({' | '.join(map(repr, cover(since, NOW)))})",)
    assert within(scope, since, NOW, whole=True, placed=False) == ()


# ---- ranking ---------------------------------------------------------------------------------------------------------


def hit(n: int, tier: Tier = Tier.EXACT, *, case: int | None = None, days: float = 1.0, **how: bool | float) -> Hit:
    at = NOW - timedelta(days=days)
    return Hit(UUID(int=n), DocumentKind.MESSAGE, UUID(int=case or n), at, tier, **how)  # type: ignore[arg-type]


def test_the_word_itself_before_its_forms_before_beginnings_before_misspellings() -> None:
    hits = [hit(4, Tier.TYPO, days=0), hit(2, Tier.STEM, days=30), hit(3, Tier.PREFIX), hit(1, Tier.EXACT, days=600)]
    assert [one.case_id.int for one in rank(hits, NOW)] == [1, 2, 3, 4]


def test_words_that_stand_together_before_words_apart_and_names_before_both() -> None:
    hits = [hit(3, near=0.1), hit(2, near=0.5, adjacent=True, days=20), hit(1, named=True, days=300)]
    assert [one.case_id.int for one in rank(hits, NOW)] == [1, 2, 3]


def test_of_equals_the_newest_comes_first() -> None:
    assert [one.case_id.int for one in rank([hit(1, days=200), hit(2, days=2)], NOW)] == [2, 1]


def test_a_case_comes_once_with_its_three_best() -> None:
    (one,) = rank([hit(n, case=99, days=n) for n in range(1, 9)], NOW)
    assert [found.id.int for found in one.hits] == [1, 2, 3]


@given(st.permutations(range(8)))
def test_the_order_in_which_hits_come_changes_nothing(order: list[int]) -> None:
    hits = [hit(n + 1, list(Tier)[n % 4], case=n % 3 + 1, days=n) for n in range(8)]
    assert rank([hits[n] for n in order], NOW) == rank(hits, NOW)


# ---- passages --------------------------------------------------------------------------------------------------------


TALK = st.text(alphabet="añÀ1259-_.@+() ß", max_size=24)


@given(TALK, TALK)
@example("va AÑ-10482", "an10482")
@example("+51 (987) 310-214", "310214")
def test_what_is_marked_in_a_text_is_never_passed_over(text: str, question: str) -> None:
    for asked in (question, text[3:12], f'"{text[2:9]}"'):
        marks = marker(parse(asked), {})
        if any(one.hit for one in marked(text, marks)):
            assert marks.may_be_in(text)


def test_a_passage_is_plain_pieces_of_the_text_with_the_hits_told_apart() -> None:
    query = parse("pedido <b>")
    text = "relleno " * 60 + "El <b>Pedido</b> no llegó" + " relleno" * 60
    pieces = passage(text, marker(query, {"pedido": Forms(exact=("pedido",))}))
    assert [one.text for one in pieces if one.hit] == ["b", "Pedido", "b"]
    assert "".join(one.text for one in pieces).strip("…") in text


@given(st.text(max_size=400), st.text(max_size=20))
def test_the_pieces_of_a_passage_are_the_text_itself(text: str, question: str) -> None:
    pieces = passage(text, marker(parse(question), {}))
    shown = "".join(one.text for one in pieces)
    assert shown.removeprefix("…").removesuffix("…") in compose(text) + "…"
