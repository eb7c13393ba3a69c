"""The pages of routing: rules in versions, previews before they count, election periods, and why a case came here."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.models import ElectionPeriod, RoutingRule
from polact.access.acting import as_system
from polact.base import clock
from tests import factories
from tests.cases.views.pages import hidden, queries, text

TODAY = clock.local_date(clock.now())


def path(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"routing:{name}", args=args)


def filled(**more: Any) -> dict[str, Any]:
    return {"priority": "10", "active_from": TODAY.isoformat(), **more}


def rule_of(people: factories.People) -> RoutingRule:
    return RoutingRule.objects.filter(organization=people.organization).latest("pk")


@pytest.fixture
def lead(people, client_of):
    return client_of(factories.make_lead(people.rita, people.organization))


def test_shows_a_rule_before_it_counts_and_saves_it_when_told(people, lead):
    """The preview says which of last month's requests would go elsewhere; only the second button saves."""
    case = factories.make_case(people.emma, people.organization, at=clock.now())
    add = path("add", people.organization.pk)
    shown = lead.post(add, filled(language="en", assign_to=people.rene.pk))
    assert shown.status_code == 200
    assert "1 of them would go by another rule." in text(shown)
    assert f"/desk/{case.pk}/" in text(shown)
    assert hidden(shown, "assign_to") == str(people.rene.pk)
    before = RoutingRule.objects.count()
    again = lead.post(add, {**filled(language="en"), "_edit": "1"})
    assert 'value="en" selected' in text(again)
    assert RoutingRule.objects.count() == before
    saved = lead.post(add, {**filled(language="en", assign_to=people.rene.pk), "_confirm": "1"}, follow=True)
    assert "Saved as rule" in text(saved)
    assert (rule_of(people).language, rule_of(people).assign_to) == ("en", people.rene)


def test_counts_the_last_day_as_included(people, lead):
    last = TODAY + timedelta(days=7)
    lead.post(path("add", people.organization.pk), {**filled(last_day=last.isoformat()), "_confirm": "1"})
    assert rule_of(people).active_to == last + timedelta(days=1)


def test_change_keeps_the_version_before_and_shows_who_changed_it(people, lead):
    rule = rule_of(people)
    change = path("change", people.organization.pk, rule.ref)
    version = hidden(lead.get(change))
    lead.post(change, {**filled(region="ON", version=version), "_confirm": "1"})
    page = text(lead.get(path("rule", people.organization.pk, rule.ref)))
    assert "Ontario" in page
    assert "Every request" in page  # what version 1 asked
    assert "Rita Sample changed routing rule" in page


def test_stale_change_keeps_what_was_typed_and_can_be_sent_again(people, lead):
    rule = rule_of(people)
    change = path("change", people.organization.pk, rule.ref)
    lead.post(change, {**filled(region="ON", version=1), "_confirm": "1"})
    stale = lead.post(change, {**filled(region="QC", note="Typed", version=1), "_confirm": "1"})
    assert stale.status_code == 409
    assert "Somebody was here before you" in text(stale)
    assert 'value="Typed"' in text(stale)
    assert hidden(stale) == "2"
    assert lead.post(change, {**filled(region="QC", version=2), "_confirm": "1"}).status_code == 302


def test_bad_input_is_shown_again_with_its_error(people, lead):
    add = path("add", people.organization.pk)
    shown = lead.post(add, filled(priority="0", note="Typed"))
    assert shown.status_code == 422
    assert 'value="Typed"' in text(shown)
    past = lead.post(add, filled(active_from=(TODAY - timedelta(days=1)).isoformat()))
    assert past.status_code == 422
    assert "That day is past." in text(past)


def test_end_says_what_would_change_and_keeps_the_rule(people, lead):
    factories.make_case(people.emma, people.organization, at=clock.now())
    rule = rule_of(people)
    end = path("end", people.organization.pk, rule.ref)
    assert "1 of them would go by another rule." in text(lead.get(end))
    lead.post(end, {"ends_on": TODAY.isoformat(), "version": 1})
    page = text(lead.get(path("rules", people.organization.pk)))
    assert "No rule is in force" in page
    assert "1 rule that has ended" in page


def test_preview_shows_only_what_the_person_may_see(people, client_of):
    case = factories.make_case(people.emma, people.organization, at=clock.now())
    preview = path("preview", people.organization.pk)
    assert f"/desk/{case.pk}/" in text(client_of(people.rita).get(preview))
    factories.wall_off(case, people.rita)
    page = text(client_of(people.rita).get(preview))
    assert "Nothing to try it on" in page
    assert f"/desk/{case.pk}/" not in page


PAGES = ("organization", "rules", "preview")
WRITING = ("add", "change", "end")


@pytest.mark.parametrize("name", ["emma", "luc", "sam"])
def test_is_not_there_for_a_stranger(people, client_of, name):
    rule, browser = rule_of(people), client_of(getattr(people, name))
    for page in PAGES:
        assert browser.get(path(page, people.organization.pk)).status_code == 404, page
    assert browser.get(path("rule", people.organization.pk, rule.ref)).status_code == 404


@pytest.mark.parametrize("name", ["rita", "rene", "olive", "audrey", "sam"])
def test_can_be_read_but_not_changed_by_others_than_the_lead(people, client_of, name):
    browser = client_of(getattr(people, name))
    rule = rule_of(people)
    for page in WRITING:
        args = [people.organization.pk] if page == "add" else [people.organization.pk, rule.ref]
        assert browser.get(path(page, *args)).status_code == 404, page
        assert browser.post(path(page, *args), filled(version=1)).status_code == 404, page
    read = browser.get(path("rules", people.organization.pk))
    assert read.status_code == (404 if name == "sam" else 200)
    assert "routing/new" not in text(read)


def test_rule_of_one_organization_is_not_there_in_another(people, client_of):
    rule = rule_of(people)
    assert client_of(people.ada).get(path("rule", people.elsewhere.pk, rule.ref)).status_code == 404


def test_index_leads_a_representative_straight_to_their_organization(people, client_of):
    assert client_of(people.rita).get(path("index")).url == path("organization", people.organization.pk)
    assert str(people.elsewhere) in text(client_of(people.ada).get(path("index")))
    assert client_of(people.emma).get(path("index")).status_code == 404


def test_page_of_rules_costs_the_same_with_many(people, lead):
    rules = path("rules", people.organization.pk)
    lead.get(rules)
    with queries() as few:
        lead.get(rules)
    for number in range(10):
        RoutingRule.objects.create(
            organization=people.organization, priority=number, assign_to=people.rene, active_from=factories.LONG_AGO
        )
    with queries() as many:
        lead.get(rules)
    assert len(few) == len(many) == 8


# Why it came here --------------------------------------------------------------------------------------------------


def test_case_says_why_it_came_here_to_those_who_handle_it(people, client_of):
    with as_system():
        people.emma.appointments.update(region="ON")
    RoutingRule.objects.create(
        organization=people.organization, priority=1, region="ON", assign_to=people.rene, active_from=factories.LONG_AGO
    )
    case = factories.make_case(people.emma, people.organization)
    page = text(client_of(people.rita).get(reverse("cases:case", args=[case.pk])))
    for told in ("Why it came here", "It went to René Sample.", "Place of work", "Ontario"):
        assert told in page
    assert "Why it came here" not in text(client_of(people.emma).get(reverse("cases:request", args=[case.pk])))


def test_case_without_a_rule_says_so(people, client_of):
    RoutingRule.objects.update(active_to=TODAY - timedelta(days=400))
    case = factories.make_case(people.emma, people.organization)
    page = text(client_of(people.rita).get(reverse("cases:case", args=[case.pk])))
    assert "No rule matched, so it came to all representatives of the organization." in page


# Election periods ---------------------------------------------------------------------------------------------------

CALLED = {
    "level": "FEDERAL",
    "jurisdiction": "CA",
    "label_en": "Federal general election",
    "label_fr": "Élection générale fédérale",
    "source": "Proclamation",
    "active_from": TODAY.isoformat(),
    "last_day": (TODAY + timedelta(days=36)).isoformat(),
}


def test_officer_records_an_election_that_everybody_can_read(people, client_of, client):
    olive = client_of(people.olive)
    assert olive.post(path("record_election"), CALLED).status_code == 302
    assert "Federal general election" in text(client.get(path("elections")))
    assert "Élection générale fédérale" in text(client.get(path("elections", language="fr")))
    period = ElectionPeriod.objects.get()
    assert period.active_to == TODAY + timedelta(days=37)
    assert olive.post(path("end_election", period.pk)).status_code == 302
    assert "never held" in text(client.get(path("elections")))


def test_election_that_does_not_fit_is_shown_again(people, client_of):
    shown = client_of(people.olive).post(path("record_election"), {**CALLED, "jurisdiction": "ON"})
    assert shown.status_code == 422
    assert "A federal election is held in Canada" in text(shown)
    assert 'value="Proclamation"' in text(shown)


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "audrey"])
def test_recording_is_not_there_for_others(people, client_of, name):
    period = ElectionPeriod.objects.create(
        level="FEDERAL", jurisdiction="CA", label_en="x", label_fr="x", source="x", active_from=date(2026, 1, 1)
    )
    browser = client_of(getattr(people, name))
    for door in (path("record_election"), path("end_election", period.pk)):
        assert browser.get(door).status_code == 404
        assert browser.post(door, CALLED).status_code == 404
    assert ElectionPeriod.objects.get().active_to is None
