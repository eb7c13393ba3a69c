"""People inside the wall, and allegations made by the product's own operations; everybody is fictional."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allegations.models import Allegation
from allegations.operations.receiving import receive_allegation
from allegations.timeliness import gathered
from polact.access.enums import Role
from polact.access.models import Organization, Person
from tests import factories
from tests.conftest import acting_as
from tests.factories import NOON


@dataclass(frozen=True)
class Inside:
    """Ines investigates, Dorothée decides, Hector is the deputy head of Emma's organization."""

    ines: Person
    dorothee: Person
    hector: Person


def make_inside(people: factories.People) -> Inside:
    commission = Organization.objects.get(name_en="Public Service Commission")
    return Inside(
        factories.make_person("Ines", commission, Role.INVESTIGATOR),
        factories.make_person("Dorothée", commission, Role.COMMISSION_DECIDER, language="fr"),
        factories.make_person("Hector", people.organization, Role.DEPUTY_HEAD),
    )


def make_allegation(**given: Any) -> Allegation:
    """One by the public form, of nobody who is signed in."""
    usual = {
        "subject_kind": "EMPLOYEE",
        "named": "Emma Sample",
        "provisions": ["113(1)"],
        "description": "Canvassed at the office door.",
        "language": "en",
        "complainant_name": "Casey Sample",
        "complainant_contact": "casey@somewhere.example",
        "began_on": date(2026, 11, 2),
        "aware_on": date(2026, 11, 10),
    }
    with acting_as(None):
        return receive_allegation(at=NOON, **gathered({**usual, **given}))
