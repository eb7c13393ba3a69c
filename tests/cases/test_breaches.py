"""The patterns of breach in published investigations (domain.md 3.11), each as a story that the pages must not let happen
unnoticed: internal approvals that nobody sees, a request days before the deadline, a site before permission, a re-election."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from cases.enums.candidacy import Stage
from cases.models import Candidacy
from cases.operations.candidacy_commission import acknowledge
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.queries import trail_of
from polact.base import clock
from tests import factories
from tests.cases.candidacies import WHOLE, candidacy_in, draft, manager_of
from tests.cases.views.pages import hidden, path, queries, text
from tests.factories import acting

Signed = Callable[[Person], Client]
NOT_SENT = "This request has not yet been sent to the Commission."
LIVE = "A web site or page that is live, a poster, an announcement or an interview counts as seeking nomination"


def stands(candidacy: Candidacy) -> Candidacy:
    with as_system():
        return Candidacy.objects.select_related("case").get(pk=candidacy.pk)


def press(client: Client, name: str, pk: int, action: str, **fields: str) -> object:
    """Open the page of a step, fill it in and send it; the answer leads to the page of the request."""
    address = path(name, pk, action)
    answer = client.post(address, {"version": hidden(client.get(address)), **fields})
    assert answer.status_code == 302, text(answer)
    return answer


def test_department_still_gathers_and_the_employee_files_directly(people: factories.People, client_of: Signed) -> None:
    """The manager does not answer. The page says that nothing was sent, who is awaited until when, and how to send it."""
    mia = manager_of(people.emma, people)
    candidacy = draft(people)
    emma = client_of(people.emma)
    signing = text(emma.get(path("candidacy_request_action", candidacy.pk, "sign")))
    assert "It is not sent to the Commission yet" in signing
    assert emma.post(path("candidacy_request_action", candidacy.pk, "sign"), {"agrees": ""}).status_code == 422
    press(emma, "candidacy_request_action", candidacy.pk, "sign", agrees="on", email_MANAGER=mia.email)
    page = text(emma.get(path("request", candidacy.pk)))
    assert NOT_SENT in page
    assert "Mia Sample" in page
    assert "Awaited by" in page
    assert LIVE in page

    # Mia sees the candidacy, is told who reads her opinion, and nothing else of the request. Sam sees none of it.
    with as_system():
        asked = candidacy.inputs.get()
    invited = client_of(mia)
    assert "Your opinion on a candidacy" in text(invited.get(path("consultations")))
    opinion_page = text(invited.get(path("candidacy_input", asked.pk)))
    assert "The employee reads your opinion" in opinion_page
    assert "Policy analyst" in opinion_page
    assert invited.get(path("case", candidacy.pk)).status_code == 404
    sam = client_of(people.sam)
    for address in (
        path("candidacy_input", asked.pk),
        path("candidacy_case_action", candidacy.pk, "send"),
        path("candidacy_request_action", candidacy.pk, "file-directly"),
        path("candidacy_invite", candidacy.pk),
        path("candidacy_draft", candidacy.pk),
    ):
        assert sam.get(address).status_code == 404

    press(emma, "candidacy_request_action", candidacy.pk, "file-directly")
    sent = stands(candidacy)
    assert (sent.stage, sent.filed_directly, sent.awaited_from) == (Stage.SENT, True, [])
    page = text(emma.get(path("request", candidacy.pk)))
    assert NOT_SENT not in page
    assert "The Commission has not confirmed receipt yet." in page
    assert invited.get(path("candidacy_input", asked.pk)).status_code == 404  # no longer awaited
    again = emma.get(path("candidacy_request_action", candidacy.pk, "file-directly"))
    assert again.status_code == 302  # said on the page of the request: not possible now

    # The officer sees at once that the opinion is missing, asks for it, and the representative sends it.
    olive = client_of(people.olive)
    assert "Still awaited: Manager." in text(olive.get(path("case", candidacy.pk)))
    press(olive, "candidacy_case_action", candidacy.pk, "acknowledge")
    press(olive, "candidacy_case_action", candidacy.pk, "ask-for-items", codes="INPUTS", texts="Who replaces you?")
    refused = olive.get(path("candidacy_case_action", candidacy.pk, "find-complete"))
    assert refused.status_code == 302
    press(client_of(people.rita), "candidacy_case_action", candidacy.pk, "provide-items", answer="Mia: no concern.")
    press(olive, "candidacy_case_action", candidacy.pk, "find-complete")
    page = text(emma.get(path("request", candidacy.pk)))
    assert "Decision due, by law" in page
    assert "Mia: no concern." in page


def test_incomplete_days_before_the_deadline_is_warned_of(people: factories.People, client_of: Signed) -> None:
    """The same page, one day before the last safe day, one day after it, and when nominations are closed; the officer is
    told what is missing, and cannot find the file complete."""
    candidacy = draft(people)
    today = clock.local_date(clock.now())
    emma = client_of(people.emma)
    for days, said in (
        (90, "There is time for a decision"),
        (10, "A decision in time is unlikely"),
        (-1, "Too late for this"),
    ):
        with as_system():
            acting(people.emma)
            Candidacy.objects.filter(pk=candidacy.pk).update(nominations_close=today + timedelta(days=days))
        assert said in text(emma.get(path("candidacy_draft", candidacy.pk)))
        assert said in text(emma.get(path("candidacy_request_action", candidacy.pk, "sign")))
    acting(people.emma)
    Candidacy.objects.filter(pk=candidacy.pk).update(description_file=None, nominations_close=today)
    for action in ("sign", "file-directly"):
        press(emma, "candidacy_request_action", candidacy.pk, action, **({"agrees": "on"} if action == "sign" else {}))
    olive = client_of(people.olive)
    press(olive, "candidacy_case_action", candidacy.pk, "acknowledge")
    address = path("candidacy_case_action", candidacy.pk, "find-complete")
    answer = olive.post(address, {"version": hidden(olive.get(address))})
    assert answer.status_code == 409
    assert "The file is not complete: Detailed description of duties" in text(answer)
    press(
        olive,
        "candidacy_case_action",
        candidacy.pk,
        "end-without-decision",
        reason="TIMELINESS",
        reasons="Nominations close today.",
    )
    page = text(emma.get(path("request", candidacy.pk)))
    assert "Ended without a decision" in page
    assert "Nominations close today." in page


def test_site_live_before_permission_is_warned_of_and_recorded(people: factories.People, client_of: Signed) -> None:
    """The warning stands where public steps are asked about; what is said of them is shown and goes into the trail."""
    emma = client_of(people.emma)
    page = emma.get(path("candidacy_new"))
    assert LIVE in text(page)
    for employment, said in (("CASUAL", "Part 7 does not apply to casual workers"), ("", "Say how you are employed.")):
        asked = {"level": "MUNICIPAL", "jurisdiction": "QC", "language": "en", "employment": employment}
        refused = emma.post(path("candidacy_new"), {**asked, "organization": str(people.organization.pk)})
        assert refused.status_code == 422
        assert said in text(refused)
    started = emma.post(
        path("candidacy_new"),
        {**asked, "employment": "TERM", "on_leave": "on", "organization": str(people.organization.pk)},
    )
    pk = int(started["Location"].rstrip("/").split("/")[-2])
    edit = emma.get(path("candidacy_draft", pk))
    assert LIVE in text(edit)
    assert "1 of 10 are there" in text(edit)
    told = {**{name: str(value) for name, value in WHOLE.items()}, "level": "MUNICIPAL", "jurisdiction": "QC"}
    told |= {
        "named": str(people.rene.pk),
        "language": "en",
        "public_steps": "A site since May.",
        "next": "draft",
        "version": hidden(edit),
    }
    wrong = emma.post(path("candidacy_draft", pk), {**told, "polling_day": "someday"})
    assert wrong.status_code == 422
    assert "A site since May." in text(wrong)
    assert emma.post(path("candidacy_draft", pk), told).status_code == 302
    stale = emma.post(path("candidacy_draft", pk), {**told, "office": "Mayor"})
    assert stale.status_code == 409
    assert "Mayor" in text(stale)
    assert "7 of 10 are there" in text(emma.get(path("candidacy_draft", pk)))
    assert emma.get(path("draft", pk))["Location"] == path("candidacy_draft", pk)
    press(emma, "candidacy_request_action", pk, "sign", agrees="on")
    assert "You said that you have taken these public steps already" in text(emma.get(path("request", pk)))
    assert "Public steps already taken" in text(client_of(people.rita).get(path("case", pk)))
    assert client_of(people.rene).get(path("case", pk)).status_code == 404  # Emma named him
    with as_system():
        entry = next(one for one in trail_of(Candidacy.objects.get(pk=pk).case.ref) if "signed" in str(one))
        assert entry.facts["public_steps"] == "A site since May."


def test_each_election_needs_a_new_permission_and_the_receipt_says_that_it_arrived(
    people: factories.People, client_of: Signed
) -> None:
    """A councillor runs again: the first page says that each election needs permission; the receipt comes to the employee,
    with a copy to the representatives, in their languages, and the page tells the whole way."""
    emma = client_of(people.emma)
    assert "and again for each election" in text(emma.get(path("candidacy_new")))
    candidacy = candidacy_in(Stage.SENT, people, polling_day=date(2027, 11, 7))
    page = text(emma.get(path("request", candidacy.pk)))
    assert "Sent to the Commission on" in page
    assert "The Commission has not confirmed receipt yet." in page
    acknowledge(candidacy=candidacy, acknowledged_by=acting(people.olive), at=factories.NOON)
    assert "Receipt confirmed on" in text(emma.get(path("request", candidacy.pk)))
    with as_system():
        receipts = Message.objects.filter(template="cases/notices/candidacy_received")
        assert {one.recipient for one in receipts} == {people.emma, people.rita, people.rene}
        assert "Accusé de réception" in receipts.get(recipient=people.rene).subject
    assert "Reçue par la Commission" in text(client_of(people.rene).get(path("case", candidacy.pk, language="fr")))


@pytest.mark.parametrize(("who", "name", "count"), [("emma", "request", 21), ("olive", "case", 25)])
def test_page_reads_as_much_with_few_opinions_as_with_many(
    people: factories.People, client_of: Signed, who: str, name: str, count: int
) -> None:
    candidacy = candidacy_in(Stage.ACKNOWLEDGED, people)
    client = client_of(getattr(people, who))
    for opinions in (1, 6):
        with as_system():
            for number in range(candidacy.inputs.count(), opinions):
                given = {"kind": f"OTHER_{number}", "invited_at": factories.NOON, "answer_by": factories.NOON.date()}
                candidacy.inputs.create(person=people.rita, given_up_at=factories.NOON, **given)
        with queries() as found:
            client.get(path(name, candidacy.pk))
        assert len(found) == count
