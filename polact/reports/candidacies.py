"""The published tables of requests for permission, in the shape of the Commission's annual report (domain.md 5.1).

Counted are the requests of Part 7, imported and live alike (`cases_candidacy_facts`); those under other regimes are not.
In each row and in total: carried over + received = granted + refused + no decision + carried forward.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from polact.access.models import Person
from polact.base.text import Text
from polact.catalogue.candidacy import CHANGE_OF_CIRCUMSTANCES, NO_DECISION, PERMISSION, REFUSED
from polact.catalogue.jurisdictions import JURISDICTIONS
from polact.catalogue.kinds import RequestType
from polact.reports.fiscal import bounds, fiscal_year, years_of_part_7
from polact.reports.report import Chosen, Column, Filter, Report, Row, alphabetical
from polact.reports.requests import BY_ORGANIZATION

LEVELS = {
    "municipal": Text("Municipal", "Municipal"),
    "provincial_territorial": Text("Provincial and territorial", "Provincial et territorial"),
    "federal": Text("Federal", "Fédéral"),
}
TOTAL = Text("Total", "Total")
YEARS = 5
GRANTS = [ending.code for ending in CHANGE_OF_CIRCUMSTANCES.outcomes if ending.is_grant]
ALL_TIME = (date.min, date.max)
BAND = "case when level in ('PROVINCIAL', 'TERRITORIAL') then 'provincial_territorial' else lower(level) end"
WHOSE = """
from cases_candidacy_facts()
where request_type = any(%(types)s) and (%(places)s::bigint[] is null or organization_id = any(%(places)s::bigint[]))
"""
FLOW = f"""
select {BAND} as band,
    count(*) filter (where received_on < %(first)s and (decided_on is null or decided_on >= %(first)s)),
    count(*) filter (where received_on >= %(first)s),
    count(*) filter (where decided_on >= %(first)s and decided_on < %(next)s and outcome = any(%(grants)s)),
    count(*) filter (where decided_on >= %(first)s and decided_on < %(next)s and outcome = %(refused)s),
    count(*) filter (where decided_on >= %(first)s and decided_on < %(next)s and outcome = %(nothing)s),
    count(*) filter (where decided_on is null or decided_on >= %(next)s)
{WHOSE} and received_on < %(next)s group by band
"""
BY_YEAR = f"""
select extract(year from received_on)::integer - (extract(month from received_on)::integer < 4)::integer as began,
    count(*) filter (where {BAND} = 'municipal'),
    count(*) filter (where {BAND} = 'provincial_territorial'),
    count(*) filter (where {BAND} = 'federal'),
    count(*),
    round(avg(decided_on - received_on) filter (where outcome <> %(nothing)s))::integer
{WHOSE} and received_on >= %(first)s and received_on < %(next)s group by began order by began
"""  # noqa: S608 - made of constants
BY_PLACE = f"""
select jurisdiction, count(*) {WHOSE} and received_on >= %(first)s and received_on < %(next)s group by jurisdiction
"""


def _found(sql: str, person: Person | None, chosen: Chosen, types: Sequence[RequestType], **more: Any) -> list[Any]:
    places = None if person is None or person.standing.sees_all else list(person.standing.represents)
    if organization := chosen.get("organization"):
        places = [int(organization)]  # which was checked to be one that the person may choose
    first, after = bounds(chosen["fiscal_year"]) if chosen.get("fiscal_year") else ALL_TIME
    given = {"types": [kind.code for kind in types], "places": places, "first": first, "next": after, **more}
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def _flow(kind: RequestType, granted: str, person: Person | None, chosen: Chosen) -> list[Row]:
    """One row a level, and the total. One statement."""
    keys = ("carried_over", "received", granted, "refused", "no_decision", "carried_forward")
    ends = {"grants": GRANTS, "refused": REFUSED.code, "nothing": NO_DECISION.code}
    found = {band: counts for band, *counts in _found(FLOW, person, chosen, (kind,), **ends)}
    lines = {band: found.get(band, [0] * len(keys)) for band in LEVELS}
    lines["total"] = [sum(counts) for counts in zip(*lines.values(), strict=True)]
    names = {**LEVELS, "total": TOTAL}
    return [
        {"row": band, "level": str(names[band]), **dict(zip(keys, counts, strict=True))}
        for band, counts in lines.items()
    ]


def permissions(person: Person | None, chosen: Chosen, by: Sequence[str]) -> list[Row]:
    return _flow(PERMISSION, "granted", person, chosen)


def changes(person: Person | None, chosen: Chosen, by: Sequence[str]) -> list[Row]:
    return _flow(CHANGE_OF_CIRCUMSTANCES, "granted_or_still_applies", person, chosen)


def yearly(person: Person | None, chosen: Chosen, by: Sequence[str]) -> list[Row]:
    """The year that was chosen and the four before it; without a choice, all that have requests. One statement."""
    both = (PERMISSION, CHANGE_OF_CIRCUMSTANCES)
    span: dict[str, Any] = {"nothing": NO_DECISION.code}
    wanted: list[int] = []
    if year := chosen.get("fiscal_year"):
        first, after = bounds(year)
        wanted = list(range(first.year - YEARS + 1, first.year + 1))
        span |= {"first": date(wanted[0], 4, 1), "next": after}
    found = {began: counts for began, *counts in _found(BY_YEAR, person, chosen, both, **span)}
    keys = ("municipal", "provincial_territorial", "federal", "total", "average_days")
    return [
        {
            "fiscal_year": fiscal_year(date(began, 4, 1)),
            **dict(zip(keys, found.get(began, [0, 0, 0, 0, None]), strict=True)),
        }
        for began in wanted or sorted(found)
    ]


def by_jurisdiction(person: Person | None, chosen: Chosen, by: Sequence[str]) -> list[Row]:
    """The places with most requests first, and the total. One statement."""
    found = _found(BY_PLACE, person, chosen, (PERMISSION,))
    rows = [{"row": code, "jurisdiction": str(JURISDICTIONS[code]), "requests": count} for code, count in found]
    rows.sort(key=lambda row: (-row["requests"], alphabetical(row["jurisdiction"])))
    return [*rows, {"row": "total", "jurisdiction": str(TOTAL), "requests": sum(row["requests"] for row in rows)}]


FILTERS = (
    Filter("fiscal_year", Text("Fiscal year", "Exercice"), Text("All years", "Tous les exercices"), years_of_part_7),
    BY_ORGANIZATION,
)
LEVEL = Column("level", Text("Level of government", "Palier de gouvernement"))
BEFORE = Column(
    "carried_over", Text("Carried over from the previous year", "Reportées de l’exercice précédent"), "count"
)
RECEIVED = Column("received", Text("Received", "Reçues"), "count")
NOT_GRANTED = Column("refused", Text("Not granted", "Non accordées"), "count", if_any=True)
UNDECIDED = Column("no_decision", Text("No decision", "Aucune décision rendue"), "count")
AFTER = Column("carried_forward", Text("Carried over to the next year", "Reportées à l’exercice suivant"), "count")
COUNTED = Text(
    "Imported requests and those handled here are counted alike, under Part 7 only. A request is received on the day on "
    "which the Commission received it; fiscal years run from 1 April to 31 March.",
    "Les demandes importées et celles traitées ici sont comptées de la même façon, sous la partie 7 seulement. Une demande "
    "est reçue le jour où la Commission la reçoit; les exercices vont du 1er avril au 31 mars.",
)
WHY_NONE = Text(
    "No decision is made for reasons such as withdrawal, acclamation, an appointment process or timeliness.",
    "Aucune décision n’est rendue pour des motifs comme un retrait, une élection par acclamation, un processus de "
    "nomination ou le respect des délais.",
)
INSIDE = Text(
    "For use inside government: small numbers are shown as they are, and must not be published without a look at them.",
    "Pour usage interne au gouvernement\u00a0: les petits nombres sont montrés tels quels et ne doivent pas être publiés "
    "sans examen.",
)

PERMISSIONS = Report(
    slug="permission-requests",
    version=1,
    title=Text("Permission requests", "Demandes de permission"),
    question=Text(
        "How many requests for permission to be a candidate came in, and how did they end?",
        "Combien de demandes de permission en vue d’une candidature ont été reçues, et comment se sont-elles terminées?",
    ),
    columns=(
        LEVEL,
        BEFORE,
        RECEIVED,
        Column("granted", Text("Granted", "Accordées"), "count"),
        NOT_GRANTED,
        UNDECIDED,
        AFTER,
    ),
    filters=FILTERS,
    notes=(COUNTED, WHY_NONE, INSIDE),
    rows=permissions,
    is_table=True,
)
CHANGES = Report(
    slug="change-of-circumstances",
    version=1,
    title=Text("Change of circumstances", "Changement de circonstances"),
    question=Text(
        "How many times was a permission looked at again because something had changed, and what came of it?",
        "Combien de fois une permission a-t-elle été réexaminée parce que quelque chose avait changé, et avec quel résultat?",
    ),
    columns=(
        LEVEL,
        BEFORE,
        RECEIVED,
        Column(
            "granted_or_still_applies",
            Text("Granted or permission still applies", "Accordées / permission encore en vigueur"),
            "count",
        ),
        NOT_GRANTED,
        UNDECIDED,
        AFTER,
    ),
    filters=FILTERS,
    notes=(COUNTED, WHY_NONE, INSIDE),
    rows=changes,
    is_table=True,
)
YEARLY = Report(
    slug="yearly-requests",
    version=1,
    title=Text("Yearly requests", "Demandes par exercice"),
    question=Text(
        "How many requests came in each year, and how long did a decision take?",
        "Combien de demandes ont été reçues chaque année, et combien de temps une décision a-t-elle pris?",
    ),
    columns=(
        Column("fiscal_year", Text("Fiscal year", "Exercice")),
        Column("municipal", Text("Municipal level", "Palier municipal"), "count"),
        Column("provincial_territorial", Text("Provincial and territorial", "Provincial et territorial"), "count"),
        Column("federal", Text("Federal", "Fédéral"), "count"),
        Column("total", Text("Total", "Total général"), "count"),
        Column(
            "average_days",
            Text(
                "Average time to render a decision (calendar days)",
                "Délai moyen pour rendre une décision (jours civils)",
            ),
            "count",
        ),
    ),
    filters=FILTERS,
    notes=(
        Text(
            "Permission requests and changes of circumstances together. The average is over requests received in the year "
            "and decided since, without those that ended without a decision.",
            "Demandes de permission et changements de circonstances réunis. La moyenne porte sur les demandes reçues "
            "pendant l’exercice et décidées depuis, sans celles qui ont pris fin sans décision.",
        ),
        COUNTED,
        INSIDE,
    ),
    rows=yearly,
    is_table=True,
)
BY_JURISDICTION = Report(
    slug="requests-by-jurisdiction",
    version=1,
    title=Text("Permission requests by province and territory", "Demandes de permission par province et territoire"),
    question=Text(
        "Where are the elections for which permission was asked?",
        "Où se tiennent les élections pour lesquelles une permission a été demandée?",
    ),
    columns=(
        Column("jurisdiction", Text("Province or territory", "Province ou territoire")),
        Column("requests", Text("Requests received", "Demandes reçues"), "count"),
    ),
    filters=FILTERS,
    notes=(
        Text(
            "Federal requests stand under Canada where the province of the district is not recorded.",
            "Les demandes fédérales figurent sous Canada lorsque la province de la circonscription n’est pas consignée.",
        ),
        COUNTED,
        INSIDE,
    ),
    rows=by_jurisdiction,
    is_table=True,
)
