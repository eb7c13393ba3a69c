"""The pages and the API of the decision: the officer's grid, the decision maker's page, the notices, the letter."""

import hashlib
from dataclasses import fields
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.enums.candidacy import Stage
from cases.forms.deciding import as_initial
from cases.letters.decision_words import FIRST
from cases.models import Candidacy, Decision, DecisionDraft, DecisionLetter, Delegation
from cases.operations.candidacy_deciding import decide, submit_for_decision
from polact.access.models import Person
from polact.base import clock
from tests.api.conftest import Caller
from tests.cases.analysed import candidacy_row
from tests.cases.operations.test_candidacy_deciding import before_decider, fresh, head_of, make_decider
from tests.cases.rulings import grant, refusal
from tests.cases.test_letters import words, words_of_page
from tests.cases.views.pages import hidden, queries, text
from tests.factories import acting
from tests.polact.paper.conformance import faults
from tests.polact.paper.reading import words_of

STEPS = ("submit_for_decision", "decide", "return_to_officer", "confirm_notices", "decide_again")


def page(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"candidacy:{name}", args=args)


def typed(ruling: Any, **more: Any) -> dict[str, Any]:
    shown = as_initial(ruling)
    return {name: "on" if value is True else value for name, value in shown.items() if value} | more


def test_grid_is_kept_as_a_draft_submitted_read_decided_and_told_to_both(people, client_of) -> None:
    decider, head = make_decider(people), head_of(people)
    candidacy = fresh(people.olive, candidacy_row(people))
    officer, other = client_of(people.olive), client_of(decider)
    write = page("submit_for_decision", candidacy.pk)
    shown = officer.get(write)
    assert text(shown).count('name="SEEKING_ACTUAL_') == 6 * 3
    versions = {"version": hidden(shown), "draft_version": hidden(shown, "draft_version")}
    whole = refusal(candidacy)
    taken, half = whole.findings[0], typed(refusal(candidacy, findings=whole.findings[1:]), **versions)
    saved = officer.post(write, {**half, "do": "save"})
    assert saved.status_code == 302
    kept = officer.get(write)
    assert "1 cell of the refusal is still empty" in text(kept)
    assert "She signs agreements." in text(kept)
    # What is missing is said at its place, and nothing typed is lost.
    versions["draft_version"] = hidden(kept, "draft_version")
    refused = officer.post(write, {**half, **versions})
    assert refused.status_code == 422
    assert "A refusal needs a finding in every cell. Empty: Seeking nomination" in text(refused)
    assert text(refused).count("She signs agreements.") == len(whole.findings) - 1
    # Somebody else saved: what was typed is shown again, on top of what now stands.
    stale = officer.post(write, {**half, **versions, "draft_version": "0"})
    assert stale.status_code == 409
    assert hidden(stale, "draft_version") == versions["draft_version"]
    filled = typed(whole, **versions)
    assert filled["_".join(taken.cell) + "_finding"]
    assert officer.post(write, filled).status_code == 302
    # The decision maker reads the letter, returns or decides it; without confirmation nothing happens.
    reading = other.get(page("decide", candidacy.pk))
    assert "Interests under the Charter" in text(reading)
    assert "Instrument 1" not in text(officer.get(page("decide", candidacy.pk)))
    assert other.post(page("decide", candidacy.pk), {"version": hidden(reading)}).status_code == 422
    done = other.post(page("decide", candidacy.pk), {"version": hidden(reading), "confirmed": "on"})
    assert (done.status_code, Decision.objects.count()) == (302, 1)
    notices = officer.get(page("confirm_notices", candidacy.pk))
    assert "No deputy head" not in text(notices)
    assert officer.post(page("confirm_notices", candidacy.pk), {"version": hidden(notices)}).status_code == 302
    # The employee, on their page; the deputy head, by the letter alone, in French.
    mine = client_of(people.emma).get(reverse("cases:request", args=[candidacy.pk]))
    assert "Not granted" in text(mine)
    acting(people.olive)
    letter = DecisionLetter.objects.get()
    assert page("decision", letter.pk) in text(mine)
    of_head = client_of(head)
    french = of_head.get(page("decision", letter.pk, language="fr"))
    assert "Décision sur une demande de permission" in text(french)
    document = of_head.get(page("decision_pdf", letter.pk, language="fr"))
    assert document.headers["Content-Type"] == "application/pdf"
    assert words(words_of(document.content)) == words_of_page(text(french))
    assert faults(document.content, "fr") == []
    for stranger in (people.sam, people.luc):
        assert client_of(stranger).get(page("decision", letter.pk)).status_code == 404
    # Taken up again: the page says that the decision stands.
    again = officer.get(page("decide_again", candidacy.pk))
    given = {"version": hidden(again), "reasons": "New duties."}
    assert officer.post(page("decide_again", candidacy.pk), given).status_code == 302
    assert "superseded" not in text(officer.get(page("decision", letter.pk)))
    acting(people.olive)
    submit_for_decision(candidacy=fresh(people.olive, candidacy), submitted_by=people.olive, at=clock.now())
    decide(candidacy=fresh(decider, candidacy), decided_by=decider, at=clock.now())
    assert "This decision was superseded" in text(officer.get(page("decision", letter.pk)))
    assert text(officer.get(reverse("cases:case", args=[candidacy.pk]))).count("Superseded") == 1


ALLOWED = {
    Stage.ANALYSIS: {("olive", "submit_for_decision")},
    Stage.BEFORE_DECIDER: {("decider", "decide"), ("decider", "return_to_officer")},
}
BODIES = {"return_to_officer": {"comment": "More."}, "decide_again": {"reasons": "New."}}


@pytest.mark.parametrize("stage", ALLOWED)
def test_nobody_but_the_officer_and_the_decision_maker_reaches_a_page_or_an_action_of_it(
    people, client_of, stage
) -> None:
    everybody: dict[str, Person] = {
        one.name: person for one in fields(people) if isinstance(person := getattr(people, one.name), Person)
    }
    everybody |= {"head": head_of(people), "decider": make_decider(people)}
    candidacy = before_decider(people) if stage == Stage.BEFORE_DECIDER else candidacy_row(people, stage)
    reached: set[tuple[str, str]] = set()
    called_for: set[tuple[str, str]] = set()
    for name, person in everybody.items():
        client = client_of(person)
        for step in STEPS:
            shown = client.get(page(step, candidacy.pk))
            body = {"version": 99, **BODIES.get(step, {})}  # a stale page: whoever may is told of the conflict
            action = step.replace("_", "-")
            called = Caller(client).post(f"requests/{candidacy.pk}/candidacy/{action}/", body)
            if shown.status_code == 200:
                reached.add((name, step))
            if called.json()["title"] == "conflict":
                called_for.add((name, step))
            if step in ("decide", "return_to_officer") and name != "decider":
                assert (shown.status_code, called.status_code in {403, 404}) == (404, True), (name, step)
        draft = Caller(client).get(f"requests/{candidacy.pk}/decision-draft/").status_code
        may_know = stage == Stage.BEFORE_DECIDER and name in {"olive", "decider", "ada", "audrey"}
        assert draft == (200 if may_know else 404), name
    assert reached == called_for == ALLOWED[stage]
    acting(people.olive)
    assert (Decision.objects.count(), Candidacy.objects.get().stage) == (0, stage)


def test_all_of_it_goes_through_the_api_as_well(people, client_of) -> None:
    ada, decider = Caller(client_of(people.ada)), make_decider(people, delegated=False)
    candidacy = fresh(people.olive, candidacy_row(people, level="MUNICIPAL"))
    instrument = {"title": "Instrument 9", "person": decider.pk, "active_from": "2026-01-01"}
    assert Caller(client_of(people.olive)).post("delegations/", instrument).status_code == 404
    assert ada.post("delegations/", {**instrument, "person": people.emma.pk}).status_code == 422
    assert ada.post("delegations/", instrument).status_code == 201
    [known] = ada.get("delegations/").json()
    assert known["person"]["name"] == "Delia Sample"
    olive = Caller(client_of(people.olive))
    where = f"requests/{candidacy.pk}"
    content = grant(candidacy).content()
    saved = olive.client.put(olive.full(f"{where}/decision-draft/"), content, content_type="application/json")
    assert saved.json()["content"] == content
    wrong = {**content, "conditions": [{"kind": "NO_PARTY"}]}
    bad = olive.client.put(olive.full(f"{where}/decision-draft/"), wrong, content_type="application/json")
    assert (bad.status_code, list(bad.json()["errors"])) == (422, ["conditions"])
    assert olive.post(f"{where}/candidacy/submit-for-decision/").json()["stage"] == "BEFORE_DECIDER"
    stale = Caller(client_of(decider)).post(f"{where}/candidacy/decide/", headers={"If-Match": '"1"'})
    assert stale.status_code == 409
    assert Caller(client_of(decider)).post(f"{where}/candidacy/decide/").json()["stage"] == "DECIDED"
    told = {"deputy_head_notified_on": None, "delivery": "By mail"}
    missing = olive.post(f"{where}/candidacy/confirm-notices/", told)
    assert list(missing.json()["errors"]) == ["deputy_head_notified_on"]
    [decision] = Caller(client_of(people.emma)).get(f"{where}/decisions/").json()
    assert decision["authorizations"][0]["section"] == "s. 115(1)"
    assert decision["superseded_at"] is None
    letter = Caller(client_of(people.emma)).get(f"decision-letters/{decision['letter']}/").json()
    assert letter["number"] == f"{candidacy.case.number}-D1"
    assert Caller(client_of(people.sam)).get(f"decision-letters/{letter['id']}/").status_code == 404
    file = Caller(client_of(people.emma)).get(f"decision-letters/{letter['id']}/file/?language=fr")
    assert file.content.startswith(b"%PDF")
    ended = ada.post(f"delegations/{known['id']}/end/")
    assert ended.json()["active_to"] is not None


def test_instruments_have_pages_for_administrators(people, client_of) -> None:
    decider = make_decider(people, delegated=False)
    ada = client_of(people.ada)
    assert "No instrument is recorded" in text(ada.get(page("delegations")))
    asked = {"title": "Instrument 3", "person": decider.pk, "active_from": "2026-01-01", "last_day": "2025-12-30"}
    assert ada.post(page("record_delegation"), asked).status_code == 422
    assert ada.post(page("record_delegation"), {**asked, "last_day": ""}).status_code == 302
    assert "In force" in text(ada.get(page("delegations")))
    acting(people.ada)
    instrument = Delegation.objects.get()
    assert "Instrument 3" in text(ada.get(page("end_delegation", instrument.pk)))
    assert ada.post(page("end_delegation", instrument.pk)).status_code == 302
    for stranger in (people.olive, people.rita, decider):
        for name, args in (("delegations", ()), ("record_delegation", ()), ("end_delegation", (instrument.pk,))):
            assert client_of(stranger).get(page(name, *args)).status_code == 404
    acting(people.olive)
    assert not DecisionDraft.objects.exists()


def test_words_of_issued_letters_never_change() -> None:
    told = "\n".join(f"{key}: {words.en} / {words.fr}" for key, words in FIRST.items())
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "aa80635ee37c470c"


def test_decision_maker_finds_what_waits_in_one_query_more_however_much_it_is(people, client_of) -> None:
    decider = make_decider(people)
    client, counts = client_of(decider), []
    assert "No decision waits for you" in text(client.get(page("waiting")))
    for more in (1, 3):
        for _ in range(more):
            before_decider(people)
        with queries() as asked:
            shown = client.get(page("waiting"))
        counts.append(len(asked))
    assert text(shown).count("/candidacy/decide/") == 4
    assert counts[0] == counts[1]
    told = Caller(client).get("decisions/waiting/").json()
    assert [one["stage"] for one in told] == ["BEFORE_DECIDER"] * 4
    for stranger in (people.olive, people.rita, people.ada, people.emma):
        assert client_of(stranger).get(page("waiting")).status_code == 404
        assert Caller(client_of(stranger)).get("decisions/waiting/").status_code == 404
