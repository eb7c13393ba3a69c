"""docker-compose.yml says nothing that does not run: each of its commands is started here as it stands there.

What a container would change is changed by text: the folder of the secrets, the port, and the servers' addresses.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from polact.embedded.management.commands.draw_secrets import draw
from tests.embedded.conftest import linux_only
from tests.embedded.copies import PROJECT, Copy, eventually
from tests.ports import free_port

COMPOSE = yaml.safe_load((PROJECT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
ONCE = [name for name in OURS if SERVICES[name]["restart"] == "no"]
STAYING = [name for name in OURS if name not in ONCE]


def test_pins_every_image_and_names_no_latest() -> None:
    images = {name: service["image"] for name, service in SERVICES.items()}
    assert all(re.fullmatch(r"[\w./-]+:(?!latest)\S+", image) for image in images.values()), images
    assert images["database"].startswith("postgres:17")
    assert images["broker"].startswith("valkey/valkey:8")


def test_checks_the_health_of_every_service_that_stays() -> None:
    assert set(STAYING) == {"web", "worker", "beat"}
    for name in ["database", "broker", *STAYING]:
        assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}, name


def test_starts_nothing_before_what_it_needs() -> None:
    waits = {name: service.get("depends_on", {}) for name, service in SERVICES.items()}
    assert waits["provision"] == {"database": {"condition": "service_healthy"}}
    assert waits["migrate"] == {"provision": {"condition": "service_completed_successfully"}}
    assert waits["guidance"] == {"organizations": {"condition": "service_completed_successfully"}}
    for name in STAYING:
        assert waits[name]["guidance"] == {"condition": "service_completed_successfully"}


def test_writes_no_secret_into_the_file_or_the_environment() -> None:
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|SECRET|KEY|_URL", variable) and variable != "PUBLIC_URL":
                assert value.startswith("/run/secrets/"), f"{name}: {variable}"
                assert value.removeprefix("/run/secrets/") in service["secrets"]


def test_gives_the_owners_and_the_administrators_passwords_only_where_needed() -> None:
    holders = {
        secret: {name for name, service in SERVICES.items() if secret in service.get("secrets", [])}
        for secret in ("database_owner_url", "database_admin_url", "postgres_password")
    }
    assert holders == {
        "database_owner_url": {"provision", "migrate"},
        "database_admin_url": {"provision"},
        "postgres_password": {"database"},
    }


def test_draws_a_file_for_every_secret() -> None:
    assert set(draw(database="db", broker="broker")) == set(COMPOSE["secrets"])
    assert {entry["file"] for entry in COMPOSE["secrets"].values()} == {
        f"./secrets/{name}" for name in COMPOSE["secrets"]
    }


def test_runs_without_privileges_on_a_read_only_disk() -> None:
    for name in OURS:
        assert SERVICES[name]["read_only"] is True
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^FROM python:3\.12-slim\S*$", dockerfile, re.MULTILINE)
    assert re.search(r"^USER \d+:\d+$", dockerfile, re.MULTILINE)
    assert "HEALTHCHECK" in dockerfile


def test_serves_by_the_same_command_in_the_image_and_in_the_file() -> None:
    dockerfile = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    command = re.search(r"^CMD \[(.*?)\]", dockerfile, re.MULTILINE | re.DOTALL)
    assert command
    words = re.findall(r'"([^"]+)"', command[1])
    assert " ".join(words) == " ".join(SERVICES["web"]["command"]).replace("=", " ")


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A PostgreSQL and a broker for the containers' commands to meet."""
    copy = Copy(tmp_path_factory.mktemp("servers") / "data")
    copy.use("postgres")
    copy.use("broker")
    yield copy
    copy.end()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, servers: Copy) -> Path:
    """A folder with the secrets that the file names, for servers that listen on sockets instead."""
    folder = tmp_path_factory.mktemp("compose")
    (folder / "secrets").mkdir()
    sockets = {name: _socket_directory(servers, name) for name in ("postgres", "broker")}
    for name, value in draw(database="SERVER", broker="SERVER").items():
        if name.endswith("_url"):
            value = value.replace("@SERVER/polact", f"@/polact?host={quote(sockets['postgres'], safe='')}")
        if name == "broker_url":
            value = f"redis+socket://{sockets['broker']}/broker.sock"
        (folder / "secrets" / name).write_text(value)
    return folder


def _socket_directory(servers: Copy, name: str) -> str:
    done = servers.run(f"from polact.embedded.connections import socket_directory as d; print(d({name!r}))")
    return done.stdout.strip()


def environment(name: str, place: Path) -> dict[str, str]:
    """Return what the container would find in its environment, and where the programs are."""
    inherited = {key: os.environ[key] for key in ("HOME", "LANG") if key in os.environ}
    declared = {key: _filled(value, place) for key, value in SERVICES[name]["environment"].items()}
    declared |= {"POLACT_DATA": str(place / name), "POLACT_BEAT_MARK": str(place / "beat"), "HOSTNAME": name}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**inherited, **declared, "PATH": programs, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(PROJECT)}


def _filled(text: str, place: Path) -> str:
    """Replace what compose or the container would replace: variables by their defaults, and mounted folders."""
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)
    return text.replace("/run/secrets", str(place / "secrets")).replace("$$", "$")


def words(command: list[str], place: Path, port: int) -> list[str]:
    return [_filled(word, place).replace("0.0.0.0:8000", f"127.0.0.1:{port}").replace("@%h", "@{}") for word in command]


def is_healthy(name: str, place: Path, port: int) -> bool:
    kind, *test = SERVICES[name]["healthcheck"]["test"]
    test = [str(port) if word == "8000" else _filled(word, place) for word in test]
    command = ["sh", "-c", test[0]] if kind == "CMD-SHELL" else test
    done = subprocess.run(command, env=environment(name, place), cwd=PROJECT, capture_output=True, check=False)
    return done.returncode == 0


@pytest.fixture(scope="module")
def made(servers: Copy, place: Path, port: int) -> None:
    """What the one-shot commands make, in the order in which they wait for each other."""
    assert ONCE == ["provision", "migrate", "organizations", "guidance"]
    for name in ONCE:
        done = subprocess.run(
            words(SERVICES[name]["command"], place, port),
            env=environment(name, place),
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"


@linux_only
@pytest.mark.slow
@pytest.mark.usefixtures("made")
class TestCommands:
    @pytest.mark.parametrize("name", STAYING)
    def test_comes_up_healthy_and_stops_when_told(self, name: str, place: Path, port: int) -> None:
        log = place / f"{name}.log"
        command = [
            word.format(name) if "{}" in word else word for word in words(SERVICES[name]["command"], place, port)
        ]
        with log.open("wb") as out:
            process = subprocess.Popen(command, env=environment(name, place), cwd=PROJECT, stdout=out, stderr=out)
        try:
            assert not is_healthy(name, place, port)
            assert eventually(lambda: process.poll() is None and is_healthy(name, place, port), seconds=60), (
                log.read_text()
            )
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0, log.read_text()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        assert not is_healthy(name, place, port) or name == "beat"

    def test_migrates_as_the_owner_and_serves_as_the_application(self, servers: Copy, place: Path) -> None:
        owners = "SELECT string_agg(DISTINCT tableowner, ',') FROM pg_tables WHERE schemaname = 'public'"
        assert servers.sql(owners, database="polact") == "polact_owner"
