"""Rights add up, scopes never leak, settings obey locks, the chain breaks where it was touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

import msgspec
import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.errors import Invalid
from trato.rooms.access.errors import MoreThanYouMay, PasswordTooWeak, RoleUnknown, SettingLocked
from trato.rooms.access.model import AuditRow, Failures, Limit, Place, Reach, Scope, ScopeKind, Setting, UserId, Verb
from trato.rooms.access.rules import sign_in
from trato.rooms.access.rules.chain import START, check_codes, extend, verify
from trato.rooms.access.rules.rights import check_may_grant, is_within, join, narrow, resolve, scope_of
from trato.rooms.access.rules.settings import check_unlocked, resolve_setting

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IDS = st.integers(1, 6).map(lambda n: UUID(int=n))
SETS = st.frozensets(IDS, max_size=4)
SCOPES = st.builds(Scope, everywhere=st.booleans(), units=SETS, queues=SETS, accounts=SETS)
MAYBE = st.none() | IDS
PLACES = st.builds(Place, unit_id=MAYBE, brand_id=MAYBE, queue_id=MAYBE, account_id=MAYBE)
REACHES = st.builds(
    Reach, role=st.sampled_from(["agent", "analyst", "gone"]), kind=st.sampled_from(ScopeKind), id=IDS, units=SETS
)


@given(SCOPES, SCOPES, PLACES)
def test_two_scopes_together_cover_what_either_covers(one: Scope, other: Scope, place: Place) -> None:
    assert join(one, other).covers(place) == (one.covers(place) or other.covers(place))


@given(SCOPES, SCOPES, PLACES)
def test_what_is_within_a_scope_never_covers_more(inner: Scope, outer: Scope, place: Place) -> None:
    if is_within(inner, outer) and inner.covers(place):
        assert outer.covers(place)


@given(st.lists(REACHES, max_size=5), PLACES, st.sampled_from(Verb))
def test_rights_are_the_sum_of_grants_and_nothing_more(reaches: list[Reach], place: Place, verb: Verb) -> None:
    each = [resolve([reach]).scope(verb).covers(place) for reach in reaches]
    assert resolve(reaches).scope(verb).covers(place) == any(each)


@given(st.lists(REACHES, max_size=5), st.frozensets(st.sampled_from(Verb), max_size=5), PLACES, st.sampled_from(Verb))
def test_a_token_never_may_more_than_its_owner(
    reaches: list[Reach], verbs: frozenset[Verb], place: Place, verb: Verb
) -> None:
    owner = resolve(reaches)
    token = narrow(owner, verbs)
    assert token.scope(verb).covers(place) == (verb in verbs and owner.scope(verb).covers(place))


def test_nobody_hands_out_more_than_they_have_unless_they_manage_grants_everywhere() -> None:
    brand = frozenset({UUID(int=1)})
    leader = resolve([Reach("director_of_care", ScopeKind.BRAND, UUID(int=1), brand)])
    check_may_grant(leader, Reach("agent", ScopeKind.BRAND, UUID(int=1), brand))
    for beyond in (
        Reach("agent", ScopeKind.WORKSPACE),
        Reach("agent", ScopeKind.BRAND, UUID(int=2), frozenset({UUID(int=2)})),
        Reach("agent", ScopeKind.QUEUE, UUID(int=9)),
        Reach("system_admin", ScopeKind.BRAND, UUID(int=1), brand),
    ):
        with pytest.raises(MoreThanYouMay):
            check_may_grant(leader, beyond)
    with pytest.raises(MoreThanYouMay):
        check_may_grant(resolve([Reach("agent", ScopeKind.WORKSPACE)]), Reach("agent", ScopeKind.WORKSPACE))
    admin = resolve([Reach("system_admin", ScopeKind.WORKSPACE)])
    check_may_grant(admin, Reach("agent", ScopeKind.WORKSPACE))
    with pytest.raises(RoleUnknown):
        check_may_grant(admin, Reach("emperor", ScopeKind.WORKSPACE))


def test_a_grant_of_a_brand_covers_neither_its_queues_nor_its_accounts_by_name() -> None:
    scope = scope_of(Reach("agent", ScopeKind.BRAND, UUID(int=1), frozenset({UUID(int=1)})))
    assert not scope.covers(Place(queue_id=UUID(int=1))) and not scope.covers(Place(account_id=UUID(int=1)))


# -- settings


def _said(unit: int, value: str, locked: bool = False) -> tuple[UUID, Setting]:
    return UUID(int=unit), Setting(UUID(int=unit), "voice", value, UserId(UUID(int=99)) if locked else None)  # type: ignore[arg-type]


PATH = [UUID(int=n) for n in (1, 2, 3)]


def test_the_nearest_setting_counts() -> None:
    found = resolve_setting(PATH, dict([_said(1, "global"), _said(3, "brand")]))
    assert found is not None and found.value == "brand"
    assert resolve_setting(PATH, {}) is None


def test_a_lock_above_silences_what_those_below_said_before() -> None:
    said = dict([_said(1, "global", locked=True), _said(3, "brand")])
    found = resolve_setting(PATH, said)
    assert found is not None and found.value == "global"
    with pytest.raises(SettingLocked):
        check_unlocked(PATH, said)
    check_unlocked(PATH[:1], said)  # who locked may change their mind


# -- the chain


Rows: TypeAlias = "list[tuple[str, UUID | None, str, str, UUID | None, dict[str, object]]]"
CODES = st.integers() | st.booleans() | st.none() | st.just("code")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["user", "system"]),
        MAYBE,
        st.sampled_from(["user.add", "grant.give"]),
        st.just("user"),
        MAYBE,
        st.dictionaries(st.sampled_from("abc"), CODES, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def _chain(rows: Rows) -> list[AuditRow]:
    return extend(UUID(int=5), (0, START), NOW, rows)


@given(ROWS)
def test_an_untouched_chain_holds(
    rows: Rows,
) -> None:
    chain = _chain(rows)
    assert verify(UUID(int=5), chain, (chain[-1].seq, chain[-1].hash)).holds
    assert not verify(UUID(int=6), chain, (chain[-1].seq, chain[-1].hash)).holds  # not another workspace's


@given(ROWS, st.integers(0, 5), st.sampled_from(["verb", "object_id", "at", "codes", "drop", "swap", "actor_id"]))
def test_a_touched_line_is_found(rows: Rows, at: int, how: str) -> None:
    chain = _chain(rows)
    at %= len(chain)
    head = (chain[-1].seq, chain[-1].hash)
    changed: dict[str, dict[str, object]] = {
        "verb": {"verb": "user.drop"},
        "object_id": {"object_id": UUID(int=77)},
        "actor_id": {"actor_id": UUID(int=78)},
        "at": {"at": NOW + timedelta(microseconds=1)},
        "codes": {"codes": {**chain[at].codes, "z": 1}},
    }
    if how in changed:
        chain[at] = msgspec.structs.replace(chain[at], **changed[how])
    elif how == "drop":
        del chain[at]
    else:
        chain.insert(at, msgspec.structs.replace(chain[at], seq=chain[at].seq))
    assert not verify(UUID(int=5), chain, head).holds


@pytest.mark.parametrize("detail", [{"name": "Ana Pérez"}, {"mail": "ana@example.org"}, {"text": "hola, ¿qué tal?"}])
def test_personal_data_does_not_enter_the_log(detail: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        check_codes(detail)
    with pytest.raises(TypeError):
        check_codes({"deep": {"nested": 1}})
    check_codes({"role": "agent", "n": 3, "id": UUID(int=1), "all": ["a.b", "c"], "none": None, "yes": True})


# -- signing in


@pytest.mark.parametrize(
    ("typed", "kept"), [(" Ana@Example.ORG ", "ana@example.org"), ("josé@example.org", "josé@example.org")]
)
def test_an_email_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert sign_in.normal_email(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "ana", "@example.org", "ana@", "ana@localhost", "a na@example.org", "a" * 250 + "@b.co"]
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        sign_in.normal_email(typed)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("corto", "too_short"),
        ("x" * 300, "too_long"),
        ("Contraseña123", "too_common"),
        ("aaaaaaaaaaaa", "too_common"),
        ("anaperez2026", "like_email"),
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password: str, reason: str) -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        sign_in.check_password(password, "anaperez@example.org")
    assert refused.value.data["reason"] == reason


def test_a_phrase_is_a_good_password() -> None:
    sign_in.check_password("llueve sobre el tejado", "anaperez@example.org")


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_a_code_is_taken_once_and_only_about_now() -> None:
    code = pyotp.TOTP(SECRET).at(NOW)
    step = sign_in.code_step(SECRET, f"{code[:3]} {code[3:]}", 0, NOW)
    assert step == int(NOW.timestamp()) // 30
    assert sign_in.code_step(SECRET, code, step, NOW) is None
    assert sign_in.code_step(SECRET, code, 0, NOW + timedelta(seconds=30)) == step
    assert sign_in.code_step(SECRET, code, 0, NOW + timedelta(seconds=90)) is None
    assert sign_in.code_step(SECRET, "", 0, NOW) is None and sign_in.code_step(SECRET, "ñ", 0, NOW) is None


def test_the_sixth_failure_waits_until_the_window_has_passed() -> None:
    limit = Limit(5, timedelta(minutes=15))
    assert sign_in.wait_after(Failures(5, NOW), limit, NOW) is None
    assert sign_in.wait_after(Failures(6, NOW), limit, NOW + timedelta(minutes=5)) == timedelta(minutes=10)


def test_recovery_codes_are_long_and_read_however_typed() -> None:
    code = sign_in.new_recovery_code(lambda n: bytes(range(n)))
    assert code == "aaaq-eaye-auda-ocaj"
    user = UUID(int=3)
    assert sign_in.recovery_hash(user, code) == sign_in.recovery_hash(user, "AAAQ EAYE AUDA OCAJ")
    assert sign_in.recovery_hash(user, code) != sign_in.recovery_hash(UUID(int=4), code)
