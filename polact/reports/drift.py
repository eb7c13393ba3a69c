"""The report `drift`: how answers stood beside earlier ones about the same facts, when they were given, month by month."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, DateField, DateTimeField, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from assessments.rulebook import current
from cases.models import DepartureReason, PrecedentCheck
from polact.access.models import Person
from polact.base.text import Text, current_language
from polact.catalogue.fiscal import bounds
from polact.reports.reading import Reading
from polact.reports.report import Column, Report, Row, Section, alphabetical
from polact.reports.requests import BY_ORGANIZATION, BY_YEAR, MONTHS, FirstOfMonth, FirstYear

AGREES, UNCLEAR, ALONE = "AGREES", "UNCLEAR", "ALONE"
STANDING = Case(
    When(departs=True, then=F("reason")),
    When(compared=0, then=Value(ALONE)),
    When(majority="", then=Value(UNCLEAR)),
    default=Value(AGREES),
    output_field=CharField(),
)
LOCAL_DAY = Cast(
    Func(
        F("checked_at"), template=f"(%(expressions)s at time zone '{settings.TIME_ZONE}')", output_field=DateTimeField()
    ),
    DateField(),
)
"""Without a parameter, so that an expression that names it twice stays whole."""
GROUP = Func(F("activity"), Value("."), Value(1), function="split_part", output_field=TextField())


def standing_name(code: str) -> str:
    """How an answer stood beside earlier ones, in words."""
    if code in DepartureReason.values:
        return _("Departs from a clear majority: %(reason)s") % {"reason": DepartureReason(code).label}
    names = {
        AGREES: _("Agrees with a clear majority"),
        UNCLEAR: _("No clear majority to agree with"),
        ALONE: _("No earlier answer about the same facts"),
    }
    return names[code]


def group_name(code: str) -> str:
    """A group of activities by the rulebook in force; its code when that no longer has it."""
    groups = current().groups
    return str(groups[code].in_language(current_language())) if code in groups else code


def counted_checks(person: Person | None) -> QuerySet[PrecedentCheck]:
    """What is counted: the comparisons of everywhere, or of the organizations that the person represents.

    Of each request the last one: an answer that was returned and proposed again, or given anew after the request was
    opened again, is compared each time.
    """
    last = PrecedentCheck.objects.order_by("case_id", "-checked_at", "-pk").distinct("case_id")
    checks = PrecedentCheck.objects.filter(pk__in=last.values("pk"))
    if person is None or person.standing.sees_all:
        return checks
    return checks.filter(case__organization_id__in=list(person.standing.represents))


def rows(reading: Reading, by: Sequence[str]) -> list[Row]:
    """Counted in SQL, in one statement; names are put to the codes afterwards, and rows sorted by them."""
    checks = counted_checks(reading.person).annotate(on=LOCAL_DAY)
    if year := reading.chosen.get("fiscal_year"):
        first, next_first = bounds(year)
        checks = checks.filter(on__gte=first, on__lt=next_first)
    if organization := reading.chosen.get("organization"):
        checks = checks.filter(case__organization_id=int(organization))
    columns = [STORED.get(key, key) for key in by]
    counted = checks.annotate(**{name: COMPUTED[name] for name in columns}).order_by().values_list(*columns)
    words = [WORDS[key]() for key in by]
    found = [
        {**{key: word(value) for key, word, value in zip(by, words, codes, strict=True)}, "answers": count}
        for *codes, count in counted.annotate(answers=Count("*"))
    ]
    return sorted(found, key=lambda row: [alphabetical(row[key]) for key in by])


STORED = {"standing": "stood", "group": "in_group", "month": "first_of_month", "fiscal_year": "first_year"}
COMPUTED: dict[str, Any] = {
    "stood": STANDING,
    "in_group": GROUP,
    "first_of_month": FirstOfMonth("on"),
    "first_year": FirstYear("on"),
}
WORDS: dict[str, Callable[[], Callable[[Any], str]]] = {
    **MONTHS,
    "standing": lambda: standing_name,
    "group": lambda: group_name,
}

DRIFT = Report(
    slug="drift",
    version=1,
    title=Text("Drift of answers", "Dérive des réponses"),
    question=Text(
        "Do answers agree with what most earlier ones about the same facts concluded, and why do they depart where they do?",
        "Les réponses concordent-elles avec la conclusion de la plupart des réponses antérieures sur les mêmes faits, et "
        "sinon, pourquoi?",
    ),
    columns=(
        Column("standing", Text("Beside earlier answers", "Par rapport aux réponses antérieures")),
        Column("group", Text("Group of activities", "Groupe d’activités")),
        Column("month", Text("Month", "Mois"), "month"),
        Column("answers", Text("Answers", "Réponses"), "count"),
    ),
    filters=(BY_YEAR, BY_ORGANIZATION),
    notes=(
        Text(
            "Counted are answers to requests with a self-assessment, as they were compared when they were given.",
            "Sont comptées les réponses aux demandes accompagnées d’une autoévaluation, telles qu’elles ont été "
            "comparées au moment où elles ont été données.",
        ),
        Text(
            "Each request counts once, with its last answer: one that was proposed again, or opened again, too.",
            "Chaque demande compte une fois, avec sa dernière réponse, même si celle-ci a été proposée de nouveau ou si la "
            "demande a été rouverte.",
        ),
        Text(
            "A majority is clear when at least five earlier answers rest on the same facts, or nearly, and three in four agree.",
            "Une majorité est nette lorsqu’au moins cinq réponses antérieures reposent sur les mêmes faits, ou presque, "
            "et que trois sur quatre concordent.",
        ),
        Text(
            "For use inside government: small numbers are shown as they are, and must not be published so.",
            "Pour usage interne au gouvernement : les petits nombres sont montrés tels quels et ne doivent pas être "
            "publiés ainsi.",
        ),
    ),
    counted=rows,
    section=Section.INTEGRITY,
)


QUARTERS = 8


def recent_quarters(on: date) -> list[date]:
    """The first days of the last calendar quarters that have ended by a day, the newest first."""
    quarters = [last_quarter(on)]
    while len(quarters) < QUARTERS:
        quarters.append(last_quarter(quarters[-1]))
    return quarters


def last_quarter(on: date) -> date:
    """The first day of the last calendar quarter that has ended by a day."""
    month = 3 * ((on.month - 1) // 3) + 1
    return date(on.year - 1, 10, 1) if month == 1 else date(on.year, month - 3, 1)
