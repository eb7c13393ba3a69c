"""What makes the demonstration's desk alive beside the requests themselves: rules, an election, notes, messages, an
opinion that is awaited, somebody who stepped aside, a view that is kept, requests that belong together."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from cases.deeds import perform
from cases.enums import CaseAction, ConsultationKind, ElectionKind, ElectionLevel, LinkKind, Shown
from cases.models import AlertKind, Case
from cases.operations.consulting import ask_opinion
from cases.operations.conversing import send_message, write_note
from cases.operations.elections import record_election
from cases.operations.linking import ask_again, link_cases
from cases.operations.recusing import recuse
from cases.operations.ruling import add_rule
from cases.operations.saving_views import save_view, set_alert
from cases.rule_terms import RuleTerms
from polact.access.acting import act_as
from polact.access.models import Organization, Person
from polact.base import clock
from polact.catalogue.calendars import add_business_days, monday_on_or_before

CANVASSING, EXECUTIVE = (
    "Canvassing door to door on weekends",
    "Siéger à l’exécutif d’une association de circonscription",
)
DELEGATE, LAWN, FRIEND = "Assister à un congrès comme déléguée", "Sign on my lawn", "Speaking at a friend’s launch"


@dataclass(frozen=True)
class Desk:
    """The people by given name, the requests by subject, and now."""

    people: dict[str, Person]
    cases: dict[str, Case]
    now: datetime

    def by(self, name: str) -> Person:
        """The person, to whom the transaction is bound from here on."""
        return acting(self.people[name], self.now)

    def case(self, subject: str) -> Case:
        """The case as it stands, for the person to whom the transaction is bound."""
        return Case.objects.select_related("organization").get(pk=self.cases[subject].pk)

    def at(self, days_ago: int, number: int = 6) -> datetime:
        """A working moment, after the steps of the request on that day."""
        return moment(self.now, days_ago, number)


def live(desk: Desk) -> None:
    """Do, by the product's own operations, what is done at a desk. Each person only what they may."""
    _talk(desk)
    _ask_the_commission(desk)
    _step_aside(desk)
    _link(desk)
    _keep_a_view(desk)


def call_an_election(officer: Person, now: datetime) -> None:
    """A fictional municipal election under way in Ontario, and a fictional federal by-election to come."""
    today = clock.local_date(now)
    record_election(
        level=ElectionLevel.MUNICIPAL, jurisdiction="ON",
        label_en="Municipal elections (fictional)", label_fr="Élections municipales (fictives)",
        source="https://elections.example/municipal",
        active_from=today - timedelta(days=40), active_to=today + timedelta(days=30), recorded_by=officer, at=now,
        polling_day=today + timedelta(days=29), nominations_close=today + timedelta(days=3),
    )  # fmt: skip
    writ = add_business_days(today, 50)[0]
    record_election(
        level=ElectionLevel.FEDERAL, jurisdiction="CA", kind=ElectionKind.BY_ELECTION,
        label_en="Federal by-election (fictional)", label_fr="Élection partielle fédérale (fictive)",
        source="https://elections.example/federal", active_from=writ, active_to=None,
        polling_day=monday_on_or_before(writ + timedelta(days=50)), recorded_by=officer, at=now,
    )  # fmt: skip


def rule(lead: Person, organization: Organization, now: datetime) -> None:
    """Two rules: candidacies go to the lead, and so do signs while a municipal election is under way."""
    at = moment(now, 45, 0)
    common: dict[str, Any] = {"active_from": clock.local_date(at), "assign_to": lead}
    for terms in (
        RuleTerms(activity_group="CAN", priority=10, note="Les candidatures vont à la responsable.", **common),
        RuleTerms(
            activity_group="DIS", election=ElectionLevel.MUNICIPAL, priority=20,
            note="Affiches et pancartes pendant des élections municipales.", **common,
        ),
    ):  # fmt: skip
        add_rule(organization=organization, terms=terms, added_by=lead, at=at)


def _talk(desk: Desk) -> None:
    renee, case = desk.by("Renée"), desk.case(EXECUTIVE)
    write_note(
        case=case, written_by=renee, at=desk.at(9),
        text="J’ai relu la description de poste\u00a0: elle n’a pas de rôle de porte-parole. À comparer avec la demande sur le congrès.",
    )  # fmt: skip
    send_message(
        case=case, sent_by=renee, at=desk.at(8),
        text="Bonjour, votre demande est en cours. Savez-vous déjà quand aurait lieu la première réunion?",
    )  # fmt: skip
    send_message(
        sent_by=desk.by("Mathilde"), case=case, at=desk.at(7),
        text="Merci! La première réunion est prévue dans un mois, un mardi soir.",
    )  # fmt: skip
    write_note(
        written_by=desk.by("Rita"), case=desk.case(CANVASSING), at=desk.at(4),
        text="She may meet people whose applications she processes. Wait for the part of town before weighing anything.",
    )  # fmt: skip


def _ask_the_commission(desk: Desk) -> None:
    renee, at = desk.by("Renée"), desk.at(3)
    ask_opinion(
        case=desk.case(EXECUTIVE), asked_by=renee, kind=ConsultationKind.COMMISSION, email="",
        question="Le poste de secrétaire est-il perçu autrement que celui de membre, pour une personne qui rédige des avis?",
        shown=(Shown.QUESTION, Shown.ACTIVITY, Shown.LEVEL),
        until=add_business_days(clock.local_date(desk.now), 5)[0], at=at,
    )  # fmt: skip


def _step_aside(desk: Desk) -> None:
    recuse(
        recused_by=desk.by("Rita"), case=desk.case(FRIEND), at=desk.at(3), reason="The candidate and I are old friends.",
    )  # fmt: skip


def _link(desk: Desk) -> None:
    link_cases(
        linked_by=desk.by("Renée"), case=desk.case(EXECUTIVE), other=desk.case(DELEGATE), kind=LinkKind.RELATED,
        at=desk.at(2),
    )  # fmt: skip
    emma, at = desk.by("Emma"), desk.at(1, 1)
    following = ask_again(case=desk.case(LAWN), requester=emma, at=at)
    perform(action=CaseAction.SUBMIT, case=following, by=emma, at=at)


def _keep_a_view(desk: Desk) -> None:
    renee = desk.by("Renée")
    organization = renee.appointments.select_related("organization")[0].organization
    view = save_view(
        owner=renee, name="À rendre cette semaine", query={"due": "week"}, organization=organization, at=desk.at(5)
    )
    set_alert(view=view, wanted_by=renee, kind=AlertKind.DAILY, matching=[], at=desk.at(5))
    save_view(owner=renee, name="Pancartes et affiches", query={"group": "DIS"}, at=desk.at(4))


def acting(person: Person, now: datetime) -> Person:
    """Bind the transaction to the person, as a request of theirs would be."""
    person.standing = act_as(person.pk, clock.local_date(now))
    return person


def moment(now: datetime, days_ago: int, number: int) -> datetime:
    """A working moment so many days ago, never after now; later steps of a request come later in the day."""
    day = clock.local_date(now) - timedelta(days=days_ago)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    local = timezone.make_aware(datetime.combine(day, time(9, 20)) + timedelta(minutes=47 * number))
    return min(local, now - timedelta(minutes=10 - number))
