"""The embedded PostgreSQL outlives nobody and loses nothing, whoever dies."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from polact.embedded.binaries import major_version
from tests.embedded.copies import PROJECT, Copy, eventually, send

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes to another account, which only root can")

KEEP_ROW = "CREATE TABLE kept AS SELECT 42 AS n"


def test_starts_once_for_many_processes_at_once(copies: Callable[..., Copy], open_folder: Path) -> None:
    copy = copies(open_folder / "data")
    code = "from polact.embedded import postgres\npostgres.ensure_running()"
    several = [subprocess.Popen([sys.executable, "-c", code], env=copy.environment, cwd=PROJECT) for _ in range(4)]
    assert [process.wait(60) for process in several] == [0, 0, 0, 0]
    assert len([c for c in copy.processes().values() if "embedded.keeper postgres" in c]) == 1
    assert copy.sql("SHOW data_checksums") == "on"


def test_returns_within_a_millisecond_when_already_running(copy: Copy) -> None:
    done = copy.run(
        "import time\nfrom polact.embedded import postgres\npostgres.ensure_running()\nbest = 1\n"
        "for _ in range(20):\n    began = time.perf_counter(); postgres.ensure_running()\n"
        "    best = min(best, time.perf_counter() - began)\nprint(best)"
    )
    assert float(done.stdout) < 0.001


def test_stops_when_its_only_user_is_killed(copy: Copy) -> None:
    user = copy.use("postgres")
    user.kill()
    user.wait()
    assert eventually(copy.is_deserted), copy.processes()
    assert not (copy.data / "postgres" / "postmaster.pid").exists()


def test_stays_while_a_forked_child_of_a_killed_user_lives(copy: Copy) -> None:
    code = (
        "import os, sys, time\nfrom polact.embedded import postgres\npostgres.ensure_running()\n"
        "child = os.fork()\nif child == 0: time.sleep(60)\nprint('using', child, flush=True)\ntime.sleep(60)"
    )
    user = copy.start([sys.executable, "-c", code], until="using")
    user.kill()
    user.wait()
    time.sleep(4.5)
    assert any("embedded.keeper postgres" in command for command in copy.processes().values())


def test_keeps_rows_when_its_keeper_is_killed(copy: Copy) -> None:
    copy.use("postgres")
    copy.sql(KEEP_ROW)
    keeper, postmaster = copy.process("embedded.keeper postgres"), copy.process("bin/postgres -D")
    os.kill(keeper, signal.SIGKILL)
    assert eventually(lambda: postmaster not in copy.processes()), "the server outlived its keeper"
    assert copy.sql("SELECT n FROM kept") == "42"


def test_comes_back_by_itself_when_the_postmaster_is_killed(copy: Copy) -> None:
    copy.use("postgres")
    copy.sql(KEEP_ROW)
    postmaster = copy.process("bin/postgres -D")
    os.kill(postmaster, signal.SIGKILL)

    def is_back() -> bool:
        return any("bin/postgres -D" in command for number, command in copy.processes().items() if number != postmaster)

    assert eventually(is_back, seconds=30)
    assert copy.sql("SELECT n FROM kept") == "42"


def test_starts_again_after_everything_was_killed_at_once(copy: Copy) -> None:
    copy.use("postgres")
    copy.sql(KEEP_ROW)
    for number in copy.processes():
        send(number, signal.SIGKILL)
    assert copy.sql("SELECT n FROM kept") == "42"


def test_forgets_a_pid_file_whose_number_another_program_has(copy: Copy) -> None:
    copy.sql(KEEP_ROW)
    assert eventually(copy.is_deserted)
    pid_file = copy.data / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{copy.data / 'postgres'}\n1\n5432\n\n\n\nready\n")
    assert copy.sql("SELECT n FROM kept") == "42"


def test_two_copies_run_side_by_side(copies: Callable[..., Copy], open_folder: Path) -> None:
    one, two = copies(open_folder / "one"), copies(open_folder / "two")
    one.use("postgres")
    two.use("postgres")
    one.sql(KEEP_ROW)
    assert one.sql("SELECT to_regclass('kept')::text") == "kept"
    assert two.sql("SELECT coalesce(to_regclass('kept')::text, 'nothing')") == "nothing"


def test_works_in_a_folder_too_deep_for_a_socket(copies: Callable[..., Copy], open_folder: Path) -> None:
    copy = copies(open_folder / ("deep" * 15) / ("er" * 30))
    assert copy.sql("SELECT 1") == "1"
    copy.use("postgres")
    where = copy.run("from polact.embedded.connections import socket_directory as d; print(d('postgres'))")
    sockets = Path(where.stdout.strip())
    assert sockets.parent == Path(tempfile.gettempdir())
    assert (sockets / ".s.PGSQL.5432").is_socket()
    assert sockets.stat().st_mode & 0o077 == 0


def test_works_in_a_folder_with_spaces_and_commas(copies: Callable[..., Copy], open_folder: Path) -> None:
    assert copies(open_folder / "a b, c é").sql("SELECT 1") == "1"


@as_root
def test_works_for_root_in_a_folder_that_only_root_can_enter(copies: Callable[..., Copy], tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    copy = copies(private / "data")
    assert copy.sql("SELECT 1") == "1"
    assert private.stat().st_mode & 0o777 == 0o700


@as_root
def test_uses_an_account_that_is_not_root(copy: Copy) -> None:
    copy.use("postgres")
    owner = (Path("/proc") / str(copy.process("bin/postgres -D"))).stat().st_uid
    assert owner != 0


def test_refuses_a_cluster_of_another_major_in_one_sentence(copy: Copy) -> None:
    folder = copy.data / "postgres"
    folder.mkdir(parents=True)
    (folder / "PG_VERSION").write_text("14\n")
    done = copy.run("from polact.embedded import postgres\npostgres.ensure_running()")
    sentence = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert "made by PostgreSQL 14" in sentence
    assert (folder / "PG_VERSION").read_text() == "14\n"


def test_refuses_a_folder_that_it_cannot_enter_in_one_sentence(
    copies: Callable[..., Copy], tmp_path: Path, stranger: dict[str, object]
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    done = copies(closed / "data").run("from polact.embedded import postgres\npostgres.ensure_running()", **stranger)
    assert done.returncode == 1
    assert "cannot be entered or written by this user" in done.stderr.strip().splitlines()[-1]


@as_root
def test_refuses_a_small_disk_in_one_sentence(copies: Callable[..., Copy], open_folder: Path) -> None:
    disk = open_folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"this machine lets nobody mount a small disk: {mounted.stderr.strip()}")
    try:
        copy = copies(disk / "data")
        done = copy.run("from polact.embedded import postgres\npostgres.ensure_running()")
        assert eventually(copy.is_deserted)
    finally:
        # Lazily: a keeper that is just ending may hold a file for a moment longer.
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
    assert done.returncode == 1
    assert "20 MB left" in done.stderr.strip().splitlines()[-1]


def test_works_with_the_oldest_version_that_is_supported(copies: Callable[..., Copy], open_folder: Path) -> None:
    folder = Path("/usr/lib/postgresql/15/bin")
    if major_version(folder) != 15:
        pytest.skip("PostgreSQL 15 is not installed on this machine")
    copy = copies(open_folder / "data", POLACT_POSTGRES_BIN=str(folder))
    assert copy.sql("SHOW server_version_num").startswith("15")
    assert copy.sql("SELECT datcollate FROM pg_database WHERE datname = 'postgres'") == "C.UTF-8"


def test_gives_way_to_a_forced_version_that_is_none(copies: Callable[..., Copy], open_folder: Path) -> None:
    copy = copies(open_folder / "data", POLACT_POSTGRES_BIN=str(open_folder))
    done = copy.run("from polact.embedded import postgres\npostgres.ensure_running()")
    assert "holds no PostgreSQL 15 or newer" in done.stderr.strip().splitlines()[-1]


def test_runs_for_an_ordinary_user(copies: Callable[..., Copy], open_folder: Path, stranger: dict[str, object]) -> None:
    os.chown(open_folder, int(str(stranger["user"])), int(str(stranger["group"])))
    copy = copies(open_folder / "data")
    done = copy.run(
        "from polact.embedded import broker, postgres\npostgres.ensure_running()\nbroker.ensure_running()", **stranger
    )
    assert done.returncode == 0, done.stderr
    assert {path.stat().st_uid for path in copy.data.iterdir()} == {stranger["user"]}
