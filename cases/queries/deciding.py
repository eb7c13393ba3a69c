"""Candidacies that are decided, their decisions and letters, and instruments of delegation, from what the person may see."""

from datetime import date, datetime
from uuid import UUID

from cases.enums.candidacy import Stage
from cases.models import Candidacy, Case, Decision, DecisionDraft, DecisionLetter, Delegation
from cases.permissions.candidacy import may_decide
from polact.access.enums import Role
from polact.access.lasting import not_over
from polact.access.models import Appointment, Person


def visible_candidacy(person: Person, pk: int) -> Candidacy:
    """A candidacy whose case the person sees, with what a decision looks at. Raises Candidacy.DoesNotExist."""
    found = Candidacy.objects.select_related(
        "case__organization", "case__requester", "case__assigned_to", "case__changed_by", "election", "submitted_by"
    )
    return found.get(pk=pk, case__in=Case.objects.visible_to(person))


def waiting_for_decision(person: Person) -> list[Candidacy]:
    """What is before the decision makers and that this person may decide, the one due first by law at the top."""
    found = Candidacy.objects.filter(stage=Stage.BEFORE_DECIDER, case__in=Case.objects.visible_to(person))
    found = found.select_related("case__organization", "case__requester", "submitted_by")
    return [one for one in found.order_by("decide_by", "pk") if may_decide(person, one)]


def decision_draft_of(candidacy: Candidacy) -> DecisionDraft | None:
    """The draft of a decision. Row-level security shows none to the employee and the organization."""
    drafts = DecisionDraft.objects.select_related("written_by", "comment_by")
    return drafts.filter(candidacy=candidacy).first()


def decisions_of(candidacy_id: int) -> list[Decision]:
    """Every decision with its letter, the newest first; all but the first were superseded."""
    found = Decision.objects.filter(candidacy_id=candidacy_id).select_related("letter", "decided_by", "superseded_by")
    return list(found.prefetch_related("authorizations", "conditions").order_by("-decided_at"))


def decision_letter(person: Person, pk: UUID) -> tuple[DecisionLetter, Case | None]:
    """A letter that is addressed to the person, or of a case that they see; with the case, which the deputy head does not
    see. Raises DecisionLetter.DoesNotExist."""
    letter = DecisionLetter.objects.get(pk=pk)
    seen = Case.objects.visible_to(person).filter(candidacy__decisions__letter=letter).first()
    if seen is None and person.pk not in letter.addressees:
        raise DecisionLetter.DoesNotExist
    return letter, seen


def superseded_at(letter: DecisionLetter) -> datetime | None:
    """When another decision took the place of the one in this letter, for those who see decisions; None while it stands."""
    return Decision.objects.filter(supersedes=letter.decision_id).values_list("decided_at", flat=True).first()


def opinions_on(candidacy: Candidacy) -> list[tuple[str, str]]:
    """Who of the organization concluded what, as kind and stance, of those who gave an opinion."""
    given = candidacy.inputs.filter(given_at__isnull=False)
    return list(given.values_list("kind", "stance"))


def deputy_heads(case: Case, on: date) -> list[Person]:
    """The current deputy heads of the employee's organization who can be notified here, in a fixed order."""
    current = Appointment.objects.current(on).filter(
        role=Role.DEPUTY_HEAD, organization_id=case.organization_id, person__is_active=True
    )
    current = current.exclude(person_id__in=[case.requester_id, *case.walled_from])
    people = {one.person_id: one.person for one in current.select_related("person").order_by("person_id")}
    return list(people.values())


def delegations() -> list[Delegation]:
    """All instruments, the newest first, as far as the database shows them."""
    return list(Delegation.objects.select_related("person", "recorded_by"))


def delegation(pk: UUID) -> Delegation | None:
    """One instrument."""
    return Delegation.objects.select_related("person").filter(pk=pk).first()


def deciders(on: date) -> list[Person]:
    """The decision makers of the Commission, on a day or later, by name."""
    held = Appointment.objects.filter(not_over(on), role=Role.COMMISSION_DECIDER)
    return list(Person.objects.filter(appointments__in=held).distinct().order_by("family_name", "given_name"))
