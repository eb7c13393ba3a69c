"""No letter is issued or handed out with anything of another case in it, nor to anybody who has nothing to do with it."""

import pytest

from cases import leaving
from cases.enums import CaseStatus
from cases.leaving import WrongRecipient
from cases.letters import parcel
from cases.letters.parcel import check_handing_out
from cases.models import Advice, Case, Letter
from cases.operations import advising
from cases.operations.advising import approve_advice, record_advice
from cases.operations.letters import make_letter
from cases.queries import advising as reading
from cases.tasks import report_withheld
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.audit.queries import trail_of
from tests.cases.answers import WHOLE, answered, in_review, proposed
from tests.cases.views.pages import path, queries
from tests.factories import NOON, acting, make_case, make_person


@pytest.fixture
def other(people):
    """Another open request on Rita's desk, of somebody else."""
    noah = make_person("Noah", people.organization, Role.EMPLOYEE)
    return make_case(noah, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


@pytest.fixture
def withheld(monkeypatch):
    asked = []
    monkeypatch.setattr(leaving, "ask", lambda *given: asked.append(given[1:3]))
    return asked


@pytest.fixture
def letter(people):
    case = answered(people)
    return reading.letter(case, Letter.objects.get(case=case).pk)


@pytest.fixture
def planted(monkeypatch, people, letter, other):
    """Plants something foreign in the letter as it is read, whoever reads it: a row cannot be changed."""
    read = reading._of

    def plant(what):
        def changed(case, found):
            found = read(case, found)
            facts = dict(found.facts)
            if what == "name":
                facts["author"] = "Noah Sample"
            elif what == "number":
                facts["case"], facts["number"] = other.number, f"{other.number}-1"
            elif what == "mentioned":
                facts["reasons"] += f" As in {other.number}."
            elif what == "recipient":
                found.advice.requester_id = other.requester_id
            found.facts = facts
            return found

        monkeypatch.setattr(reading, "_of", changed)

    return plant


PLANTED = [("name", "name"), ("number", "number"), ("mentioned", "number"), ("recipient", "recipient")]


@pytest.mark.parametrize("who", ["emma", "rita", "rene"])
@pytest.mark.parametrize(("what", "finding"), PLANTED)
def test_letter_with_something_foreign_is_handed_to_nobody(
    people, letter, planted, withheld, client_of, what, finding, who
):
    planted(what)
    client = client_of(getattr(people, who))
    for page in ("letter", "letter_pdf"):
        answer = client.get(path(page, letter.case_id, letter.pk))
        assert answer.status_code == 409
        assert "Nothing was sent" in answer.content.decode()
        assert letter.facts["reasons"][:20] not in answer.content.decode()
    for address in ("letters/", f"letters/{letter.pk}/"):
        answer = client.get(f"/api/v1/requests/{letter.case_id}/{address}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
        assert (answer.json()["title"], answer.json()["findings"]) == ("wrong-recipient", [finding])
    assert withheld == [(str(letter.case_id), finding)] * 4


def test_withheld_letter_stands_in_the_trail_and_alarms_administrators(people, letter, withheld, planted, client_of):
    planted("name")
    client_of(people.emma).get(path("letter_pdf", letter.case_id, letter.pk))
    report_withheld(*withheld[0], NOON.isoformat())
    with as_system():
        assert trail_of(letter.case.ref)[-1].verb.value == "parcel.withheld"
        assert Message.objects.get(template="cases/notices/parcel_withheld").recipient_id == people.ada.pk


@pytest.mark.parametrize("who", ["sam", "luc", "olive", "audrey"])
def test_letter_is_made_for_no_stranger(people, letter, withheld, who):
    person = acting(getattr(people, who))
    if person.standing.sees_all:
        assert make_letter(letter=letter, language="en", made_for=person, at=NOON)
        return
    with pytest.raises(WrongRecipient):
        make_letter(letter=letter, language="en", made_for=person, at=NOON)
    assert withheld == [(str(letter.case_id), "recipient")]


def test_letter_is_not_made_for_somebody_walled_off(people, letter, withheld):
    letter.case.walled_from = [people.rene.pk]
    acting(people.rita)
    with pytest.raises(WrongRecipient):
        check_handing_out(letter, people.rene, NOON)


def test_letter_stays_with_its_requester_when_its_author_left_or_was_renamed(people, letter):
    with as_system():
        people.rita.appointments.update(active_to=NOON.date())
        people.rita.family_name = "Example"
        people.rita.save()
    acting(people.emma)
    check_handing_out(reading.letter(letter.case, letter.pk), people.emma, NOON)


def issued(case, people, **parts):
    return record_advice(case=case, decided_by=acting(people.rita), at=NOON, **{**WHOLE, **parts})


@pytest.mark.parametrize("part", ["reasons", "mitigations", "facts_relied_on", "limits"])
@pytest.mark.parametrize(("said", "finding"), [("{name} did it.", "name"), ("As in {number}.", "number")])
def test_letter_that_mentions_another_request_is_not_issued(people, other, withheld, part, said, finding):
    case = in_review(people)
    with pytest.raises(WrongRecipient):
        issued(case, people, **{part: said.format(name=other.requester, number=other.number)})
    assert withheld == [(str(case.pk), finding)]


def test_letter_to_somebody_else_is_not_issued_and_nothing_is_recorded(people, other, withheld, monkeypatch, client_of):
    case, facts = in_review(people), advising.letter_facts
    monkeypatch.setattr(advising, "letter_facts", lambda **given: {**facts(**given), "recipient": "Noah Sample"})
    body = {"outcome": "COMPATIBLE", "reasons": "Own time."}
    address = f"/api/v1/requests/{case.pk}/actions/record-advice/"
    answer = client_of(people.rita).post(address, body, "application/json")
    assert (answer.status_code, answer.json()["title"]) == (409, "wrong-recipient")
    with as_system():
        assert not Advice.objects.filter(case=case).exists()
        assert Case.objects.get(pk=case.pk).status == CaseStatus.IN_REVIEW
    assert withheld == [(str(case.pk), "name")]


def test_letter_that_names_its_readers_is_issued_though_one_of_them_asks_too(people):
    make_case(people.rene, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    case, _proposal = proposed(people)
    approve_advice(case=case, approved_by=acting(people.rene), at=NOON)
    assert "René Sample" in parcel.letter_parcel(Letter.objects.get(case=case)).names


def test_handing_out_costs_a_look_at_names_and_one_query_more_for_anybody_but_the_requester(people, letter):
    acting(people.emma)
    with queries() as names:
        check_handing_out(letter, people.emma, NOON)
    acting(people.rita)
    _known = people.rita.standing
    with queries() as more:
        check_handing_out(letter, people.rita, NOON)
    assert (len(names), len(more)) == (4, 5)
