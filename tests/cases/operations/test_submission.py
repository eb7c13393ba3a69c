from datetime import date

import pytest

from cases.models import Case, ElectionPeriod, RoutingRule
from cases.operations.drafting import discard_draft, save_draft, start_draft
from cases.operations.submission import submit_request
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Organization
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow
from tests import factories
from tests.conftest import NOON, acting_as


def test_submit_routes_tells_and_sets_the_clock(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    assert (case.status, case.queue, case.submitted_on) == ("SUBMITTED", "ORGANIZATION", date(2026, 11, 23))
    assert case.due_on == date(2026, 12, 7)
    assert case.routing_facts["organization"] == people.organization.pk
    with as_system():
        told = sorted(Message.objects.values_list("recipient__given_name", "language", "subject"))
    assert told == [
        ("Emma", "en", f"Your request {case.number} was received"),
        ("René", "fr", f"Nouvelle demande {case.number}"),
        ("Rita", "en", f"New request {case.number}"),
    ]


def test_submit_goes_to_the_representative_whom_a_rule_names(people: factories.People) -> None:
    RoutingRule.objects.create(
        organization=people.organization, priority=1, assign_to=people.rene, active_from=factories.LONG_AGO
    )
    case = factories.make_case(people.emma, people.organization)
    assert case.assigned_to == people.rene
    own = factories.make_case(people.rene, people.organization)
    assert own.assigned_to is None


def test_submit_stores_why_it_went_there(people: factories.People) -> None:
    """The rule with its version, and the facts: among them where the employee works and which elections touch them there."""
    with as_system():
        people.emma.appointments.update(region="ON")
        ElectionPeriod.objects.create(
            level="MUNICIPAL", jurisdiction="ON", label_en="x", label_fr="x", source="x", active_from=NOON.date()
        )
        ElectionPeriod.objects.create(
            level="PROVINCIAL", jurisdiction="QC", label_en="x", label_fr="x", source="x", active_from=NOON.date()
        )
    rule = RoutingRule.objects.create(
        organization=people.organization, priority=1, election="MUNICIPAL", assign_to=people.rene, version=3,
        active_from=factories.LONG_AGO,
    )  # fmt: skip
    case = factories.make_case(people.emma, people.organization)
    assert (case.region, case.assigned_to) == ("ON", people.rene)
    kept = case.routings.get()
    assert (kept.rule, kept.version, kept.queue, kept.assigned_to) == (rule, 3, "ORGANIZATION", people.rene)
    assert kept.facts == case.routing_facts
    assert (kept.facts["region"], kept.facts["elections"], kept.why) == ("ON", ["MUNICIPAL"], "SUBMITTED")


def test_submit_without_a_matching_rule_stays_with_the_organization(people: factories.People) -> None:
    RoutingRule.objects.update(active_to=NOON.date())
    case = factories.make_case(people.emma, people.organization)
    assert (case.queue, case.assigned_to, case.routed_by) == ("ORGANIZATION", None, None)
    assert (case.routings.get().rule, case.routings.get().version) == (None, None)


def test_submit_goes_to_all_when_whom_the_rule_names_has_left(people: factories.People) -> None:
    RoutingRule.objects.create(
        organization=people.organization, priority=1, assign_to=people.rene, active_from=factories.LONG_AGO
    )
    with as_system():
        people.rene.appointments.filter(role="REPRESENTATIVE").update(active_to=NOON.date())
    case = factories.make_case(people.emma, people.organization)
    assert (case.queue, case.assigned_to) == ("ORGANIZATION", None)
    assert case.routed_by is not None


@pytest.mark.parametrize(("field", "value"), [("subject", " "), ("question", "")])
def test_submit_refuses_what_is_empty(people: factories.People, field: str, value: str) -> None:
    case = factories.make_draft(people.emma, people.organization)
    setattr(case, field, value)
    with pytest.raises(Invalid) as refused:
        submit_request(case=case, submitted_by=people.emma, at=NOON)
    assert refused.value.field == field
    assert trail_of(case.ref) == []


def test_submit_twice_is_refused_and_sends_nothing_more(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(NotNow):
        submit_request(case=case, submitted_by=people.emma, at=NOON)
    with as_system():
        assert Message.objects.count() == 3


def test_start_refuses_an_organization_whose_regime_is_not_confirmed(people: factories.People) -> None:
    unsure = Organization.objects.filter(regime="TO_CONFIRM").first()
    with pytest.raises(Invalid) as refused:
        start_draft(
            requester=factories.acting(people.emma),
            organization=unsure,
            request_type_code="ADVICE",
            language="en",
            subject="x",
            question="y",
            at=NOON,
        )
    assert refused.value.field == "organization"


def test_save_draft_refuses_a_stale_page(people: factories.People) -> None:
    case = factories.make_draft(people.emma, people.organization)
    saved = save_draft(case=case, saved_by=people.emma, subject="New", question="q", language="fr", at=NOON, version=1)
    assert (saved.subject, saved.version) == ("New", 2)
    with pytest.raises(Conflict):
        save_draft(case=case, saved_by=people.emma, subject="Old", question="q", language="fr", at=NOON, version=1)
    assert Case.objects.get(pk=case.pk).subject == "New"


def test_discard_deletes_a_draft_and_nothing_else(people: factories.People) -> None:
    draft = factories.make_draft(people.emma, people.organization)
    discard_draft(case=draft, discarded_by=people.emma)
    assert not Case.objects.filter(pk=draft.pk).exists()
    case = factories.make_case(people.emma, people.organization)
    with pytest.raises(NotNow):
        discard_draft(case=case, discarded_by=people.emma)


def test_draft_of_somebody_else_is_not_there(people: factories.People) -> None:
    draft = factories.make_draft(people.emma, people.organization)
    with acting_as(people.rita), pytest.raises(Case.DoesNotExist):
        discard_draft(case=draft, discarded_by=people.rita)
