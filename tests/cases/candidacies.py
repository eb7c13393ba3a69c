"""Candidacies for tests: by the product's own steps as far as the analysis, later stages as rows."""

from collections.abc import Callable
from typing import Any

from cases.enums.candidacy import STATUS_OF, Employment, Stage
from cases.models import Candidacy, Case
from cases.operations.attaching import attach_file
from cases.operations.candidacy_commission import (
    acknowledge,
    ask_for_items,
    end_without_decision,
    find_complete,
    send,
    withdraw,
)
from cases.operations.candidacy_inputs import give_input, start_check
from cases.operations.candidacy_intake import save_candidacy, sign, start_candidacy
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment, Person
from tests import factories
from tests.cases.attachments import files
from tests.factories import NOON, acting

WHOLE: dict[str, Any] = {
    "district": "Gatineau",
    "office": "Councillor",
    "employment": Employment.INDETERMINATE,
    "position_title": "Policy analyst",
    "group_level": "EC-05",
    "work_location": "Gatineau",
    "duties": "Analysis of programs.",
    "visibility": "No contact with the public.",
}
"""All that PAR s. 2(1) asks of the employee but the work description, which is a file."""


def manager_of(person: Person, people: factories.People, name: str = "Mia") -> Person:
    """A new manager, to whom the person reports from now on."""
    manager = factories.make_person(name, people.organization, Role.EMPLOYEE, Role.MANAGER)
    with as_system():
        Appointment.objects.filter(person=person).update(reports_to=manager)
    return manager


def draft(people: factories.People, *, level: str = "MUNICIPAL", jurisdiction: str = "QC", **told: Any) -> Candidacy:
    """Emma's draft with all that she must tell, and with a work description."""
    candidacy = start_candidacy(
        requester=acting(people.emma),
        organization=people.organization,
        language="en",
        level=level,
        jurisdiction=jurisdiction,
        employment=Employment.INDETERMINATE,
        on_leave=False,
        at=NOON,
    )
    description = attach_file(
        case=candidacy.case,
        uploaded_by=people.emma,
        name="work.png",
        declared="image/png",
        content=files.png(),
        at=NOON,
    )
    return save_candidacy(
        candidacy=candidacy,
        saved_by=people.emma,
        level=level,
        jurisdiction=jurisdiction,
        language="en",
        told={**WHOLE, **told},
        description_file=description,
        at=NOON,
    )


def candidacy_in(stage: Stage, people: factories.People, **told: Any) -> Candidacy:
    """Emma's candidacy in a stage, with her manager Mia's opinion once it is checked; prepared by Olive. Stages after the
    analysis are set as rows. The transaction is bound to Emma afterwards."""
    candidacy = draft(people, **told)
    if stage == Stage.DRAFT:
        return _again(candidacy, people)
    mia = manager_of(people.emma, people)
    candidacy = sign(candidacy=candidacy, signed_by=acting(people.emma), at=NOON)
    for reached, step in _steps(people, mia):
        if candidacy.stage == stage:
            break
        if reached in (Stage.INCOMPLETE, Stage.WITHDRAWN, Stage.NO_DECISION) and reached != stage:
            continue
        step(candidacy)
        candidacy = _again(candidacy, people)
    if candidacy.stage != stage:
        with as_system():
            Candidacy.objects.filter(pk=candidacy.pk).update(stage=stage)
            Case.objects.filter(pk=candidacy.pk).update(status=STATUS_OF[stage])
    return _again(candidacy, people)


def _steps(people: factories.People, mia: Person) -> list[tuple[Stage, Callable[[Candidacy], Any]]]:
    return [
        (Stage.DEPARTMENTAL_CHECK, lambda it: opinion(it, mia)),
        (Stage.SENT, lambda it: send(candidacy=it, sent_by=acting(people.rita), at=NOON)),
        (Stage.ACKNOWLEDGED, lambda it: acknowledge(candidacy=it, acknowledged_by=acting(people.olive), at=NOON)),
        (
            Stage.INCOMPLETE,
            lambda it: ask_for_items(candidacy=it, asked_by=acting(people.olive), codes=["CHART"], at=NOON),
        ),
        (Stage.WITHDRAWN, lambda it: withdraw(candidacy=it, withdrawn_by=acting(people.emma), at=NOON)),
        (
            Stage.NO_DECISION,
            lambda it: end_without_decision(
                candidacy=it, ended_by=acting(people.olive), reason="TIMELINESS", reasons="Too late.", at=NOON
            ),
        ),
        (Stage.ANALYSIS, lambda it: find_complete(candidacy=it, found_by=acting(people.olive), at=NOON)),
    ]


def opinion(candidacy: Candidacy, person: Person, at: Any = NOON) -> None:
    """The opinion that is awaited from somebody."""
    with as_system():
        asked = candidacy.inputs.get(person=person, given_at=None, given_up_at=None)
    give_input(
        asked=asked,
        given_by=acting(person),
        stance="FAVOURABLE",
        impartiality="No contact with the city.",
        operations="",
        at=at,
    )


def checked(candidacy: Candidacy, people: factories.People) -> Candidacy:
    """The file in the representative's check, without waiting."""
    return start_check(candidacy=candidacy, started_by=acting(people.rita), at=NOON)


def _again(candidacy: Candidacy, people: factories.People) -> Candidacy:
    acting(people.emma)
    return Candidacy.objects.select_related("case__organization", "case__requester").get(pk=candidacy.pk)
