"""The wall, walked whole: whoever is kept from a request finds no trace of it, on any page or in any answer of the API.

Everything that a person reaches is read twice: before the request exists, and after. What they see must be the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.translation import override

from cases.enums import CaseAction, CaseStatus
from cases.models import Case
from cases.operations.ending import withdraw_request
from cases.operations.recusing import recuse
from notifications.enums import State
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Appointment, Person
from polact.api import v1
from polact.base import clock
from tests import factories
from tests.conftest import acting_as
from tests.factories import People

SUBJECT = "Zanzibar lighthouse"
NOISE = (
    (r'(csrfmiddlewaretoken" value|nonce|csrf-token" content)="[^"]*"', ""),
    (r"\d{1,2}:\d{2}(:\d{2})?(\.\d+)?", "TIME"),
    (r"entry/\d+/", "entry/N/"),
    (r"PA-\d{6}\b", "NUMBER"),  # checked by itself; the first walk cannot know it
)
LEFT_OUT = ("sign-out", "/static/", "/_", "/jsi18n", "/replay/", "logout", "password_change", "/i18n/", "/admin/auth/")
MOST_OF_A_KIND = 3  # pages of the same view
BINARY = (".pdf", ".xlsx", ".ics")
ROLES = ("rita", "olive", "ada", "audrey")
ClientOf = Callable[[Person], Client]


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """The named addresses that take nothing."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, space)
        elif pattern.name and not pattern.pattern.regex.groups:
            yield f"{prefix}{pattern.name}"


def roots() -> list[str]:
    """Where the walk begins: every page without parameters, every list of the API, and searches."""
    found = set()
    for name in addresses(get_resolver().url_patterns):
        try:
            found.add(reverse(name))
        except NoReverseMatch:  # an address in the other language, or one that needs something
            continue
    found |= {f"/api/v1/{one.pattern}" for one in v1 if "<" not in str(one.pattern) and "^" not in str(one.pattern)}
    found |= {f"{reverse('cases:desk')}?words=Zanzibar", "/api/v1/requests/?order=due", "/api/v1/requests/?mine=false"}
    found |= {f"{reverse('cases:desk')}?tab={tab}" for tab in ("all", "unassigned", "central", "waiting", "mine")}
    return sorted(url for url in found if not any(word in url for word in LEFT_OUT))


def walk(client: Client) -> dict[str, str]:
    """Every answer that a person gets, by address, without what differs each time. Nothing of the walk stays."""
    seen: dict[str, str] = {}
    kinds: Counter[str] = Counter()
    waiting = roots()
    point = transaction.savepoint()
    while waiting:
        url = waiting.pop(0)
        kind = kind_of(url)
        if url in seen or kinds[kind] >= MOST_OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = client.get(url, headers={"accept": "*/*"})
        body = "" if url.split("?")[0].endswith(BINARY) else b"".join(answer).decode(errors="replace")  # streams too
        seen[url] = f"{answer.status_code} {without_noise(body)}"
        waiting += [link for link in links(url, body) if link not in seen]
    transaction.savepoint_rollback(point)
    return seen


def kind_of(url: str) -> str:
    """The name of the view behind an address; an address in another language than the walk's is its own kind."""
    path = urlsplit(url).path
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def without_noise(body: str) -> str:
    for pattern, instead in NOISE:
        body = re.sub(pattern, instead, body)
    return body


def links(url: str, body: str) -> list[str]:
    """The links of a page, in its language; of the API and of answers that are no page, none."""
    if not body.lstrip().startswith("<!"):
        return []
    found = [urljoin(url, link.replace("&amp;", "&")) for link in re.findall(r'href="([^"#]+)', body)]
    here = [urlsplit(link)._replace(fragment="").geturl() for link in found]
    return [link for link in here if link.startswith("/en/") and not any(word in link for word in LEFT_OUT)]


@pytest.fixture
def world(people: People) -> People:
    """Other requests, so that there is something to count; and a tie of everybody under test to Emma."""
    with as_system():
        for name in ROLES:
            Appointment.objects.filter(person=getattr(people, name)).update(reports_to=people.emma)
    for status in (CaseStatus.SUBMITTED, CaseStatus.ANSWERED, CaseStatus.AWAITING_INFORMATION):
        factories.make_case(people.luc, people.organization, status=status, by=people.rita, at=clock.now())
    with as_system():  # what is told of these is sent, so that none of it turns late between the walks
        Message.objects.update(state=State.SENT, sent_at=clock.now())
    return people


def walled_case(people: People) -> Case:
    case = factories.make_case(
        people.emma, people.organization, subject=SUBJECT, status=CaseStatus.IN_REVIEW, by=people.rene, at=clock.now()
    )
    assert set(case.walled_from) == {getattr(people, name).pk for name in ROLES}
    with as_system():  # e-mails that could not be sent: administrators tend those of everybody
        Message.objects.filter(subject__contains=case.number).update(state=State.FAILED)
    return case


@pytest.mark.parametrize("name", ROLES)
def test_nothing_anywhere_tells_of_the_request(world: People, client_of: ClientOf, name: str) -> None:
    client = client_of(getattr(world, name))
    before = walk(client)
    case = walled_case(world)
    after = walk(client)
    assert len(after) > 40
    assert set(after) ^ set(before) == set()
    assert [url for url in before if before[url] != after[url]] == []
    assert [url for url, told in after.items() if SUBJECT in told or str(case.ref) in told or case.number in told] == []


@pytest.mark.parametrize("name", ROLES)
def test_every_address_of_the_request_leads_nowhere(world: People, client_of: ClientOf, name: str) -> None:
    case = walled_case(world)
    client = client_of(getattr(world, name))
    answers = {}
    for url in addresses_of(case):
        answers[url] = client.get(url).status_code
        answers[f"POST {url}"] = client.post(url, {}, content_type="application/json").status_code
    assert len(answers) > 60
    assert {url: status for url, status in answers.items() if status not in (404, 405)} == {}


def addresses_of(case: Case) -> list[str]:
    """Everything below a request, in both languages, and of the API."""
    some = "00000000-0000-0000-0000-000000000000"
    names = ["request", "draft", "discard", "compare", "case", "recuse", "ask_opinion"]
    found = []
    for language in ("en", "fr"):
        with override(language):
            found += [reverse(f"cases:{name}", args=[case.pk]) for name in names]
            found += [reverse(f"cases:{name}", args=[case.pk, action]) for name in ("case_action", "request_action")
                      for action in CaseAction.values]  # fmt: skip
            found += [reverse(f"cases:{name}", args=[case.pk, some])
                      for name in ("consent", "extend_consultation", "withdraw_consultation")]  # fmt: skip
    patterns = [str(one.pattern) for one in v1 if str(one.pattern).startswith("requests/<int:pk>/")]
    filled = [one.replace("<int:pk>", str(case.pk)) for one in patterns]
    found += [f"/api/v1/{re.sub('<uuid:[a-z]+>', some, one)}" for one in filled]
    return found


def test_number_is_not_found_by_searching_for_it(world: People, client_of: ClientOf) -> None:
    case = walled_case(world)
    for words in (case.number, str(case.pk), "Zanzibar", "lighthouse"):
        page = client_of(world.rita).get(reverse("cases:desk"), {"words": words}).content.decode()
        assert "Nothing found" in page
        assert "Zanzibar" in client_of(world.rene).get(reverse("cases:desk"), {"words": words}).content.decode()


def test_messages_of_before_say_the_number_and_lead_nowhere(people: People, client_of: ClientOf) -> None:
    """They stay in the inbox, as the e-mail stays in the mailbox; they say the number and nothing of the request."""
    case = factories.make_case(people.emma, people.organization, subject=SUBJECT)
    with acting_as(people.rita):
        recuse(case=Case.objects.get(pk=case.pk), recused_by=people.rita, reason="Friends.", at=clock.now())
    client = client_of(people.rita)
    with as_system():
        messages = list(Message.objects.filter(recipient=people.rita))
    assert len(messages) == 1
    page = client.get(reverse("notifications:message", args=[messages[0].pk])).content.decode()
    assert case.number in page
    assert not any(word in page for word in (SUBJECT, "Emma", "lawn"))
    assert client.get(messages[0].link).status_code == 404


def test_messages_of_afterwards_reach_everybody_else(people: People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with acting_as(people.rita):
        recuse(case=Case.objects.get(pk=case.pk), recused_by=people.rita, reason="Friends.", at=clock.now())
    with as_system():
        Message.objects.all().update(read_at=clock.now())
    with acting_as(people.emma):
        withdraw_request(case=Case.objects.get(pk=case.pk), withdrawn_by=people.emma, at=clock.now())
    with as_system():
        told = set(Message.objects.filter(read_at=None).values_list("recipient__given_name", flat=True))
    assert told == {"René"}
