"""Rules, facts and previews in plain words of the current language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.models import RoutingRule
from cases.routing import CRITERIA, RoutingFacts
from cases.rule_terms import choices

LABELS = {
    "request_type": gettext_lazy("Type of request"),
    "activity_group": gettext_lazy("Activity"),
    "level": gettext_lazy("Level of the self-assessment"),
    "language": gettext_lazy("Language of the answer"),
    "region": gettext_lazy("Place of work"),
    "election": gettext_lazy("Election period"),
}


@dataclass(frozen=True)
class Said:
    """One criterion or fact: what it is about, and what it says."""

    label: str
    value: str


def criteria_of(rule: RoutingRule) -> list[Said]:
    """What a rule asks of a request; empty for one that takes every request."""
    return [Said(str(LABELS[name]), _word(name, getattr(rule, name))) for name in LABELS if getattr(rule, name)]


def facts_in_words(facts: RoutingFacts) -> list[Said]:
    """Every fact that rules looked at; unknown ones say so."""
    said = [Said(str(LABELS[name]), _word(name, getattr(facts, name)) or _("not known")) for name in CRITERIA]
    elections = ", ".join(_word("election", level) for level in facts.elections)
    return [*said, Said(str(LABELS["election"]), elections or _("none that touches the place of work"))]


def destination(rule: RoutingRule | None) -> str:
    """To whom a rule sends what it matches; without one, the organization's own queue."""
    if rule is None:
        return _("No rule: all representatives of the organization")
    return str(rule.assign_to) if rule.assign_to_id else _("All representatives of the organization")


def one_line(rule: RoutingRule) -> str:
    """All criteria of a rule in one line."""
    colon = pgettext("between a name and what it says", ": ")
    return "; ".join(f"{said.label}{colon}{said.value}" for said in criteria_of(rule)) or _("Every request")


def _word(name: str, code: str) -> str:
    return next((str(words) for known, words in choices()[name] if known == code), code)


def told(rule: RoutingRule) -> dict[str, Any]:
    """A rule for a row of a table."""
    return {
        "rule": rule,
        "criteria": criteria_of(rule),
        "destination": destination(rule),
        "is_everywhere": rule.organization_id is None,
    }
