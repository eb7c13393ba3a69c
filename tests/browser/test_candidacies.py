"""I want to run for council, from the officer's draft to the decision on my page; and the day on which the writ drops."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from cases.enums.candidacy import Stage
from cases.forms.deciding import as_initial
from cases.models import Decision, ElectionPeriod
from cases.operations.elections import record_election
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.base import clock
from tests import factories
from tests.browser.journey import Journey
from tests.browser.test_after_decision import enter, shown
from tests.browser.visitor import Visitor
from tests.cases.candidacies import candidacy_in
from tests.cases.operations.test_candidacy_deciding import make_decider
from tests.cases.rulings import grant

Visit = Callable[..., Visitor]


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 1280, True), ("fr", 320, False)])
def test_i_want_to_run_for_council(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    with transaction.atomic():
        make_decider(everybody)
        factories.make_person("Hélène", everybody.organization, Role.DEPUTY_HEAD, language="fr")
        candidacy = candidacy_in(Stage.ANALYSIS, everybody)
        ruling = grant(candidacy)

    olive = enter(visit, "Olive Sample", language, "cases:case", candidacy.pk, width=width, scripts=scripts)
    olive.asker.press(olive.word("Submit to the decision maker"), role="link")
    drafted(olive, as_initial(ruling))
    delia = enter(visit, "Delia Sample", language, "candidacy:waiting", width=width, scripts=scripts)
    delia.asker.press(candidacy.case.number, role="link", exact=False)
    delia.asker.press(delia.word("Make this decision"))
    assert delia.asker.page.locator(".error-summary").count() == 1  # nothing happens without the confirmation
    delia.asker.pick(delia.asker.page.locator("[name=confirmed]"))
    delia.asker.press(delia.word("Make this decision"))
    with as_system():
        decision = Decision.objects.get()
    assert (decision.outcome, str(decision.decided_by)) == ("GRANTED_WITH_CONDITIONS", "Delia Sample")

    olive.asker.open(olive.path("candidacy:confirm_notices", candidacy.pk))
    olive.asker.press(olive.word("Confirm that both sides were notified"))
    emma = enter(visit, "Emma Sample", language, "cases:request", candidacy.pk, width=width, scripts=scripts)
    told = shown(emma)
    for words in ("Granted with conditions", "Decided, and both sides notified"):
        assert translated(emma, words) in told
    assert "The duties touch no party." in told


def drafted(olive: Journey, given: dict[str, object]) -> None:
    """The grid, the authorization and the condition of a grant, and a save on the way."""
    window = olive.asker
    for name, value in given.items():
        field = window.page.locator(f"#main-form [name={name}]")
        if value in (None, ""):
            continue
        kind = field.first.evaluate("one => one.type || one.tagName")
        if kind in ("radio", "checkbox"):
            chosen = window.page.locator(f"#main-form [name={name}][value={value}]") if kind == "radio" else field
            window.pick(chosen)
        elif kind.startswith("select"):
            field.select_option(str(value))
        else:
            field.fill(str(value))
    window.press(olive.word("Save draft"))
    window.press(olive.word("Submit to the decision maker"))


def translated(journey: Journey, english: str) -> str:
    """Words of the catalogue of request types, or of the pages."""
    french = {"Granted with conditions": "Accordée sous conditions"}
    return french.get(english, "") if journey.language == "fr" and english in french else journey.word(english)


@pytest.mark.parametrize(("language", "width", "scripts"), [("en", 320, False), ("fr", 1280, True)])
def test_the_writ_drops_today(
    visit: Visit, everybody: factories.People, language: str, width: int, scripts: bool
) -> None:
    today = clock.local_date(clock.now())
    polling = today + timedelta(days=(7 - today.weekday()) % 7 + 35)  # a Monday, from 36 to 42 days away
    with transaction.atomic():
        election = called(everybody, today, polling)
    emma = enter(visit, "Emma Sample", language, "routing:elections", width=width, scripts=scripts)
    window = emma.asker
    assert str(election) in shown(emma) or election.label_fr in shown(emma)
    window.press(election.label_fr if language == "fr" else election.label_en, role="link")
    promised = "ne peut pas être promise" if language == "fr" else "cannot be promised"
    assert promised in shown(emma)

    window.open(emma.path("cases:candidacy_new"))
    window.pick(window.page.locator("[name=level][value=FEDERAL]"))
    window.page.locator("[name=jurisdiction]").select_option("CA")
    window.pick(window.page.locator("[name=employment][value=INDETERMINATE]"))
    window.press(emma.word("Go on to the request"))
    window.page.locator("[name=election]").select_option(str(election.pk))
    window.write(window.page.locator("[name=district]"), "Hull–Aylmer")
    window.press(emma.word("Save, and go on to sign"))
    assert promised in shown(emma)


def called(people: factories.People, today, polling) -> ElectionPeriod:  # type: ignore[no-untyped-def]
    """A federal general election whose writ was issued today, recorded by the Commission."""
    return record_election(
        level="FEDERAL",
        jurisdiction="CA",
        label_en="Federal general election",
        label_fr="Élection générale fédérale",
        source="Proclamation",
        active_from=today,
        active_to=polling + timedelta(days=1),
        kind="GENERAL",
        polling_day=polling,
        recorded_by=factories.acting(people.olive),
        at=clock.now(),
    )
