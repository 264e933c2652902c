"""Numbers whose check digits hold are found, and one digit off they are not. The examples are published or invented."""

from __future__ import annotations

import pytest

from trato.rooms.intelligence.engine.personal import check_digits as checks

RIGHT = [
    (checks.card, "4111 1111 1111 1111"),
    (checks.card, "5500-0000-0000-0004"),
    (checks.card, "378282246310005"),
    (checks.clabe, "032180000118359719"),
    (checks.cbu, "2850590940090418135201"),
    (checks.iban, "ES91 2100 0418 4502 0005 1332"),
    (checks.iban, "GB82 WEST 1234 5698 7654 32"),
    (checks.rut, "12.345.678-5"),
    (checks.cpf, "111.444.777-35"),
    (checks.cnpj, "11.222.333/0001-81"),
    (checks.nif, "12345678Z"),
    (checks.nif, "X1234567L"),
    (checks.curp, "BOXW310820HNERXN09"),
    (checks.cuit, "20-12345678-6"),
    (checks.ruc, "20100070970"),
    (checks.cedula_ec, "1710034065"),
    (checks.cedula_uy, "1.234.567-2"),
    (checks.nif_pt, "123456789"),
]


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_a_number_that_exists_passes(check: checks.Check, number: str) -> None:
    assert check(number)


@pytest.mark.parametrize(("check", "number"), RIGHT)
def test_a_number_with_one_other_digit_does_not(check: checks.Check, number: str) -> None:
    at = max(place for place, one in enumerate(number[:-1]) if one.isdigit())
    other = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    assert not check(other)


@pytest.mark.parametrize(("check", "_"), RIGHT)
@pytest.mark.parametrize("junk", ["", "-", "000000000000000000", "hola", "١٢٣٤٥٦٧٨٩"])
def test_what_is_no_number_does_not_pass_nor_raise(check: checks.Check, _: str, junk: str) -> None:
    assert not check(junk)
