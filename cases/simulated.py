"""What a finished run tells, in words of the current language: the same for the page and for the API."""

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.models import Simulation, SimulationKind
from assessments.rulebook import current
from assessments.rulebook_parts import Text
from assessments.simulation import Counts, Relation
from assessments.simulation_tables import Findings, Line, findings
from polact.base.text import current_language
from polact.catalogue.registry import outcome


def told(run: Simulation, organizations: Mapping[int, str]) -> dict[str, Any]:
    """The counts of a run that has ended, small ones hidden. `organizations` are names by number."""
    counts = Counts.from_json(run.counts)
    if run.kind == SimulationKind.REPLAY:
        return {"evaluated": counts.evaluated, "differing": counts.differing, "different": counts.different}
    found = findings(counts)
    groups = {code: _words(text) for code, text in current().groups.items()}
    heads = [relation_name(relation) for relation in found.relations]
    places = [line for line in found.by_organization if any(line.counts)]
    return {
        "evaluated": found.evaluated,
        "totals": list(zip(heads, found.totals, strict=True)),
        "tables": [
            _table("results", _("By stored result"), _("Stored result"), heads, found.by_result, result_name),
            _table(
                "groups",
                _("By group of activities"),
                _("Group of activities"),
                heads,
                found.by_group,
                lambda code: groups.get(code, code),
            ),
            _table(
                "organizations",
                _("By organization"),
                _("Organization"),
                heads,
                sorted(places, key=lambda line: normalize("NFD", organizations.get(int(line.name), line.name))),
                lambda pk: organizations.get(int(pk), pk),
            ),
        ],
        "left_out": len(found.by_organization) - len(places),
        "moves": [
            {
                "before": result_name(move.before),
                "after": result_name(move.after),
                "relation": relation_name(move.relation),
                "count": move.count,
            }
            for move in found.moves
            if move.relation != Relation.AGREES
        ],
        "advice": _advice(found),
        "verdict": verdict(found),
    }


def _table(name: str, title: str, heading: str, heads: list[str], lines: Sequence[Line], word: Any) -> dict[str, Any]:
    rows = [{"name": word(line.name), "counts": list(line.counts)} for line in lines]
    return {"name": name, "title": title, "heading": heading, "columns": heads, "rows": rows}


def _advice(found: Findings) -> dict[str, Any]:
    heads = [
        _("Both agree with the person"),
        _("Only the version in force agrees"),
        _("Only the draft agrees"),
        _("Neither agrees"),
    ]
    return _table(
        "advice",
        _("Answered requests, by which version agrees"),
        _("Advice"),
        heads,
        found.by_advice,
        lambda code: str(outcome(code).name),
    )


def verdict(found: Findings) -> str:
    """One sentence: which of the two agrees more often with the people who decided; empty when nothing can be told."""
    alone = found.only_one_agrees
    if alone is None:
        return ""
    now, then = alone
    if now == then:
        return _("The draft agrees with the people who decided as often as the version in force.")
    if then > now:
        return _("The draft agrees with the people who decided more often than the version in force.")
    return _("The draft agrees with the people who decided less often than the version in force.")


def relation_name(relation: Relation) -> str:
    """What the relation of two results is called."""
    return {
        Relation.AGREES: _("The same"),
        Relation.STRICTER: _("Stricter"),
        Relation.LENIENT: _("More lenient"),
        Relation.OTHER_ROUTE: _("Another route"),
        Relation.NOT_COMPARABLE: _("Cannot be compared"),
    }[relation]


def result_name(codes: str) -> str:
    """A result in words; a range as "from … to …"."""
    if not codes:
        return pgettext("result of a simulation", "None: the draft does not know these answers")
    names = [_words(current().results[code].title) for code in codes.split("-")]
    if len(names) == 1:
        return names[0]
    return _("%(first)s to %(last)s") % {"first": names[0], "last": names[-1]}


def _words(text: Text) -> str:
    return text.in_language(current_language())
