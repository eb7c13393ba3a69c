"""An election is postponed or its writ withdrawn: who asked for permission to be a candidate in it is told what that means."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.election_facts import Days
from cases.enums.candidacy import Stage
from cases.models import Candidacy, ElectionPeriod, ElectoralDistrict
from cases.operations.candidacy_intake import sign
from cases.operations.elections import end_election, postpone_election, record_election, set_days, withdraw_writ
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.errors import Invalid
from polact.catalogue import registry
from polact.catalogue.candidacy import PERMISSION
from tests.cases.candidacies import candidacy_in
from tests.cases.views.pages import path, text
from tests.factories import NOON, People, acting

CLOSE, POLLING = date(2027, 5, 20), date(2027, 6, 10)
LATER_CLOSE, LATER_POLLING = date(2027, 6, 3), date(2027, 6, 24)
SENT = "It stays as it is: you can withdraw it"
CALLED: dict[str, Any] = {
    "level": "MUNICIPAL", "jurisdiction": "ON", "label_en": "Ontario municipal elections",
    "label_fr": "Élections municipales en Ontario", "source": "Proclamation", "active_from": date(2027, 5, 5),
    "active_to": date(2027, 6, 11), "polling_day": POLLING, "nominations_close": CLOSE,
}  # fmt: skip


def called(people: People) -> ElectionPeriod:
    return record_election(**CALLED, recorded_by=acting(people.olive), at=NOON)


def candidate(people: People, period: ElectionPeriod, stage: Stage = Stage.GATHERING_INPUT, **told: Any) -> Candidacy:
    """Emma's request for this election, in a stage."""
    days = {"nominations_close": CLOSE, "polling_day": POLLING}
    candidacy = candidacy_in(stage, people, level="MUNICIPAL", jurisdiction="ON", **{**days, **told})
    acting(people.emma)
    Candidacy.objects.filter(pk=candidacy.pk).update(election=period)
    return candidacy


def postpone(people: People, period: ElectionPeriod, **more: Any) -> None:
    later = {"polling_day": LATER_POLLING, "nominations_close": LATER_CLOSE, "source": "Order", "at": NOON}
    postpone_election(period=period, postponed_by=acting(people.olive), **{**later, **more})


def withdraw(people: People, period: ElectionPeriod, **more: Any) -> None:
    withdraw_writ(period=period, source="Order", withdrawn_by=acting(people.olive), at=NOON, **more)


def told(*people: Person) -> list[Message]:
    """The messages about an election, to these people or, if none is named, to anybody."""
    with as_system():
        found = Message.objects.filter(template="cases/notices/election_changed").order_by("created_at", "pk")
        return list(found.filter(recipient__in=people) if people else found)


def days_of(candidacy: Candidacy) -> tuple[date | None, date | None]:
    with as_system():
        found = Candidacy.objects.get(pk=candidacy.pk)
    return found.nominations_close, found.polling_day


@pytest.mark.parametrize(
    ("stage", "meaning"),
    [
        (
            Stage.GATHERING_INPUT,
            "To be sure of a decision before nominations close on June 3, 2027, your complete file must reach the Commission by "
            "May 3, 2027; your organization usually needs 10 business days, so send it by April 19, 2027.",
        ),
        (Stage.DEPARTMENTAL_CHECK, "so send it by April 19, 2027."),
        (Stage.ACKNOWLEDGED, "everything that is missing must be there by May 3, 2027."),
        (Stage.ANALYSIS, "By law the decision is due by December 23, 2026. That is before nominations close."),
    ],
)
def test_postponing_tells_the_employee_what_it_means_for_the_day_to_send_it(
    people: People, stage: Stage, meaning: str
) -> None:
    period = called(people)
    candidacy = candidate(people, period, stage)
    postpone(people, period)
    [message] = told()
    assert (message.recipient, message.language) == (people.emma, "en")
    assert message.subject == f"The election of your request {candidacy.case.number} changed"
    assert (
        "Ontario municipal elections. Polling is postponed to June 24, 2027. Nominations close on June 3, 2027."
        in message.body
    )
    assert meaning in message.body
    assert days_of(candidacy) == (LATER_CLOSE, LATER_POLLING)
    [entry] = [one for one in trail_of(candidacy.case.ref) if one.verb == Verb.CANDIDACY_ELECTION_CHANGED]
    assert str(entry) == (
        "The election changed (Postponed): Ontario municipal elections; close of nominations 2027-06-03, polling day 2027-06-24."
    )
    assert entry.actor_name == ""


def test_the_employee_is_told_in_french_and_reads_the_new_day_on_the_page(
    people: People, client_of: Callable[[Person], Client]
) -> None:
    with as_system():
        Person.objects.filter(pk=people.emma.pk).update(language="fr")
    period = called(people)
    candidacy = candidate(people, period, Stage.DEPARTMENTAL_CHECK)
    postpone(people, period)
    [message] = told()
    assert message.subject == f"L’élection visée par votre demande {candidacy.case.number} a changé"
    assert "Élections municipales en Ontario. Le scrutin est reporté au 24 juin 2027." in message.body
    assert "envoyez-le donc au plus tard le 19 avril 2027" in message.body
    emma = client_of(people.emma)
    assert emma.get(message.link).status_code == 200
    assert "April 19, 2027" in text(emma.get(path("request", candidacy.pk)))


@pytest.mark.parametrize("stage", [Stage.GATHERING_INPUT, Stage.SENT, Stage.INCOMPLETE, Stage.BEFORE_DECIDER])
def test_a_withdrawn_writ_leaves_no_day_to_send_it_by(
    people: People, client_of: Callable[[Person], Client], stage: Stage
) -> None:
    period = called(people)
    candidacy = candidate(people, period, stage)
    withdraw(people, period)
    [message] = told(people.emma)
    assert "The writ was withdrawn: the election is not held on the days that were known." in message.body
    assert SENT in message.body
    assert days_of(candidacy) == (None, None)
    page = client_of(people.emma).get(message.link, follow=True)
    assert "June 10, 2027" not in text(page)
    assert "before nominations close on" not in text(page)


def test_a_draft_is_nobody_elses_and_follows_its_election_by_itself(
    people: People, client_of: Callable[[Person], Client]
) -> None:
    period, emma = called(people), client_of(people.emma)
    candidacy = candidate(people, period, Stage.DRAFT)
    page = path("candidacy_draft", candidacy.pk)
    assert "send it by April 5, 2027" in text(emma.get(page))
    postpone(people, period)
    assert told() == []
    assert "send it by April 19, 2027" in text(emma.get(page))
    acting(people.emma)
    signed = sign(candidacy=Candidacy.objects.get(pk=candidacy.pk), signed_by=acting(people.emma), at=NOON)
    assert (signed.nominations_close, signed.polling_day) == (LATER_CLOSE, LATER_POLLING)
    withdraw(people, period)
    assert len(told(people.emma)) == 1


@pytest.mark.parametrize("stage", [Stage.DECIDED, Stage.NOTIFIED, Stage.WITHDRAWN, Stage.NO_DECISION, Stage.CLOSED])
def test_whoever_has_a_decision_or_none_to_wait_for_is_not_told(people: People, stage: Stage) -> None:
    period = called(people)
    candidacy = candidate(people, period, stage)
    withdraw(people, period)
    assert told() == []
    assert days_of(candidacy) == (CLOSE, POLLING)


def test_strangers_and_candidates_elsewhere_are_not_told(people: People) -> None:
    period, other = called(people), record_election(
        **{**CALLED, "label_en": "Another election"}, recorded_by=acting(people.olive), at=NOON
    )  # fmt: skip
    candidacy = candidate(people, other)
    postpone(people, period)
    withdraw(people, period)
    assert told() == []
    postpone(people, other)
    strangers = (people.rita, people.rene, people.luc, people.sam, people.olive, people.ada, people.audrey)
    assert told(*strangers) == []
    assert [message.recipient for message in told()] == [candidacy.case.requester]


def test_a_change_in_one_district_is_told_to_those_in_it_and_one_elsewhere_to_the_others(people: People) -> None:
    period = called(people)
    north, south = (
        ElectoralDistrict.objects.create(
            ref=uuid4(), level="MUNICIPAL", jurisdiction="ON", code=code, name_en=en, name_fr=fr,
            valid_from=date(2020, 1, 1), source="Map",
        )
        for code, en, fr in (("001", "Sample–North", "Exemple-Nord"), ("002", "Sample–South", "Exemple-Sud"))
    )  # fmt: skip
    candidacy = candidate(people, period, district="exemple nord")
    postpone(people, period, district=south, reason="CANDIDATE_DIED")
    assert told() == []
    postpone(people, period, district=north, reason="CANDIDATE_DIED")
    [message] = told()
    assert "Ontario municipal elections, Sample–North. Polling is postponed to June 24, 2027." in message.body
    assert days_of(candidacy) == (LATER_CLOSE, LATER_POLLING)
    postpone(people, period, polling_day=date(2027, 7, 8), nominations_close=date(2027, 6, 17))
    assert len(told()) == 1, "the district has days of its own"
    assert days_of(candidacy) == (LATER_CLOSE, LATER_POLLING)


def test_days_set_anew_are_told_to_those_for_whom_they_differ(people: People) -> None:
    period = called(people)
    candidate(people, period)
    given = {"source": "Correction", "set_by": acting(people.olive), "at": NOON}
    period = set_days(period=period, days=replace(Days.of(period), active_to=date(2027, 6, 20)), **given)
    assert told() == []
    set_days(period=period, days=replace(Days.of(period), nominations_close=date(2026, 12, 10)), **given)
    [message] = told()
    assert "Polling day is June 10, 2027. Nominations close on December 10, 2026." in message.body
    assert "A decision in time cannot be promised: it may take 30 days" in message.body


def test_where_no_law_limits_the_decision_no_day_is_told(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PERMISSION.candidacy is not None
    none = registry.rules_of("PERMISSION_NRC").limit
    kind = replace(PERMISSION, candidacy=replace(PERMISSION.candidacy, limit=none))
    monkeypatch.setattr(registry, "REQUEST_TYPES", (kind,))
    period = called(people)
    candidate(people, period, Stage.GATHERING_INPUT)
    postpone(people, period)
    [message] = told()
    assert "No law sets a day by which the decision must be made. Ask as early as you can." in message.body
    assert "send it by" not in message.body


def test_what_is_refused_tells_nobody(people: People) -> None:
    period = called(people)
    candidacy = candidate(people, period)
    with pytest.raises(Invalid):
        postpone(people, period, polling_day=POLLING - timedelta(days=1))
    end_election(period=period, ended_by=acting(people.olive), at=NOON)
    assert told() == []
    assert days_of(candidacy) == (CLOSE, POLLING)
