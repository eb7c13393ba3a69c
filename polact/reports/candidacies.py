"""The published tables of requests for permission, in the shape of the Commission's annual report (domain.md 5.1).

Counted are the requests of Part 7, imported and live alike (`cases_facts`); those under other regimes are not.
In each row and in total: carried over + received = granted + refused + no decision + carried forward.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from polact.base.text import Text
from polact.catalogue.candidacy import CHANGE_OF_CIRCUMSTANCES, NO_DECISION, PERMISSION, REFUSED
from polact.catalogue.fiscal import fiscal_year
from polact.catalogue.jurisdictions import JURISDICTIONS
from polact.catalogue.kinds import RequestType
from polact.reports.fiscal import years_of_part_7
from polact.reports.reading import Reading
from polact.reports.report import Column, Filter, Report, Row, Section, alphabetical
from polact.reports.requests import BY_ORGANIZATION

LEVELS = {
    "municipal": Text("Municipal", "Municipal"),
    "provincial_territorial": Text("Provincial and territorial", "Provincial et territorial"),
    "federal": Text("Federal", "Fédéral"),
}
TOTAL = Text("Total", "Total")
YEARS = 5
GRANTS = [ending.code for ending in CHANGE_OF_CIRCUMSTANCES.outcomes if ending.is_grant]
BAND = "case when level in ('PROVINCIAL', 'TERRITORIAL') then 'provincial_territorial' else lower(level) end"
ENDED = "ended >= %(first)s and ended < %(next)s"
DECIDED = "ended is not null and outcome <> %(nothing)s"
FLOW = f"""
select {BAND} as band,
    coalesce(sum(requests) filter (where received < %(first)s and (ended is null or ended >= %(first)s)), 0)::bigint,
    coalesce(sum(requests) filter (where received >= %(first)s), 0)::bigint,
    coalesce(sum(requests) filter (where {ENDED} and outcome = any(%(grants)s)), 0)::bigint,
    coalesce(sum(requests) filter (where {ENDED} and outcome = %(refused)s), 0)::bigint,
    coalesce(sum(requests) filter (where {ENDED} and outcome = %(nothing)s), 0)::bigint,
    coalesce(sum(requests) filter (where ended is null or ended >= %(next)s), 0)::bigint
from flow where request_type = any(%(types)s) and received < %(next)s group by band
"""  # noqa: S608 - made of constants
BY_YEAR = f"""
select extract(year from received)::integer - (extract(month from received)::integer < 4)::integer as began,
    coalesce(sum(requests) filter (where {BAND} = 'municipal'), 0)::bigint,
    coalesce(sum(requests) filter (where {BAND} = 'provincial_territorial'), 0)::bigint,
    coalesce(sum(requests) filter (where {BAND} = 'federal'), 0)::bigint,
    sum(requests)::bigint,
    round(sum(days) filter (where {DECIDED})::numeric / sum(requests) filter (where {DECIDED}))::integer
from flow where request_type = any(%(types)s) and received >= %(first)s and received < %(next)s
group by began order by began
"""  # noqa: S608 - made of constants
BY_PLACE = """
select jurisdiction, sum(requests)::bigint
from flow where request_type = any(%(types)s) and received >= %(first)s and received < %(next)s group by jurisdiction
"""


def _flow(reading: Reading, kind: RequestType, granted: str) -> list[Row]:
    """One row a level, and the total. One statement."""
    keys = ("carried_over", "received", granted, "refused", "no_decision", "carried_forward")
    ends = {"grants": GRANTS, "refused": REFUSED.code, "nothing": NO_DECISION.code}
    found = {band: counts for band, *counts in reading.select(FLOW, types=[kind.code], **ends)}
    lines = {band: found.get(band, [0] * len(keys)) for band in LEVELS}
    lines["total"] = [sum(counts) for counts in zip(*lines.values(), strict=True)]
    names = {**LEVELS, "total": TOTAL}
    return [
        {"row": band, "level": str(names[band]), **dict(zip(keys, counts, strict=True))}
        for band, counts in lines.items()
    ]


def permissions(reading: Reading, by: Sequence[str]) -> list[Row]:
    return _flow(reading, PERMISSION, "granted")


def changes(reading: Reading, by: Sequence[str]) -> list[Row]:
    return _flow(reading, CHANGE_OF_CIRCUMSTANCES, "granted_or_still_applies")


def yearly(reading: Reading, by: Sequence[str]) -> list[Row]:
    """The year that was chosen and the four before it; without a choice, all that have requests. One statement."""
    given: dict[str, Any] = {"types": [PERMISSION.code, CHANGE_OF_CIRCUMSTANCES.code], "nothing": NO_DECISION.code}
    wanted: list[int] = []
    if reading.chosen.get("fiscal_year"):
        last = reading.span[0].year
        wanted = list(range(last - YEARS + 1, last + 1))
        given["first"] = date(wanted[0], 4, 1)
    found = {began: counts for began, *counts in reading.select(BY_YEAR, **given)}
    keys = ("municipal", "provincial_territorial", "federal", "total", "average_days")
    return [
        {
            "fiscal_year": fiscal_year(date(began, 4, 1)),
            **dict(zip(keys, found.get(began, [0, 0, 0, 0, None]), strict=True)),
        }
        for began in wanted or sorted(found)
    ]


def by_jurisdiction(reading: Reading, by: Sequence[str]) -> list[Row]:
    """The places with most requests first, and the total. One statement."""
    found = reading.select(BY_PLACE, types=[PERMISSION.code])
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
    counted=permissions,
    is_table=True,
    section=Section.PUBLISHED,
    picture=("received",),
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
    counted=changes,
    is_table=True,
    section=Section.PUBLISHED,
    picture=("received",),
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
            "days",
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
    counted=yearly,
    is_table=True,
    section=Section.PUBLISHED,
    picture=("municipal", "provincial_territorial", "federal"),
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
    counted=by_jurisdiction,
    is_table=True,
    section=Section.PUBLISHED,
    picture=("requests",),
)
