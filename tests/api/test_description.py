"""The description of the API holds: calls made up from it never fail on our side and never get what it does not say.

POLACT_FUZZ_EXAMPLES (default 8) says how many calls are made up for each operation, valid ones and invalid ones each;
more than the default also makes them new every time.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
import yaml
from django.conf import settings
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections, transaction
from django.test import Client
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assessments.operations.drafting import start_draft
from cases.enums import CaseStatus
from cases.workflow import ROWS
from notifications.models import Message
from polact.base import clock
from polact.outreach.models import InformationSession
from tests.api.test_authorization import case_in
from tests.conftest import acting_as, empty_database
from tests.factories import NOON, People, acting, make_case, make_people
from tests.polact.outreach.sessions import come, make_session

EXAMPLES = int(os.environ.get("POLACT_FUZZ_EXAMPLES", "8"))
TOKEN = "x" * 32  # what a browser would have in its CSRF cookie
CONFIG = {
    "generation": {"allow-x00": False},  # refused by 400 (test_hostile_input), which a schema of texts cannot say
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "403", "404", "409", "422"]}},
}
FREE = {
    "person-read": "1000000/s",
    "person-write": "1000000/s",
    "anybody-read": "1000000/s",
    "anybody-write": "1000000/s",
    "codes": "1000000/s",
    "feedback": "1000000/s",
    "allegations": "1000000/s",
}

SERVER = get_wsgi_application()


def in_savepoint(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Our server, each call in a savepoint of the test's transaction as it would be in a transaction of its own."""
    request_started.disconnect(close_old_connections)  # as Django's own test client does: the connection is the test's
    try:
        with transaction.atomic():
            return list(SERVER(environ, start_response))
    finally:
        request_started.connect(close_old_connections)


def without_security(paths: dict[str, Any]) -> dict[str, Any]:
    return {
        path: {
            method: {name: value for name, value in operation.items() if name != "security"}
            for method, operation in operations.items()
        }
        for path, operations in paths.items()
    }


DESCRIPTION: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
WITHOUT_SIGN_IN = {
    **DESCRIPTION,
    "paths": without_security(DESCRIPTION["paths"]),
}  # the caller's cookie is our business
SCHEMA = schemathesis.openapi.from_dict(WITHOUT_SIGN_IN, config=SchemathesisConfig.from_dict(CONFIG))
SCHEMA.app = in_savepoint
NOTHING_WRONG = {"GET /api/v1/guidance/{code}/", "GET /api/v1/guidance/{code}/draft/"}  # any text may be a code
OPERATIONS = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[tuple[People, list[dict[str, str]]]]:
    """People, cases in every status and sessions, made once for all calls; what a call changes is undone after it."""
    with django_db_blocker.unblock():
        with transaction.atomic(), translation.override("en"):
            made = make_world()
        connections.close_all()
    yield made
    with django_db_blocker.unblock():
        empty_database()


@pytest.fixture
def people(world: tuple[People, list[dict[str, str]]], db: None) -> People:
    return world[0]


@pytest.fixture
def callers(
    world: tuple[People, list[dict[str, str]]], db: None, monkeypatch: pytest.MonkeyPatch
) -> list[dict[str, str]]:
    """Cookies of an employee, a representative, an officer and an administrator; no throttle."""
    monkeypatch.setattr("rest_framework.settings.api_settings.DEFAULT_THROTTLE_RATES", FREE)
    return world[1]


def make_world() -> tuple[People, list[dict[str, str]]]:
    people = make_people()
    for status in CaseStatus:
        case_in(status, people)
    make_case(people.luc, people.elsewhere)
    come(
        make_session(
            people.rita, people.organization, at=clock.now(), starts_at=clock.now() + timedelta(days=9), capacity=1
        ),
        people.emma,
        people.rita,
    )
    come(make_session(people.olive, None, at=clock.now(), starts_at=clock.now() + timedelta(days=3)), people.emma)
    cookies = []
    for person in (people.emma, people.rita, people.olive, people.ada):
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookies.append({"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN})
    return people, cookies


def known_ids(people: People) -> dict[str, list[Any]]:
    """Values with which a made-up address leads somewhere."""
    with acting_as(people.emma):
        messages = [str(pk) for pk in Message.objects.values_list("pk", flat=True)]
        own = list(people.emma.requests.values_list("pk", flat=True))
    return {"id": messages or own, "pk": own, "slug": ["requests"], "cases": own}


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("label", OPERATIONS)
def test_made_up_calls_are_answered_as_described(
    label: str, mode: GenerationMode, callers: list[dict[str, str]], people: People
) -> None:
    operation, known = OPERATIONS[label], known_ids(people)
    if mode == GenerationMode.NEGATIVE and (
        label in NOTHING_WRONG or not (operation.body or operation.query or operation.path_parameters)
    ):
        assert operation.method == "get"  # nothing can be wrong with a plain GET
        return
    excluded = [positive_data_acceptance] if "/assessments/" in label else []  # they refuse unknown codes by 400
    if "/requests/" in label:
        known["id"] = known["cases"]
    if "/sessions/" in label:
        known["id"] = list(InformationSession.objects.values_list("pk", flat=True))
    if "/rulebooks/drafts/" in label:
        known["id"] = [str(start_draft(based_on="0.1.0", started_by=acting(people.ada), at=NOON).pk)]

    @examples(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=EXAMPLES <= 8,
        phases=[
            Phase.explicit,
            Phase.generate,
        ],  # no shrinking: the first finding says enough, and the suite stays quick
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), cookies=st.sampled_from(callers), data=st.data())
    def call(case: Case, cookies: dict[str, str], data: st.DataObject) -> None:
        if mode == GenerationMode.POSITIVE:
            for name in set(case.path_parameters or {}) & set(known):
                case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
            (case.query or {}).pop(
                "cursor", None
            )  # any text by the description, but only one that a list gave is taken
        case.call_and_validate(cookies=cookies, headers={"X-CSRFToken": TOKEN}, excluded_checks=excluded)

    call()


def test_description_is_valid_openapi_and_open_to_everybody(client: Client) -> None:
    answer = client.get("/api/schema/")
    assert answer.status_code == 200
    served = yaml.safe_load(answer.content)
    validate_schema(served)
    assert served["openapi"].startswith("3.1")
    assert served["paths"].keys() == DESCRIPTION["paths"].keys()


def test_every_row_of_the_table_is_an_operation_with_what_it_asks() -> None:
    for row in ROWS:
        operation = DESCRIPTION["paths"][f"/api/v1/requests/{{id}}/actions/{row.action.value}/"]["post"]
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        assert set(DESCRIPTION["components"]["schemas"][reference]["properties"]) == {"version", *row.asks}


def test_every_operation_says_how_it_refuses() -> None:
    for path, operations in DESCRIPTION["paths"].items():
        for method, operation in operations.items():
            refusals = {status for status in operation["responses"] if status[0] in "45"}
            assert {"400", "406", "429", "503"} <= refusals, (path, method)
            assert method == "get" or {"409", "413", "415", "422"} <= refusals, (path, method)
            assert "{" not in path or "404" in refusals, (path, method)
            assert operation["operationId"], (path, method)


def test_no_two_shapes_share_a_name() -> None:
    """Of two of one name the description would keep one, and tell the other's callers what is not so."""
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(request=None, public=True)
    assert [told for told in GENERATOR_STATS._warn_cache if "identical names" in told] == []
