"""One line has one key, however it is written."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trato.rooms.contacts.phones import from_international, normalise

ARGENTINA = [
    "+5491123456789",
    "5491123456789",
    "+54 9 11 2345-6789",
    "+541123456789",
    "+54 11 15 2345 6789",
    "54111523456789",
    "011 15 2345-6789",
    "11 15 2345 6789",
    "0054 9 11 2345 6789",
    "11 2345-6789",
]
MEXICO = [
    "+525512345678",
    "+5215512345678",
    "5215512345678",
    "+52 1 55 1234 5678",
    "52 55 1234 5678",
    "044 55 1234 5678",
    "045 55 1234 5678",
    "01 55 1234 5678",
    "55 1234 5678",
]
BRAZIL = [
    "+5531987654321",
    "+553187654321",
    "553187654321",
    "+55 (31) 8765-4321",
    "(31) 98765-4321",
    "031 98765 4321",
    "31 8765-4321",
]


@pytest.mark.parametrize("written", ARGENTINA)
def test_an_argentine_mobile_has_one_key(written: str) -> None:
    assert normalise(written, "AR") == "+541123456789"


@pytest.mark.parametrize("written", MEXICO)
def test_a_mexican_mobile_has_one_key(written: str) -> None:
    assert normalise(written, "MX") == "+525512345678"


@pytest.mark.parametrize("written", BRAZIL)
def test_a_brazilian_mobile_has_one_key(written: str) -> None:
    assert normalise(written, "BR") == "+5531987654321"


def test_a_four_digit_area_code_of_argentina_loses_its_15_too() -> None:
    assert normalise("+54 2966 15 423456", "") == normalise("+5492966423456", "") == "+542966423456"


def test_a_brazilian_fixed_line_gets_no_ninth_digit() -> None:
    assert normalise("+55 11 3251-1234", "BR") == "+551132511234"


def test_a_key_exists_for_whatever_a_network_delivers() -> None:
    assert normalise("+999 12345678901", "AR") == "+99912345678901"
    assert normalise("32665", "AR") == "32665"
    assert normalise("ACME", "AR") == ""
    assert normalise("+٥٤ 9 11 2345-6789", "") == from_international("٥٤91123456789") == "+541123456789"
    assert from_international("<WHATSAPP_USER_PHONE_NUMBER>") == ""


area_ar = st.sampled_from(["11", "221", "351", "261", "2966", "3492"])


@given(area_ar, st.integers(min_value=2_000_000, max_value=6_999_999))
@settings(deadline=None)
def test_every_argentine_variant_of_one_line_has_one_key(area: str, number: int) -> None:
    subscriber = str(number * 10)[: 10 - len(area)]
    variants = {
        normalise(f"+549{area}{subscriber}", ""),
        normalise(f"+54{area}{subscriber}", ""),
        from_international(f"549{area}{subscriber}"),
        from_international(f"54{area}{subscriber}"),
    }
    assert variants == {f"+54{area}{subscriber}"}


@given(st.integers(min_value=2_000_000_000, max_value=9_999_999_999))
@settings(deadline=None)
def test_every_mexican_variant_of_one_line_has_one_key(number: int) -> None:
    keys = {from_international(f"52{number}"), from_international(f"521{number}"), normalise(f"+521{number}", "")}
    assert keys == {f"+52{number}"}


@given(st.integers(min_value=11, max_value=99), st.integers(min_value=60_000_000, max_value=99_999_999))
@settings(deadline=None)
def test_every_brazilian_variant_of_one_mobile_has_one_key(area: int, number: int) -> None:
    assert from_international(f"55{area}{number}") == from_international(f"55{area}9{number}") == f"+55{area}9{number}"


@given(
    area_ar,
    st.integers(min_value=2_000_000, max_value=6_999_999),
    st.integers(min_value=2_000_000, max_value=6_999_999),
)
@settings(deadline=None)
def test_two_argentine_lines_never_share_a_key(area: str, one: int, other: int) -> None:
    first, second = (str(number * 10)[: 10 - len(area)] for number in (one, other))
    assert (from_international(f"549{area}{first}") == from_international(f"54{area}{second}")) == (first == second)


@given(st.text())
@settings(deadline=None)
def test_a_key_is_its_own_key(written: str) -> None:
    key = normalise(written, "AR")
    assert normalise(key, "AR") == key


@given(st.integers(min_value=10**6, max_value=10**15 - 1))
@settings(deadline=None)
def test_international_digits_are_their_own_key_again(number: int) -> None:
    key = from_international(str(number))
    assert from_international(key) == key


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_cheap_road_agrees_with_the_numbering_plans(region: str) -> None:
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(region, kind)
        if number is None:
            continue
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        assert normalise(e164, "") == from_international(e164[1:])
        assert normalise(home, region) == normalise(e164, "")
