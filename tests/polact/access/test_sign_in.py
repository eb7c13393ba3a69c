"""Signing in: as a fictional person in a demonstration, with a password otherwise, and never mixed up."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client, override_settings

from polact.access.acting import as_system
from polact.access.models import Person
from tests import factories

ROOT = Path(__file__).resolve().parents[3]


def test_demonstration_signs_in_a_fictional_person(people: factories.People) -> None:
    client = Client()
    page = client.get("/en/sign-in/")
    assert "Emma Sample" in page.content.decode()
    answer = client.post("/en/sign-in/", {"person": people.emma.pk})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/")
    assert "Emma Sample" in client.get("/en/").content.decode()


def test_demonstration_signs_in_nobody_who_is_real(people: factories.People) -> None:
    with as_system():
        Person.objects.filter(pk=people.emma.pk).update(is_fictional=False)
    client = Client()
    answer = client.post("/en/sign-in/", {"person": people.emma.pk})
    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_sign_in_does_not_lead_elsewhere(people: factories.People, wanted: str) -> None:
    answer = Client().post("/en/sign-in/", {"person": people.emma.pk, "next": wanted})
    assert answer.headers["Location"] == "/en/"


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """What `manage.py check` says in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "POLACT_DEMO"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, capture_output=True, text=True, env={**clean, **environment}
    )


def test_demonstration_cannot_be_switched_on_where_others_reach_it() -> None:
    refused = start(POLACT_DEMO="1", ALLOWED_HOSTS="polact.example")
    assert refused.returncode != 0
    assert "POLACT_DEMO" in refused.stderr
    assert start(POLACT_DEMO="1").returncode == 0


def test_sign_in_page_outside_a_demonstration_asks_for_a_password() -> None:
    script = (
        "import django; from django.conf import settings; django.setup();"
        "from django.urls import resolve; from polact.access.views import SignIn;"
        "assert resolve('/en/sign-in/').func.view_class is SignIn; print('password')"
    )
    clean = {name: value for name, value in os.environ.items() if name != "POLACT_DEMO"}
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**clean, "DJANGO_SETTINGS_MODULE": "polact.settings"},
    )
    assert result.stdout.strip() == "password", result.stderr


@pytest.fixture
def with_password(people: factories.People) -> Person:
    people.emma.set_password("a long enough passphrase")
    with as_system():
        people.emma.save(update_fields=["password"])
    return people.emma


@override_settings(ROOT_URLCONF="tests.polact.access.password_urls")
def test_password_signs_in_and_a_wrong_one_does_not(with_password: Person) -> None:
    client = Client()
    wrong = client.post("/en/sign-in/", {"login": with_password.email, "password": "not this"})
    assert wrong.status_code == 200
    assert "_auth_user_id" not in client.session
    right = client.post("/en/sign-in/", {"login": with_password.email, "password": "a long enough passphrase"})
    assert right.status_code == 302
    assert client.session["_auth_user_id"] == str(with_password.pk)


@override_settings(ROOT_URLCONF="tests.polact.access.password_urls")
def test_somebody_who_left_cannot_sign_in(with_password: Person) -> None:
    with as_system():
        Person.objects.filter(pk=with_password.pk).update(is_active=False)
    client = Client()
    client.post("/en/sign-in/", {"login": with_password.email, "password": "a long enough passphrase"})
    assert "_auth_user_id" not in client.session


def test_session_ends_when_the_person_may_no_longer_sign_in(
    people: factories.People, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.emma)
    assert client.get("/en/requests/").status_code == 200
    with as_system():
        Person.objects.filter(pk=people.emma.pk).update(is_active=False)
    assert client.get("/en/requests/").status_code == 302


def test_signing_out_takes_a_post(people: factories.People, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.emma)
    assert client.get("/en/sign-out/").status_code == 405
    assert client.post("/en/sign-out/").status_code == 302
    assert "_auth_user_id" not in client.session
