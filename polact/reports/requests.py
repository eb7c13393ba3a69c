"""The report `requests`: how many requests each organization received, of which type, month by month, and how they ended."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, DateField, Func, IntegerField, QuerySet
from django.utils.translation import pgettext

from cases.history.columns import ANSWERED
from cases.models import Case
from cases.queries import imported_requests
from polact.access.models import Organization, Person
from polact.base.text import Text
from polact.catalogue import registry as catalogue
from polact.catalogue.fiscal import bounds, fiscal_year
from polact.reports.fiscal import recent_years
from polact.reports.reading import Chosen, Reading
from polact.reports.report import Choice, Column, Filter, Report, Row, alphabetical

OPEN = "OPEN"


class FirstOfMonth(Func):
    """The first day of a date's month, by date arithmetic alone: no time zone of the session can move it."""

    template = "(%(expressions)s - (extract(day from %(expressions)s)::integer - 1))"
    output_field = DateField()


class FirstYear(Func):
    """The calendar year in which a date's fiscal year began."""

    template = (
        "(extract(year from %(expressions)s)::integer - (extract(month from %(expressions)s)::integer < 4)::integer)"
    )
    output_field = IntegerField()


def submitted_cases(person: Person | None) -> QuerySet[Case]:
    """What is counted: the submitted cases of everywhere, or of the organizations that the person represents."""
    if person is None:
        return Case.objects.filter(submitted_on__isnull=False)
    cases = Case.objects.visible_to(person).filter(submitted_on__isnull=False)
    return cases if person.standing.sees_all else cases.filter(organization_id__in=person.standing.represents)


def organizations(person: Person | None, on: date) -> list[Choice]:
    """The organizations whose requests the person may count, by name."""
    known = Organization.objects.active().only(*NAMES)
    if person is not None and not person.standing.sees_all:
        known = known.filter(pk__in=person.standing.represents)
    offered = [Choice(str(organization.pk), str(organization)) for organization in known]
    return sorted(offered, key=lambda choice: alphabetical(choice.label))


def outcomes(person: Person | None, on: date) -> list[Choice]:
    return [Choice(OPEN, outcome_name(""))] + [Choice(code, outcome_name(code)) for code in catalogue.outcome_codes()]


def outcome_name(code: str) -> str:
    if code == ANSWERED:
        return pgettext("outcome", "Answered, before this system")
    return str(catalogue.outcome(code).name) if code else pgettext("outcome", "Not answered yet")


def rows(reading: Reading, by: Sequence[str]) -> list[Row]:
    """Counted in SQL, cases and imported requests in one statement each; names are put to the codes afterwards, and rows
    sorted by them."""
    counted = Counter(_counted(submitted_cases(reading.person), "submitted_on", reading.chosen, by))
    counted.update(_counted(imported_requests(reading.person), "received_on", reading.chosen, by))
    words = [WORDS[key]() for key in by]
    found = [
        {**{key: word(value) for key, word, value in zip(by, words, codes, strict=True)}, "requests": count}
        for codes, count in counted.items()
    ]
    return sorted(found, key=lambda row: [alphabetical(row[key]) for key in by])


def _counted(requests: QuerySet[Any], day: str, chosen: Chosen, by: Sequence[str]) -> dict[tuple[Any, ...], int]:
    """How many by which codes; `day` is the column of the date on which they count."""
    if year := chosen.get("fiscal_year"):
        first, next_first = bounds(year)
        requests = requests.filter(**{f"{day}__gte": first, f"{day}__lt": next_first})
    if organization := chosen.get("organization"):
        requests = requests.filter(organization_id=int(organization))
    if outcome := chosen.get("outcome"):
        requests = requests.filter(outcome="" if outcome == OPEN else outcome)
    columns = [STORED.get(key, key) for key in by]
    computed = {name: COMPUTED[name](day) for name in columns if name in COMPUTED}
    counted = requests.annotate(**computed).order_by().values_list(*columns)
    return {tuple(codes): count for *codes, count in counted.annotate(requests=Count("*"))}


STORED = {"organization": "organization_id", "month": "first_of_month", "fiscal_year": "first_year"}
COMPUTED: dict[str, type[Func]] = {"first_of_month": FirstOfMonth, "first_year": FirstYear}
NAMES = ("name_en", "name_fr", "applied_title_en", "applied_title_fr")


def _organization_names() -> Callable[[int], str]:
    names = {organization.pk: str(organization) for organization in Organization.objects.only(*NAMES)}
    return names.__getitem__


MONTHS: dict[str, Callable[[], Callable[[Any], str]]] = {
    "month": lambda: lambda first: first.strftime("%Y-%m"),
    "fiscal_year": lambda: lambda first: fiscal_year(date(first, 4, 1)),
}
WORDS: dict[str, Callable[[], Callable[[Any], str]]] = {
    **MONTHS,
    "organization": _organization_names,
    "request_type": lambda: lambda code: str(catalogue.request_type(code).name),
    "outcome": lambda: outcome_name,
}
BY_YEAR = Filter("fiscal_year", Text("Fiscal year", "Exercice"), Text("All years", "Tous les exercices"), recent_years)
BY_ORGANIZATION = Filter(
    "organization",
    Text("Organization", "Administration"),
    Text("All organizations", "Toutes les administrations"),
    organizations,
)

REQUESTS = Report(
    slug="requests",
    version=2,
    title=Text("Requests received", "Demandes reçues"),
    question=Text(
        "How many requests did each organization receive, month by month, and how did they end?",
        "Combien de demandes chaque administration a-t-elle reçues, mois par mois, et comment se sont-elles terminées?",
    ),
    columns=(
        Column("organization", Text("Organization", "Administration")),
        Column("request_type", Text("Type of request", "Type de demande")),
        Column("outcome", Text("Outcome", "Résultat")),
        Column("month", Text("Month", "Mois"), "month"),
        Column("requests", Text("Requests", "Demandes"), "count"),
    ),
    filters=(
        BY_YEAR,
        BY_ORGANIZATION,
        Filter("outcome", Text("Outcome", "Résultat"), Text("All outcomes", "Tous les résultats"), outcomes),
    ),
    notes=(
        Text(
            "A request counts in the month in which it was submitted, by the calendar of Gatineau. Drafts do not count.",
            "Une demande compte dans le mois où elle a été soumise, selon le calendrier de Gatineau. "
            "Les brouillons ne comptent pas.",
        ),
        Text(
            "Requests imported from the register of earlier years count in the month in which they were received.",
            "Les demandes importées du registre des années antérieures comptent dans le mois où elles ont été reçues.",
        ),
        Text(
            "The outcome is the one recorded when the report was made.",
            "Le résultat est celui qui était consigné au moment de produire le rapport.",
        ),
        Text(
            "For use inside government: small numbers are shown as they are, and must not be published so.",
            "Pour usage interne au gouvernement : les petits nombres sont montrés tels quels et ne doivent pas être "
            "publiés ainsi.",
        ),
    ),
    counted=rows,
)
