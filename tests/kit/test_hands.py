"""What a process had in hand is known after its death, and only then."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from trato.kit.hands import Hands

DYING = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from trato.kit.hands import Hands
Hands(Path(sys.argv[1])).note(UUID(sys.argv[2]), [7, 9])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_had_in_hand_is_known_to_the_next(tmp_path: Path) -> None:
    one, other = uuid4(), uuid4()
    for workspace in (one, other):
        subprocess.run([sys.executable, "-c", DYING, str(tmp_path), str(workspace)], check=False)

    hands = Hands(tmp_path)

    assert [left.ids for left in hands.left_of(one)] == [(7, 9)]
    assert [left.ids for left in hands.left_of(other)] == [(7, 9)]
    assert hands.left_of(uuid4()) == []


def test_what_was_cleared_or_settled_is_told_to_nobody(tmp_path: Path) -> None:
    workspace, first = uuid4(), Hands(tmp_path)
    first.note(workspace, [1])
    first.clear(workspace)
    first.close()
    second = Hands(tmp_path)
    assert second.left_of(workspace) == []
    second.note(workspace, [2])
    second.close()
    third = Hands(tmp_path)
    third.settle(third.left_of(workspace)[0])
    third.close()

    assert Hands(tmp_path).left_of(workspace) == []


def test_who_lives_keeps_its_own_and_who_starts_takes_over_what_all_the_dead_left(tmp_path: Path) -> None:
    workspace, living, dead, gone = uuid4(), Hands(tmp_path), Hands(tmp_path), Hands(tmp_path)
    for n, one in enumerate((living, dead, gone)):
        one.note(workspace, [n])
    dead.close()
    gone.close()

    next_one = Hands(tmp_path)

    assert sorted(left.ids for left in next_one.left_of(workspace)) == [(1,), (2,)]
    next_one.note(workspace, [3])
    next_one.close()  # it dies too, before it settled anything
    assert sorted(left.ids for left in Hands(tmp_path).left_of(workspace)) == [(1,), (2,), (3,)]


def test_a_note_that_is_cut_off_says_nothing(tmp_path: Path) -> None:
    workspace, dying = uuid4(), Hands(tmp_path)
    dying.note(workspace, [1, 2])
    note = next(path for path in tmp_path.rglob(str(workspace)))
    note.write_text(note.read_text()[:3])
    dying.close()

    assert Hands(tmp_path).left_of(workspace) == []
    assert not note.exists()
