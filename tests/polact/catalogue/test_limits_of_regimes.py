"""The time limit of a decision is data of the regime: another number of days, business days, or none, and everything that
shows or keeps a day follows from the catalogue alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cases.enums.candidacy import Employment, Stage
from cases.models import Candidacy, Case, ClockDifference
from cases.operations.attaching import attach_file
from cases.operations.candidacy_commission import acknowledge, ask_for_items, find_complete, provide_items, send
from cases.operations.candidacy_deciding import confirm_notices, decide, decide_again, submit_for_decision
from cases.operations.candidacy_inputs import start_check
from cases.operations.candidacy_intake import save_candidacy, sign, start_candidacy
from cases.operations.replaying import replay_clocks
from cases.queries.desk import desk_page
from cases.queries.narrowing import DeskFilter
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.queries import trail_of
from polact.audit.verbs import Verb
from polact.base.text import Text
from polact.catalogue import registry
from polact.catalogue.calendars import BUSINESS_VERSION
from polact.catalogue.candidacy import PERMISSION
from polact.catalogue.kinds import TimeLimit
from polact.catalogue.statutory import STATUTORY_VERSION
from tests import factories
from tests.api.conftest import Caller
from tests.cases.attachments import files
from tests.cases.candidacies import WHOLE, candidacy_in
from tests.cases.operations.test_candidacy_deciding import fresh, make_decider
from tests.cases.rulings import grant
from tests.cases.views.pages import path, text
from tests.factories import NOON, People, acting

RULE = Text("Made-up Act, s. 1", "Loi inventée, art. 1")
TEN = TimeLimit(10, RULE)
TEN_OF_BUSINESS = TimeLimit(10, RULE, in_business_days=True)
NONE = TimeLimit(0, RULE)
NO_LAW = "No law sets a day by which the decision must be made."
AUCUNE_LOI = "Aucune loi ne fixe de date limite pour la décision."

Signed = Callable[[Person], Client]
Made = Callable[[TimeLimit], None]


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Made:
    """A regime like that of Part 7, with another limit: one entry of the catalogue, and nothing else."""

    def make(limit: TimeLimit) -> None:
        assert PERMISSION.candidacy is not None
        rules = replace(PERMISSION.candidacy, limit=limit)
        types = [
            replace(PERMISSION, candidacy=rules) if kind is PERMISSION else kind for kind in registry.REQUEST_TYPES
        ]
        monkeypatch.setattr(registry, "REQUEST_TYPES", tuple(types))

    return make


def complete(people: People, **told: Any) -> Candidacy:
    """Emma's request, found complete on the day on which it was sent: Monday 23 November 2026."""
    return candidacy_in(Stage.ANALYSIS, people, **told)


def mail(person: Person, occasion: str) -> str:
    with as_system():
        return Message.objects.get(recipient=person, template=f"cases/notices/{occasion}").body


def stored(candidacy: Candidacy) -> tuple[Any, ...]:
    with as_system():
        found = Candidacy.objects.select_related("case").get(pk=candidacy.pk)
    return found.complete_on, found.decide_by, found.calendar, found.case.due_on, found.case.clock_calendar


def deciding(name: str, *args: object) -> str:
    with override("en"):
        return reverse(f"candidacy:{name}", args=args)


def replayed() -> list[ClockDifference]:
    replay_clocks(at=NOON + timedelta(days=1))
    with as_system():
        return list(ClockDifference.objects.all())


@pytest.mark.parametrize(
    ("limit", "due", "target", "calendar"),
    [
        (TEN, date(2026, 12, 3), date(2026, 12, 3), STATUTORY_VERSION),
        (TimeLimit(5, RULE), date(2026, 11, 28), date(2026, 11, 27), STATUTORY_VERSION),
        (TEN_OF_BUSINESS, date(2026, 12, 7), date(2026, 12, 7), BUSINESS_VERSION),
    ],
)
def test_keeps_replays_and_tells_the_days_of_the_catalogue(
    people: People, client_of: Signed, made_up: Made, limit: TimeLimit, due: date, target: date, calendar: str
) -> None:
    made_up(limit)
    candidacy = complete(people)
    assert stored(candidacy) == (NOON.date(), due, calendar, target, calendar)
    assert replayed() == []

    day = f"{due:%B} {due.day}, {due.year}"
    assert f"By law the decision is due by {day}." in mail(people.emma, "candidacy_complete")
    assert f"A decision may take up to {limit.length.en} once everything is there." in mail(
        people.emma, "candidacy_received"
    )
    page = text(client_of(people.emma).get(path("request", candidacy.pk)))
    assert f"Complete: the {limit.length.en} count" in page
    assert day in page
    assert f"Made-up Act, s. 1: within {limit.days}" in page
    for number in ("30 days", "30 calendar days"):
        assert number not in page
    page = text(client_of(people.emma).get(path("request", candidacy.pk, language="fr")))
    assert f"Complète : les {limit.length.fr} courent" in page.replace("\u00a0", " ")
    assert f"Loi inventée, art. 1 : dans les {limit.days} jours" in page.replace("\u00a0", " ")


def test_a_day_of_another_limit_is_found_at_night(people: People, made_up: Made) -> None:
    """The catalogue changed under an open case: nothing is corrected by itself."""
    candidacy = complete(people)
    made_up(TEN)
    [difference] = replayed()
    assert (difference.stored, difference.computed) == (stored(candidacy)[1], date(2026, 12, 3))


def test_without_a_limit_a_complete_file_has_no_day_and_everything_says_so(
    people: People, client_of: Signed, made_up: Made
) -> None:
    made_up(NONE)
    people.rita.language = "fr"
    with as_system():
        people.rita.save(update_fields=["language"])
    candidacy = complete(people, nominations_close=date(2027, 9, 24))
    assert stored(candidacy) == (NOON.date(), None, "", None, "")
    assert replayed() == []

    for occasion in ("candidacy_received", "candidacy_complete"):
        assert NO_LAW in mail(people.emma, occasion)
        assert AUCUNE_LOI in mail(people.rita, occasion)
    [entry] = [one for one in trail_of(candidacy.case.ref) if one.verb == Verb.CANDIDACY_COMPLETE]
    assert str(entry).endswith("found the file complete; day of the decision, by law: no law sets a day.")

    page = text(client_of(people.emma).get(path("request", candidacy.pk)))
    assert NO_LAW in page
    assert "A decision in time cannot be promised" in page
    assert "Ask as early as you can" not in page  # it was sent
    assert "Complete: to be decided" in page
    assert "Basis of these rules: Made-up Act, s. 1." in page
    assert "30 days" not in page
    page = text(client_of(people.emma).get(path("request", candidacy.pk, language="fr")))
    assert AUCUNE_LOI in page
    page = text(client_of(people.olive).get(path("case", candidacy.pk)))
    assert NO_LAW in page
    assert "Decision due, by law" not in page


def test_without_a_limit_what_is_asked_later_makes_it_incomplete_until_it_is_there(
    people: People, made_up: Made
) -> None:
    made_up(NONE)
    candidacy, later = complete(people), NOON + timedelta(days=90)
    ask_for_items(candidacy=candidacy, asked_by=acting(people.olive), texts=["Which files?"], at=later)
    assert stored(candidacy)[:3] == (None, None, "")
    assert "The decision is made only when all of it is there." in mail(people.emma, "candidacy_items_asked")
    with as_system():
        candidacy = Candidacy.objects.select_related("case").get(pk=candidacy.pk)
    provide_items(candidacy=candidacy, provided_by=acting(people.emma), answer="None.", at=later + timedelta(days=5))
    with as_system():
        candidacy = Candidacy.objects.select_related("case").get(pk=candidacy.pk)
    find_complete(candidacy=candidacy, found_by=acting(people.olive), at=later + timedelta(days=8))
    assert stored(candidacy) == ((later + timedelta(days=5)).date(), None, "", None, "")
    assert replayed() == []


def test_deciding_pages_and_a_new_decision_have_no_day_where_no_law_sets_one(
    people: People, client_of: Signed, made_up: Made
) -> None:
    made_up(NONE)
    candidacy, decider = complete(people), make_decider(people)
    olive, other = client_of(people.olive), client_of(decider)
    assert NO_LAW in text(olive.get(deciding("submit_for_decision", candidacy.pk)))
    draft = {"ruling": grant(candidacy), "submitted_by": people.olive, "at": NOON}
    submit_for_decision(candidacy=fresh(people.olive, candidacy), **draft)
    assert "no law sets a day" in text(other.get(deciding("waiting")))
    assert NO_LAW in text(other.get(deciding("decide", candidacy.pk)))
    told = Caller(other).get("decisions/waiting/").json()
    assert [one["decide_by"] for one in told] == [None]
    decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=NOON)
    assert "The clock stops" not in text(olive.get(deciding("confirm_notices", candidacy.pk)))
    notified = {"deputy_head_notified_on": NOON.date(), "delivery": "By courier", "at": NOON}
    confirm_notices(candidacy=fresh(people.olive, candidacy), confirmed_by=people.olive, **notified)
    again = decide_again(
        candidacy=fresh(people.olive, candidacy), taken_up_by=people.olive, reasons="The court sent it back.", at=NOON
    )
    assert again.case.due_on is None


@pytest.mark.parametrize(("dated", "undated"), [(26, 1), (25, 1), (3, 30), (0, 60), (30, 0)])
def test_cases_without_a_day_come_last_on_the_desk_each_once_and_are_never_late(
    people: People, dated: int, undated: int
) -> None:
    with as_system():
        cases = [factories.make_case(people.luc, people.organization).pk for _number in range(dated + undated)]
        without = cases[::2][:undated] if dated else cases
        without = (without + [pk for pk in cases if pk not in without])[:undated]
        Case.objects.filter(pk__in=without).update(due_on=None, clock_reason="COMPLETE")
    rita, shown, after = acting(people.rita), list[int](), "start"
    while after:
        page = desk_page(rita, DeskFilter(), "" if after == "start" else after)
        shown += [case.pk for case in page.cases]
        after = page.following
    assert shown == [pk for pk in cases if pk not in without] + sorted(without)
    late = DeskFilter(before=NOON.date() + timedelta(days=900))
    assert not {case.pk for case in desk_page(rita, late).cases} & set(without)


def test_the_database_wants_no_day_without_a_complete_file_and_no_case_without_either(people: People) -> None:
    candidacy = complete(people)
    with as_system():
        for wrong in ({"complete_on": None}, {"decide_by": candidacy.complete_on}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Candidacy.objects.filter(pk=candidacy.pk).update(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=candidacy.pk).update(due_on=None, clock_reason="SUBMITTED")


def test_the_api_says_which_limit_holds(people: People, client_of: Signed, made_up: Made) -> None:
    made_up(NONE)
    candidacy = complete(people)
    told = Caller(client_of(people.emma)).get(f"candidacies/{candidacy.pk}/").json()
    assert told["limit"] == {
        "is_set": False,
        "days": 0,
        "in_business_days": False,
        "rule": {"en": "Made-up Act, s. 1", "fr": "Loi inventée, art. 1"},
    }
    assert (told["complete_on"], told["decide_by"], told["target_on"]) == ("2026-11-23", None, None)
    assert told["clock_steps"][-1] == {"en": NO_LAW, "fr": AUCUNE_LOI}
    assert told["latest_safe_filing"] is None


def test_before_it_is_sent_the_page_says_to_ask_early_where_no_day_is_safe(
    people: People, client_of: Signed, made_up: Made
) -> None:
    made_up(NONE)
    candidacy = candidacy_in(Stage.DRAFT, people, nominations_close=date(2099, 9, 24))
    page = text(client_of(people.emma).get(path("candidacy_draft", candidacy.pk)))
    assert f"{NO_LAW} Nominations close on September 24, 2099. Ask as early as you can." in page
    page = text(client_of(people.emma).get(path("candidacy_draft", candidacy.pk, language="fr")))
    assert f"{AUCUNE_LOI} Clôture des candidatures" in page
    assert "send it by" not in page


def test_the_research_councils_file_is_complete_without_a_day_by_the_products_own_steps(people: People) -> None:
    council = Organization.objects.get(abbreviation_en="NRC")
    nora = factories.make_person("Nora", council, Role.EMPLOYEE, language="fr")
    ed = factories.make_person("Ed", council, Role.REPRESENTATIVE)
    where = {"level": "MUNICIPAL", "jurisdiction": "ON", "language": "en", "at": NOON}
    begun = {"organization": council, "employment": Employment.INDETERMINATE, "on_leave": False}
    candidacy = start_candidacy(requester=acting(nora), **begun, **where)
    work = {"name": "work.png", "declared": "image/png", "content": files.png(), "at": NOON}
    description = attach_file(case=candidacy.case, uploaded_by=nora, **work)
    told = {"told": WHOLE, "description_file": description}
    candidacy = sign(
        candidacy=save_candidacy(candidacy=candidacy, saved_by=nora, **told, **where), signed_by=nora, at=NOON
    )
    candidacy = start_check(candidacy=candidacy, started_by=acting(ed), at=NOON)
    candidacy = send(candidacy=candidacy, sent_by=ed, at=NOON)
    candidacy = acknowledge(candidacy=candidacy, acknowledged_by=ed, at=NOON)
    candidacy = find_complete(candidacy=candidacy, found_by=ed, at=NOON)
    assert stored(candidacy) == (NOON.date(), None, "", None, "")
    assert replayed() == []
    for occasion in ("candidacy_received", "candidacy_complete"):
        assert AUCUNE_LOI in mail(nora, occasion)
        assert NO_LAW in mail(ed, occasion)
    assert NO_LAW in mail(ed, "candidacy_arrived")
