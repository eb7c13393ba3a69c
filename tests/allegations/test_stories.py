"""From the envelope to the last letter, through the pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from allegations.models import Allegation
from notifications.models import Message
from polact.access.acting import as_system
from polact.audit.queries import trail_of
from tests.allegations.factories import Inside, make_allegation, make_inside
from tests.conftest import acting_as
from tests.factories import NOON, People

ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("polact.base.clock.now", lambda: NOON)


@pytest.fixture
def inside(people: People) -> Inside:
    return make_inside(people)


def act(client: Client, pk: int, action: str, **given: Any) -> HttpResponse:
    return client.post(f"/en/allegations/{pk}/{action}/", given)


def letters(inside: Inside, one: Allegation) -> list[tuple[str, str, bool]]:
    with acting_as(inside.ines):
        found = one.notices.order_by("made_at", "event", "recipient")
        return sorted((letter.event, letter.recipient, letter.person_id is not None) for letter in found)


def status(inside: Inside, one: Allegation) -> str:
    with acting_as(inside.ines):
        return Allegation.objects.get(pk=one.pk).status


def test_late_allegation_by_mail_is_investigated_heard_and_ends_in_corrective_action(
    people: People, inside: Inside, client_of: ClientOf
) -> None:
    ines, dorothee = client_of(inside.ines), client_of(inside.dorothee)
    paper = {
        "subject_kind": "EMPLOYEE",
        "named": "Emma Sample",
        "provisions": ["113(1)"],
        "description": "Canvassed.",
        "complainant_name": "Casey Sample",
        "complainant_contact": "1 Sample Street",
        "channel": "MAIL",
        "received_on": "2026-11-20",
        "postmarked_on": "2026-11-12",
        "metered_on": "2026-11-10",
        "in_writing": "on",
        "language": "en",
        "began_on": "2026-09-01",
        "aware_on": "2026-10-01",
    }
    refused = ines.post("/en/allegations/enter/", {**paper, "aware_on": "2026-08-01"})
    assert refused.status_code == 422
    assert "1 Sample Street" in refused.content.decode()  # nothing typed is lost
    assert ines.post("/en/allegations/enter/", paper).status_code == 302
    with acting_as(inside.ines):
        one = Allegation.objects.get()
    assert (one.deemed_on, one.timeliness, one.number) == (date(2026, 11, 18), "LATE", f"AL-{one.pk:06d}")

    facts = {"email": people.emma.email, "organization": people.organization.pk, "postmarked_on": "2026-11-12"}
    facts |= {"began_on": "2026-09-01", "aware_on": "2026-10-01"}
    assert act(ines, one.pk, "investigate", reasons="x").status_code == 404  # not hers to decide
    assert act(ines, one.pk, "examine", **facts).status_code == 302
    without_ground = act(dorothee, one.pk, "investigate", reasons="A visible position.")
    assert without_ground.status_code == 422  # late bars nothing, but rests on a ground
    assert act(dorothee, one.pk, "investigate", reasons="A visible position.", rests_on_ground="on").status_code == 302
    assert letters(inside, one) == [
        ("INVESTIGATION", "COMPLAINANT", False),
        ("INVESTIGATION", "DEPUTY_HEAD", True),
        ("INVESTIGATION", "EMPLOYEE", True),
    ]

    withdrawn = act(ines, one.pk, "record-withdrawal", withdrawn_on="2026-11-23", text="Second thoughts.")
    assert (withdrawn.status_code, status(inside, one)) == (302, "INVESTIGATING")
    assert act(ines, one.pk, "conclude-hearing").status_code == 409
    for step in (
        {"kind": "HEARING_OFFERED", "manner": "IN_WRITING"},
        {"kind": "HEARD", "party": "SUBJECT", "manner": "IN_WRITING"},
        {"kind": "NOT_USED", "party": "COMPLAINANT"},
    ):
        assert act(ines, one.pk, "record-step", happened_on="2026-11-23", **step).status_code == 302
    assert act(ines, one.pk, "conclude-hearing").status_code == 302

    outcome = {"substantiated": "yes", "measure": "CORRECTIVE_ACTION", "reasons": "It was seen\nby clients."}
    assert act(dorothee, one.pk, "decide", **outcome).status_code == 422  # which action?
    assert act(dorothee, one.pk, "decide", **outcome, measure_text="Training.").status_code == 302
    assert [event for event, _to, _inside in letters(inside, one)].count("OUTCOME") == 3
    emma = client_of(people.emma)
    with acting_as(people.emma):
        links = [message.link for message in Message.objects.visible_to(people.emma).order_by("created_at", "id")]
    assert len(links) == 3
    pages = [emma.get(link).content.decode() for link in links]
    assert any("Training." in page and "by clients." in page for page in pages)
    assert client_of(people.rita).get(links[0]).status_code == 404

    assert act(ines, one.pk, "close").status_code == 409  # letters wait for their proof
    with acting_as(inside.ines):
        waiting = list(one.notices.filter(sent_on=None).values_list("pk", flat=True))
    for pk in waiting:
        proof = {"notice": pk, "sent_on": "2026-11-23", "how": "Registered mail RN 1"}
        assert act(ines, one.pk, "record-sending", **proof).status_code == 302
    assert act(ines, one.pk, "close").status_code == 302
    disclosed = {"purpose": "PREVENTION", "disclosed": "A summary", "disclosed_to": "All", "disclosed_on": "2026-11-23"}
    assert act(dorothee, one.pk, "disclose", **disclosed, public_interest="It teaches.").status_code == 422
    assert (
        act(dorothee, one.pk, "disclose", **disclosed, public_interest="It teaches.", privacy="No name.").status_code
        == 302
    )
    for client, path in ((ines, f"/en/allegations/{one.pk}/"), (dorothee, f"/fr/allegations/{one.pk}/")):
        assert "Registered mail RN 1" in client.get(path).content.decode()
    with acting_as(inside.ines):
        assert [entry.after for entry in trail_of(one.ref)][-1] == "CLOSED"


def test_allegation_against_a_deputy_head_is_told_to_the_clerk(
    people: People, inside: Inside, client: Client, client_of: ClientOf
) -> None:
    said = {"subject_kind": "DEPUTY_HEAD", "named": "Hector Sample", "provisions": ["113(1)"], "description": "Spoke."}
    said |= {
        "complainant_was_candidate": "yes",
        "complainant_name": "Casey Sample",
        "complainant_contact": "c@x.example",
    }
    answer = client.post("/fr/allegations/faire/", {**said, "began_on": "2026-11-02", "aware_on": "2026-11-03"})
    assert answer.status_code == 302
    assert not answer.cookies
    with acting_as(inside.ines):
        one = Allegation.objects.get()
    assert one.number in client.get(answer["Location"]).content.decode()
    assert (one.provisions, one.language, one.timeliness) == (["117"], "fr", "TIMELY")
    ines, dorothee = client_of(inside.ines), client_of(inside.dorothee)
    act(ines, one.pk, "examine", email=inside.hector.email, began_on="2026-11-02", aware_on="2026-11-03")
    act(dorothee, one.pk, "investigate", reasons="Reason to believe.")
    act(ines, one.pk, "record-step", kind="HEARING_OFFERED", manner="ORALLY", happened_on="2026-11-23")
    for party in ("SUBJECT", "COMPLAINANT"):
        act(ines, one.pk, "record-step", kind="HEARD", party=party, manner="ORALLY", happened_on="2026-11-23")
    act(ines, one.pk, "conclude-hearing")
    dismissal = act(dorothee, one.pk, "decide", substantiated="yes", measure="DISMISSAL", reasons="It was said.")
    assert dismissal.status_code == 422  # that is for the Governor in Council
    act(dorothee, one.pk, "decide", substantiated="yes", measure="REPORT", reasons="It was said.")
    assert status(inside, one) == "DECIDED"
    told = [("COMPLAINANT", False), ("DEPUTY_HEAD", True)]
    assert letters(inside, one) == [
        *(("HEARING", *one) for one in told),
        *(("INVESTIGATION", *one) for one in [("CLERK", False), *told]),
        *(("OUTCOME", *one) for one in [("CLERK", False), *told]),
    ]


def test_allegation_by_somebody_who_was_no_candidate_is_kept_but_not_investigated(
    people: People, inside: Inside, client_of: ClientOf
) -> None:
    one = make_allegation(subject_kind="DEPUTY_HEAD", provisions=[], complainant_was_candidate=False)
    ines, dorothee = client_of(inside.ines), client_of(inside.dorothee)
    stale = act(ines, one.pk, "examine", version=7, began_on="2026-11-01")
    assert (stale.status_code, "2026-11-01" in stale.content.decode()) == (409, True)
    assert act(ines, one.pk, "examine", version=1).status_code == 302
    assert act(dorothee, one.pk, "investigate", reasons="x", rests_on_ground="on").status_code == 409
    assert act(dorothee, one.pk, "not-investigate", reasons="Section 119.").status_code == 302
    assert letters(inside, one) == [("NO_INVESTIGATION", "COMPLAINANT", False)]
    with as_system():
        assert not Message.objects.filter(recipient=inside.hector).exists()


def test_desk_costs_the_same_for_few_and_many(
    people: People, inside: Inside, client_of: ClientOf, django_assert_num_queries: Callable[..., Any]
) -> None:
    ines = client_of(inside.ines)
    make_allegation()
    ines.get("/en/allegations/")
    with django_assert_num_queries(7):
        assert "AL-" in ines.get("/en/allegations/").content.decode()
    for number in range(25):
        make_allegation(named=f"Somebody {number}", organization=people.organization.pk)
    with django_assert_num_queries(7):
        page = ines.get("/en/allegations/").content.decode()
    assert "?after=" in page
    assert "Emma Sample" not in page
    assert (
        "Emma Sample"
        in ines.get(f"/en/allegations/?after={page.split('?after=')[1].split(chr(34))[0]}").content.decode()
    )


def test_public_form_keeps_what_was_typed_and_holds_back_who_sends_too_often(
    people: People, inside: Inside, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"subject_kind": "EMPLOYEE", "named": "Emma Sample", "description": "At the door."}
    for path, words in (
        ("/en/allegations/make/", "at least one of the sections"),
        ("/fr/allegations/faire/", "au moins un"),
    ):
        answer = client.post(path, said)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "At the door." in answer.content.decode()
    rates = {"allegations": "1/h"}
    monkeypatch.setattr("rest_framework.settings.api_settings.DEFAULT_THROTTLE_RATES", rates)
    assert client.post("/en/allegations/make/", {**said, "provisions": ["113(1)"]}).status_code == 302
    again = client.post("/en/allegations/make/", {**said, "provisions": ["113(1)"]})
    assert again.status_code == 429
    assert "At the door." in again.content.decode()
    with acting_as(inside.ines):
        assert Allegation.objects.count() == 1
    assert client.get("/en/allegations/received/?kept=1").status_code == 404
