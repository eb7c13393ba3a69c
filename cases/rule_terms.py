"""What a routing rule says, apart from whose it is and which version: the shape in which forms and calls hand it on."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assessments.rulebook import current
from cases.enums import ElectionLevel
from cases.models import RoutingRule
from cases.models.routing import NOT_YET
from polact.access.models import Organization, Person
from polact.base.text import Text
from polact.catalogue.jurisdictions import PROVINCES_AND_TERRITORIES
from polact.catalogue.registry import REQUEST_TYPES

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class RuleTerms:
    """Criteria (empty ones match anything), who gets the requests (None: all representatives), the place in the order,
    and the days: from `active_from` until (exclusive) `active_to`."""

    active_from: date
    active_to: date | None = None
    priority: int = 100
    request_type: str = ""
    activity_group: str = ""
    level: str = ""
    language: str = ""
    region: str = ""
    election: str = ""
    assign_to: Person | None = None
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """As columns of a rule."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def as_new(self, organization: Organization) -> RoutingRule:
        """The first version of a rule, not saved: it comes after all others of its priority."""
        return RoutingRule(organization=organization, number=NOT_YET, version=1, **self.columns())

    def after(self, latest: RoutingRule) -> RoutingRule:
        """The version after another one, not saved."""
        return RoutingRule(
            ref=latest.ref,
            number=latest.number,
            version=latest.version + 1,
            organization_id=latest.organization_id,
            **self.columns(),
        )

    @classmethod
    def of(cls, rule: RoutingRule) -> "RuleTerms":
        """What a stored version says."""
        return cls(**{field.name: getattr(rule, field.name) for field in fields(cls)})


def choices() -> dict[str, Choices]:
    """What each criterion may be, with its words; they show themselves in the current language."""
    rulebook = current()
    return {
        "request_type": [(kind.code, kind.name) for kind in REQUEST_TYPES],
        "activity_group": [(code, Text(name.en, name.fr)) for code, name in rulebook.groups.items()],
        "level": [(code, Text(known.title.en, known.title.fr)) for code, known in rulebook.results.items()],
        "language": [("en", Text("English", "Anglais")), ("fr", Text("French", "Français"))],
        "region": list(PROVINCES_AND_TERRITORIES.items()),
        "election": list(ElectionLevel.choices),
    }


def unknown_terms(terms: RuleTerms) -> Iterator[tuple[str, str]]:
    """(field, sentence) of every criterion that says what there is not."""
    for name, known in choices().items():
        given = getattr(terms, name)
        if given and given not in {code for code, _words in known}:
            yield name, _("There is no such choice: %(given)s") % {"given": given}
