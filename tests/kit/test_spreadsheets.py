"""What people open in a spreadsheet calculates nothing, and comes back as it was."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from trato.kit.spreadsheets import ARMED, rearm, table

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(
    st.lists(st.lists(CELLS | st.sampled_from(["=1+1", "'=1", "-3", "+51 987", "@a", "\t=x"]), min_size=2), min_size=1)
)
def test_no_cell_is_a_formula_and_every_cell_comes_back(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(table(rows), newline="")))
    assert not [cell for row in read for cell in row if cell.startswith(ARMED)]
    assert [[rearm(cell) for cell in row] for row in read] == rows
