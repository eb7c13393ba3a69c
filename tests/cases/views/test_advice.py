"""Writing an advice on its page: parts, drafts, passages, the letter beforehand, and the second reader's pages."""

import pytest

from cases.answer import Answer
from cases.enums import CaseStatus
from cases.models import Advice, AdviceDraft, AdviceProposal, Case
from cases.operations.advice_drafts import save_advice_draft
from cases.operations.advising import return_advice
from notifications.models import Message
from polact.access.acting import as_system
from tests.cases.answers import WHOLE, answered, in_review, proposed, wants_second_reader
from tests.cases.test_passages import saved
from tests.cases.views.pages import hidden, path, text
from tests.factories import NOON, acting

pytestmark = pytest.mark.django_db

TYPED = {
    "outcome": "COMPATIBLE_WITH_PRECAUTIONS",
    "reasons": "Nobody connects the sign with the work.",
    "mitigations": "Keep your title out of it.",
    "facts_relied_on": "Junior officer.",
    "actual": "NOT_IMPAIRED",
    "perceived": "NOT_WITH_PRECAUTIONS",
    "actual_DUTIES_weight": "FOR",
    "actual_DUTIES_text": "Not about local matters.",
    "perceived_POSITION_weight": "NEUTRAL",
    "perceived_POSITION_text": "Neighbours know.",
    "limits": "This election only.",
    "valid_until": "2099-01-31",
    "known_sources": ["s113"],
    "other_sources": "A note\n\nAnother note",
}


def typed_on(page, **changes):
    return {**TYPED, "version": hidden(page), **changes}


def test_page_asks_every_part_and_records_them(people, client_of):
    case = in_review(people)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    page = rita.get(address)
    for name in TYPED:
        assert f'name="{name}"' in text(page), name
    assert rita.post(address, typed_on(page)).headers["Location"] == path("case", case.pk)
    acting(people.rita)
    advice = Case.objects.get(pk=case.pk).advice
    assert advice.findings == [
        {"limb": "ACTUAL", "factor": "DUTIES", "weight": "FOR", "text": "Not about local matters."},
        {"limb": "PERCEIVED", "factor": "POSITION", "weight": "NEUTRAL", "text": "Neighbours know."},
    ]
    assert advice.sources == ["s113", "A note", "Another note"]
    for person, page_name in ((people.emma, "request"), (people.rita, "case")):
        shown = text(client_of(person).get(path(page_name, case.pk)))
        for said in ("Junior officer.", "Not about local matters.", "This election only.", "A note", "PDF"):
            assert said in shown, (page_name, said)


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"reasons": ""}, "id_reasons"),
        ({"actual_DUTIES_text": ""}, "id_actual_DUTIES_text"),
        ({"perceived_POSITION_weight": ""}, "id_perceived_POSITION_weight"),
        ({"actual": "IMPAIRED"}, "id_outcome_0"),
        ({"valid_until": "2020-01-01"}, "id_valid_until"),
        ({"mitigations": ""}, "id_mitigations"),
    ],
)
def test_fault_stands_beside_its_field_and_nothing_typed_is_lost(people, client_of, changes, anchor):
    case = in_review(people)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    answer = rita.post(address, typed_on(rita.get(address), **changes))
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in text(answer)
    for name in ("reasons", "facts_relied_on", "limits", "actual_DUTIES_text", "mitigations"):
        assert {**TYPED, **changes}[name] in text(answer), name
    acting(people.rita)
    assert not Advice.objects.exists()


def test_draft_may_lack_anything_and_comes_back_as_it_was_left(people, client_of):
    case = in_review(people)
    address = path("case_action", case.pk, "record-advice")
    rita, rene = client_of(people.rita), client_of(people.rene)
    half = {"reasons": "Half a sent", "actual_DUTIES_text": "no weight yet", "perceived_PERSON_weight": "AGAINST"}
    assert rita.post(address, {**half, "do": "save", "version": hidden(rita.get(address))}).status_code == 302
    page = rene.get(address)
    for said in ("Half a sent", "no weight yet", "Draft saved by Rita Sample"):
        assert said in text(page)
    assert 'value="AGAINST" selected' in text(page)
    assert "Draft of an advice" in text(rene.get(path("case", case.pk)))


def test_second_of_two_who_save_a_draft_keeps_what_they_typed(people, client_of):
    case = in_review(people)
    address = path("case_action", case.pk, "record-advice")
    rita, rene = client_of(people.rita), client_of(people.rene)
    first, second = rita.get(address), rene.get(address)
    rita.post(address, {"reasons": "Rita’s words", "do": "save", "version": hidden(first)})
    answer = rene.post(address, {"reasons": "René’s words", "do": "save", "version": hidden(second)})
    assert answer.status_code == 409
    assert "René’s words" in text(answer)
    acting(people.rene)
    assert AdviceDraft.objects.get().reasons == "Rita’s words"
    again = {"reasons": "Both", "do": "save", "version": hidden(answer)}
    assert rene.post(address, {**again, "draft_version": hidden(answer, "draft_version")}).status_code == 302
    acting(people.rene)
    assert AdviceDraft.objects.get().reasons == "Both"


def test_passage_is_inserted_without_scripts_and_the_rest_is_kept(people, client_of):
    case, passage = in_review(people), saved(people)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    page = rita.get(address)
    assert "Own time" in text(page)
    given = {"passage": str(passage.pk), "do": "insert", "reasons": "Mine.", "limits": "Kept.", "version": hidden(page)}
    answer = rita.post(address, given)
    assert answer.headers["Location"] == f"{address}#id_reasons"
    shown = text(rita.get(address))
    assert "Mine.\n\nDear Emma Sample, on" in shown.replace("\r\n", "\n")
    assert "Kept." in shown


def test_letter_is_seen_before_it_goes_out(people, client_of):
    case = in_review(people)
    rita, address = client_of(people.rita), path("case_action", case.pk, "record-advice")
    answer = rita.post(address, typed_on(rita.get(address), do="preview"), follow=True)
    assert answer.redirect_chain == [(path("advice_preview", case.pk), 302)]
    for said in ("Preview: nothing has been sent", "Junior officer.", "Rita Sample", f"{case.number}-1"):
        assert said in text(answer)
    for name in ("emma", "sam", "luc", "audrey"):
        assert client_of(getattr(people, name)).get(path("advice_preview", case.pk)).status_code == 404


def test_preview_without_a_conclusion_says_what_is_missing(people, client_of):
    case = in_review(people)
    answer = client_of(people.rita).get(path("advice_preview", case.pk), follow=True)
    assert "choose a conclusion and save the draft" in text(answer)


def test_draft_is_discarded_after_a_question(people, client_of):
    case = in_review(people)
    save_advice_draft(case=case, answer=Answer("", "x"), saved_by=acting(people.rita), at=NOON)
    address = path("advice_discard", case.pk)
    page = client_of(people.rene).get(address)
    assert "cannot be brought back" in text(page)
    for name in ("emma", "sam"):
        assert client_of(getattr(people, name)).post(address, {"version": "1"}).status_code == 404
    assert client_of(people.rene).post(address, {"version": hidden(page)}).status_code == 302
    with as_system():
        assert not AdviceDraft.objects.exists()


SECRET = "A word that only colleagues may read"


@pytest.mark.parametrize("stage", ["draft", "proposal", "returned"])
def test_requester_sees_working_papers_on_no_channel(people, client_of, stage):
    """Page, trail, list, API, messages, and the database beneath."""
    if stage == "draft":
        case = in_review(people)
        save_advice_draft(case=case, answer=Answer("COMPATIBLE", SECRET), saved_by=acting(people.rita), at=NOON)
    else:
        case, _proposal = proposed(people, reasons=SECRET)
    if stage == "returned":
        return_advice(case=case, returned_by=acting(people.rene), comment=SECRET, at=NOON)
    emma = client_of(people.emma)
    pages = ["request", "case", "advice_preview", "advice_discard"]
    parts = ["", "trail/", "advice/", "letters/", "advice-draft/", "comparison/"]
    addresses = [
        *(path(name, case.pk) for name in pages),
        *(path("case_action", case.pk, action) for action in ("record-advice", "approve-advice", "return-advice")),
        *(f"/api/v1/requests/{case.pk}/{part}" for part in parts),
        *(path("mine"), "/en/messages/", "/api/v1/requests/", "/api/v1/messages/"),
    ]
    for address in addresses:
        assert SECRET not in text(emma.get(address, follow=True)), address
    acting(people.emma)
    assert not AdviceDraft.objects.exists()
    assert not AdviceProposal.objects.exists()
    assert not Message.objects.filter(body__contains=SECRET).exists()
    acting(people.rene)
    assert AdviceDraft.objects.exists() or AdviceProposal.objects.exists()


def test_second_reader_reads_the_letter_and_approves_it(people, client_of):
    case, _proposal = proposed(people)
    rene, address = client_of(people.rene), path("case_action", case.pk, "approve-advice")
    page = rene.get(address)
    assert WHOLE["facts_relied_on"] in text(page)
    assert "René Sample" in text(page)
    rene.post(address, {"version": hidden(page)})
    shown = text(client_of(people.emma).get(path("request", case.pk)))
    assert "Rita Sample, read and approved by René Sample" in shown
    assert client_of(people.rita).get(path("case", case.pk)).status_code == 200


def test_requester_sees_that_it_is_read_and_not_what_it_says(people, client_of):
    case, _proposal = proposed(people)
    shown = text(client_of(people.emma).get(path("request", case.pk)))
    assert "Waiting for a second reader" in shown
    assert "A second person reads the answer" in shown
    assert WHOLE["facts_relied_on"] not in shown


def test_where_a_second_reader_is_wanted_the_page_leads_to_one(people, client_of):
    wants_second_reader(people.organization)
    case = in_review(people)
    rita = client_of(people.rita)
    shown = text(rita.get(path("case", case.pk)))
    assert path("case_action", case.pk, "record-advice") not in shown
    address = path("case_action", case.pk, "propose-advice")
    assert address in shown
    assert rita.get(path("case_action", case.pk, "record-advice")).status_code == 404
    page = rita.get(address)
    assert "wants a second reader" in text(page)
    assert rita.post(address, typed_on(page)).status_code == 302
    acting(people.rita)
    assert Case.objects.get(pk=case.pk).status == CaseStatus.AWAITING_APPROVAL


def test_reopened_case_shows_what_stands_why_and_every_letter(people, client_of):
    case = answered(people)
    rita, address = client_of(people.rita), path("case_action", case.pk, "reopen")
    page = rita.get(address)
    assert "The earlier answer and its letter stay" in text(page)
    rita.post(address, {"version": hidden(page), "reasons": "The post changed."})
    emma = client_of(people.emma)
    shown = text(emma.get(path("request", case.pk)))
    for said in ("The answer that stands until a new one", "The post changed.", "What happens now", f"{case.number}-1"):
        assert said in shown
    write = path("case_action", case.pk, "record-advice")
    page = rita.get(write)
    assert WHOLE["facts_relied_on"] in text(page)  # one begins with what stands
    rita.post(write, {"outcome": "NOT_ADVISED", "reasons": "Now visible.", "version": hidden(page)})
    for browser, name in ((emma, "request"), (rita, "case")):
        shown = text(browser.get(path(name, case.pk)))
        for said in ("Now visible.", "Superseded", f"{case.number}-1", f"{case.number}-2", "It had ended"):
            assert said in shown, (name, said)


# Passages -----------------------------------------------------------------------------------------------------


def passage_typed(**changes):
    words = {"text_en": "On {today}.", "text_fr": "Le {today}."}
    titles = {"title_en": "Own", "title_fr": "Libre"}
    return {"code": "own-time", "owner": "", "kind": "REASONS", **titles, **words, **changes}


def test_passages_have_an_empty_state_and_strangers_find_nothing(people, client_of):
    assert "There is no passage yet" in text(client_of(people.rita).get(path("passages")))
    for name in ("emma", "luc", "audrey"):
        for page in ("passages", "passage_new"):
            assert client_of(getattr(people, name)).get(path(page)).status_code == 404


def test_passage_is_written_changed_and_withdrawn_on_its_pages(people, client_of):
    rita = client_of(people.rita)
    assert rita.post(path("passage_new"), passage_typed(owner=str(people.organization.pk))).status_code == 302
    acting(people.rita)
    address = path("passage", saved_ref())
    page = rita.get(address)
    answer = rita.post(address, passage_typed(text_en="On {todya}.", version=hidden(page)))
    assert answer.status_code == 422
    assert "Line 1, character 4" in text(answer)
    assert "On {todya}." in text(answer)
    assert rita.post(address, passage_typed(text_en="By {today}.", version=hidden(page))).status_code == 302
    stale = rita.post(address, passage_typed(version=hidden(page)))
    assert stale.status_code == 409
    assert "another version" in text(stale)
    withdrawn = rita.post(address, passage_typed(version=hidden(stale), do="withdraw"), follow=True)
    assert "Withdrawn" in text(withdrawn)
    for name in ("sam", "emma", "olive"):
        assert client_of(getattr(people, name)).get(address).status_code == 404


def saved_ref():
    from cases.models import Passage

    return Passage.objects.get().ref
