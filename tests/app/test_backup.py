"""The restore drill: what was backed up comes back, row by row, and nothing is overwritten by mistake."""

from __future__ import annotations

import asyncio
import json
import shutil
import tarfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from tests.embedded import Urls
from trato.app import backups
from trato.app.backup import back_up, count_rows
from trato.app.backup_work import Step, Work
from trato.app.restore import RestoreRefused, check_file, restore
from trato.kit.migrations import migrate
from trato.kit.settings import Settings, read_settings

HASHES = """
select count(*)::text || ' ' || coalesce(md5(string_agg(kept::text, '' order by id)), '') from care.kept
"""


@pytest.fixture
async def new_installation(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Callable[[str], Settings]]:
    """Make installations: each a home of its own and an empty database on this run's server."""
    owner = await asyncpg.connect(database_urls.owner)
    made: list[str] = []
    for _ in range(2):
        made.append(f"drill_{uuid4().hex[:12]}")
        await owner.execute(f"create database {made[-1]}")
    names = iter(made)

    def make(home: str) -> Settings:
        url = database_urls.owner.replace("/trato?", f"/{next(names)}?")
        return read_settings({"TRATO_HOME": str(tmp_path / home), "TRATO_DATABASE_URL": url})

    yield make
    for name in made:
        await owner.execute(f"drop database if exists {name} with (force)")
    await owner.close()


async def _fill(settings: Settings, rows: int = 1000) -> str:
    assert settings.database_url
    await migrate(settings.database_url, settings.key)
    connection = await asyncpg.connect(settings.database_url)
    await connection.execute("create schema care; create table care.kept (id int primary key, said text, raw bytea)")
    await connection.execute(
        "insert into care.kept select n, 'canción nº ' || n, sha256(n::text::bytea) from generate_series(1, $1) n",
        rows,
    )
    await connection.close()
    (settings.blobs / "ab").mkdir(parents=True)
    (settings.blobs / "ab" / "abc").write_bytes(b"\x00picture" * 1000)
    return await _hash(settings)


async def _hash(settings: Settings) -> str:
    assert settings.database_url
    connection = await asyncpg.connect(settings.database_url)
    found: str = await connection.fetchval(HASHES)
    await connection.close()
    return found


def _same_key(settings: Settings, other: Settings) -> Settings:
    shutil.copy(other.home / "key", settings.home / "key")
    return replace(settings, key=other.key)


async def test_everything_comes_back_and_the_numbers_prove_it(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old, new = new_installation("old"), new_installation("new")
    before = await _fill(old)
    await back_up(old, tmp_path / "backup", with_key=False)
    done = await restore(_same_key(new, old), tmp_path / "backup", replace=False)
    assert await _hash(new) == before
    assert done.differing == ()
    assert done.key_matches
    assert (new.blobs / "ab" / "abc").read_bytes() == b"\x00picture" * 1000
    assert done.manifest.rows["care.kept"] == 1000


async def test_a_row_of_one_workspace_is_still_walled_after_a_restore(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old, new = new_installation("old"), new_installation("new")
    await _fill(old)
    await back_up(old, tmp_path / "backup", with_key=False)
    await restore(new, tmp_path / "backup", replace=False)
    assert new.database_url
    connection = await asyncpg.connect(new.database_url)
    walls = "select count(*) from pg_class where relforcerowsecurity"
    grants = "select count(*) from information_schema.role_table_grants where grantee = 'trato_app'"
    assert await connection.fetchval(walls) > 0
    assert await connection.fetchval(grants) > 0
    await connection.close()


async def test_a_database_that_holds_something_is_not_replaced_by_mistake(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old = new_installation("old")
    before = await _fill(old)
    await back_up(old, tmp_path / "backup", with_key=False)
    with pytest.raises(RestoreRefused, match="--replace"):
        await restore(old, tmp_path / "backup", replace=False)
    assert await _hash(old) == before


async def test_replacing_brings_back_the_state_of_the_backup(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old = new_installation("old")
    before = await _fill(old)
    await back_up(old, tmp_path / "backup", with_key=False)
    assert old.database_url
    connection = await asyncpg.connect(old.database_url)
    await connection.execute("delete from care.kept where id > 10; create schema later; create table later.t (n int)")
    await connection.close()
    (old.blobs / "ab" / "late").write_text("late")
    await restore(old, tmp_path / "backup", replace=True)
    assert await _hash(old) == before
    assert not (old.blobs / "ab" / "late").exists()


async def test_a_damaged_backup_changes_nothing(new_installation: Callable[[str], Settings], tmp_path: Path) -> None:
    old = new_installation("old")
    before = await _fill(old)
    await back_up(old, tmp_path / "backup", with_key=False)
    whole = (tmp_path / "backup").read_bytes()
    for damaged in (whole[: len(whole) // 2], whole.replace(b"\x00picture", b"\x00Picture", 1), b"", b"no tar at all"):
        (tmp_path / "backup").write_bytes(damaged)
        with pytest.raises(RestoreRefused):
            await restore(old, tmp_path / "backup", replace=True)
    assert await _hash(old) == before


async def test_a_dump_that_does_not_load_leaves_the_database_as_it_was(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old = new_installation("old")
    before = await _fill(old)
    assert old.database_url
    connection = await asyncpg.connect(old.database_url)
    await connection.execute("create table public.in_the_way (n int)")  # `public` is not put aside
    await back_up(old, tmp_path / "backup", with_key=False)
    with pytest.raises(RuntimeError, match="in_the_way"):
        await restore(old, tmp_path / "backup", replace=True)
    await connection.execute("drop table public.in_the_way")
    await connection.close()
    assert await _hash(old) == before


async def test_the_key_travels_only_when_asked(new_installation: Callable[[str], Settings], tmp_path: Path) -> None:
    old, new = new_installation("old"), new_installation("new")
    await _fill(old, rows=1)
    await back_up(old, tmp_path / "without", with_key=False)
    assert old.key not in (tmp_path / "without").read_bytes()
    without = await restore(new, tmp_path / "without", replace=False)
    assert not without.key_matches
    await back_up(old, tmp_path / "with", with_key=True)
    await restore(new, tmp_path / "with", replace=True)
    assert read_settings({"TRATO_HOME": str(new.home)}).key == old.key


async def test_a_backup_of_a_busy_database_is_of_one_instant(
    new_installation: Callable[[str], Settings], tmp_path: Path
) -> None:
    old, new = new_installation("old"), new_installation("new")
    await _fill(old)
    assert old.database_url
    connection = await asyncpg.connect(old.database_url)

    async def keep_writing() -> None:
        number = 1000
        while True:
            number += 1
            await connection.execute("insert into care.kept values ($1)", number)

    writing = asyncio.create_task(keep_writing())
    manifest = await back_up(old, tmp_path / "backup", with_key=False)
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await connection.close()
    done = await restore(new, tmp_path / "backup", replace=False)
    assert done.differing == ()
    assert manifest.rows["care.kept"] > 1000 or (await _hash(new)).startswith("1000 ")


def test_a_manifest_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    settings = read_settings({"TRATO_HOME": str(tmp_path / "home"), "TRATO_DATABASE_URL": "postgresql://nobody@/x"})
    manifest = {
        "format": 1, "trato": "99.0", "made_at": "2030-01-01", "postgres": "18", "migration": 9999,
        "key_fingerprint": "", "rows": {}, "sha256": {},
    }  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(tmp_path / "backup", "w") as archive:
        archive.add(tmp_path / "manifest.json", "manifest.json")
    with pytest.raises(RestoreRefused, match="newer"):
        asyncio.run(restore(settings, tmp_path / "backup", replace=False))


async def test_counts_name_every_table(owner_connection: asyncpg.Connection[asyncpg.Record]) -> None:
    counted = await count_rows(owner_connection)
    assert "kit.migration" in counted
    assert all("." in name for name in counted)


async def test_a_backup_is_read_again_and_noted_and_a_damaged_one_is_told(
    new_installation: Callable[[str], Settings],
) -> None:
    settings = new_installation("home")
    await _fill(settings, 10)
    file = settings.home / "one.tar"
    made = await asyncio.to_thread(backups.make, settings, file, False)
    assert made.verified and made.bytes == file.stat().st_size
    assert backups.read(settings) == [made]
    content = bytearray(file.read_bytes())
    content[content.index(b"picture")] ^= 1
    file.write_bytes(content)
    with pytest.raises(RestoreRefused, match="damaged"):
        check_file(file)
    (settings.home / backups.RECORD).write_text("[{")
    assert backups.read(settings) == []


@dataclass(slots=True)
class Told(Work):
    """Remembers how much was done each time that something was told."""

    told: list[tuple[Step, float]] = field(default_factory=list)

    def reach(self, step: Step, done: int) -> None:
        Work.reach(self, step, done)
        self.told.append((self.step, self.share))

    def add(self, step: Step, more: int) -> None:
        Work.add(self, step, more)
        self.told.append((self.step, self.share))


async def test_a_backup_tells_how_much_of_it_is_done_and_ends_at_all_of_it(
    new_installation: Callable[[str], Settings],
) -> None:
    settings, work = new_installation("home"), Told()
    await _fill(settings, 20_000)
    await asyncio.to_thread(backups.make, settings, settings.home / "one.tar", False, work)
    shares = [share for _, share in work.told]
    assert shares == sorted(shares) and 0 < shares[0] < 0.2 and shares[-1] > 0.99
    assert [step for step in Step if step in {one for one, _ in work.told}] == list(Step)
    within = [share for step, share in work.told if step is Step.DATABASE]
    assert len(set(within)) > 5 and within[-1] - within[0] > 0.2  # table by table, not all at once


def test_what_a_dump_needs_less_than_was_thought_is_no_step_back() -> None:
    work = Work(tables=1000, files=100)
    assert work.share == 0
    work.begin(Step.DATABASE)
    half = work.share
    work.dumped = 5000  # it hardly compressed
    work.begin(Step.FILES)
    assert work.share >= half
    work.begin(Step.CHECK)
    work.add(Step.CHECK, 5100)
    assert work.share == 1
