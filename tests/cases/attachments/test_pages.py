"""The pages of files, without scripts: added, opened behind a warning, shared, removed; nothing leaks by name or address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.attachments.limits import LARGEST_FILE
from cases.enums import CaseStatus
from cases.models import Attachment, Case
from cases.operations.attaching import attach_file
from tests.cases.attachments import files
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, acting, make_case, make_draft

pytestmark = pytest.mark.django_db
NASTY = '"><img src=x onerror=alert(1)>\u202e\r\nX: y.txt'


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def attach(case, person, name="plan.txt", content=b"A plan.\n"):
    return attach_file(case=case, uploaded_by=acting(person), name=name, declared="", content=content, at=NOON)


def upload(browser, page, case, content=b"A plan.\n", name="plan.txt", **options):
    given = SimpleUploadedFile(name, content, content_type="application/octet-stream")
    return browser.post(path(page, case.pk), {"file": given}, **options)


def test_says_that_nothing_is_scanned_here_and_what_will_appear(people, case, client_of):
    page = text(client_of(people.emma).get(path("request_files", case.pk)))
    assert "Files are not scanned for viruses here" in page
    assert "No file yet." in page
    assert 'enctype="multipart/form-data"' in page


def test_adds_a_file_and_shows_it_on_both_sides(people, case, client_of):
    answer = upload(client_of(people.emma), "request_files", case, follow=True)
    assert "The file is added: plan.txt" in text(answer)
    for person, page in ((people.emma, "request"), (people.rita, "case")):
        assert "plan.txt" in text(client_of(person).get(path(page, case.pk)))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<svg/>", "a.svg", "Files of this kind are not taken."),
        (b"", "a.txt", "The file is empty."),
        (b"a" * (LARGEST_FILE + 1), "a.txt", "The file is larger than 10 MB."),
        (files.locked_pdf(), "a.pdf", "The PDF is locked."),
    ],
)
def test_says_why_a_file_is_not_taken(people, case, client_of, content, name, said):
    answer = upload(client_of(people.emma), "request_files", case, content, name)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "<title>Error: Files" in text(answer)


def test_asks_for_a_file_where_none_was_chosen(people, case, client_of):
    answer = client_of(people.emma).post(path("request_files", case.pk), {})
    assert answer.status_code == 422
    assert "Choose a file." in text(answer)


def test_unscanned_file_is_opened_behind_a_warning_and_in_a_sandbox(people, case, client_of):
    attachment = attach(case, people.emma)
    browser = client_of(people.rita)
    address = path("download", case.pk, attachment.pk)
    assert "This file was not scanned" in text(browser.get(address))
    answer = browser.get(address, {"anyway": "1"})
    assert answer.content == b"A plan.\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Type"] == "text/plain"


def test_name_is_shown_escaped_everywhere(people, case, client_of):
    attachment = attach(case, people.emma, name=NASTY)
    for person, page, more in (
        (people.emma, "request", ()),
        (people.emma, "request_files", ()),
        (people.rita, "case", ()),
        (people.rita, "case_files", ()),
        (people.rita, "file", (attachment.pk,)),
        (people.rita, "download", (attachment.pk,)),
    ):
        shown = text(client_of(person).get(path(page, case.pk, *more)))
        assert "<img" not in shown
        assert "\u202e" not in shown
        assert "onerror=alert(1)" in shown  # as text
    answer = client_of(people.rita).get(path("download", case.pk, attachment.pk), {"anyway": "1"})
    assert "X" not in answer.headers


def test_internal_file_reaches_the_requester_on_no_page_and_by_no_address(people, case, client_of):
    internal = attach(case, people.rita, name="inner-opinion.txt")
    browser = client_of(people.emma)
    for page in ("request", "request_files", "mine"):
        arguments = [] if page == "mine" else [case.pk]
        assert "inner-opinion" not in text(browser.get(path(page, *arguments)))
    for address in (path("download", case.pk, internal.pk), path("file", case.pk, internal.pk)):
        assert browser.get(address, {"anyway": "1"}).status_code == 404
        assert browser.post(address).status_code in {404, 405}


def test_sharing_shows_what_will_leave_first(people, case, client_of):
    internal = attach(case, people.rita, name="opinion.txt")
    browser = client_of(people.rita)
    page = text(browser.get(path("file", case.pk, internal.pk)))
    for said in ("What will leave", people.emma.email, f"A file about your request {case.number}", "opinion.txt"):
        assert said in page
    answer = browser.post(path("file", case.pk, internal.pk), follow=True)
    assert "The employee can now open the file" in text(answer)
    assert "opinion.txt" in text(client_of(people.emma).get(path("request", case.pk)))


@pytest.mark.parametrize("action", ["request-information", "record-advice", "redirect"])
def test_actions_that_tell_the_employee_show_what_will_leave(people, case, client_of, action):
    page = text(client_of(people.rita).get(path("case_action", case.pk, action)))
    assert "What will leave" in page
    assert people.emma.email in page


def test_text_that_names_another_case_is_kept_on_the_page_with_the_reason(people, case, client_of):
    other = make_case(people.luc, people.organization)
    acting(people.rita)
    answer = client_of(people.rita).post(
        path("case_action", case.pk, "request-information"),
        {"question": f"As in {other.number}?", "version": Case.objects.get(pk=case.pk).version},
    )
    assert answer.status_code == 409
    assert "it mentions the number of another request" in text(answer)
    assert f"As in {other.number}?" in text(answer)


def test_draft_is_saved_before_files_are_added_and_the_review_lists_them(people, client_of):
    draft = make_draft(people.emma, people.organization)
    browser = client_of(people.emma)
    answer = browser.post(
        path("draft", draft.pk),
        {"organization": people.organization.pk, "request_type": "ADVICE", "subject": "Half", "question": "",
         "language": "en", "next": "files"},
    )  # fmt: skip
    assert answer.headers["Location"] == path("request_files", draft.pk)
    acting(people.emma)
    assert Case.objects.get(pk=draft.pk).subject == "Half"
    upload(browser, "request_files", draft)
    assert "plan.txt" in text(browser.get(path("draft", draft.pk)))
    assert "plan.txt" in text(browser.get(path("request_action", draft.pk, "submit")))
    acting(people.emma)
    attachment = Attachment.objects.get()
    page = path("remove_file", draft.pk, attachment.pk)
    assert "Remove for good" in text(browser.get(page))
    assert "The file is removed." in text(browser.post(page, follow=True))


@pytest.mark.parametrize("name", ["sam", "luc"])
def test_stranger_gets_the_answer_for_what_there_is_not(people, case, client_of, name):
    attachment = attach(case, people.emma)
    browser = client_of(getattr(people, name))
    for page in ("request_files", "case_files"):
        assert browser.get(path(page, case.pk)).status_code == 404
        assert upload(browser, page, case).status_code == 404
    for page in ("download", "file", "remove_file"):
        assert browser.get(path(page, case.pk, attachment.pk)).status_code == 404


def test_file_is_found_under_its_own_case_only(people, case, client_of):
    other = make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    attachment = attach(case, people.emma)
    for person in (people.emma, people.rita):
        assert client_of(person).get(path("download", other.pk, attachment.pk), {"anyway": "1"}).status_code == 404


def test_pages_cost_the_same_with_few_and_many_files(people, case, client_of):
    browser = client_of(people.rita)
    attach(case, people.emma)
    browser.get(path("case_files", case.pk))
    for page, most in (("case_files", 9), ("case", 15)):
        with queries() as few:
            browser.get(path(page, case.pk))
        for number in range(6):
            attach(case, people.emma, name=f"{number}.txt")
        with queries() as many:
            browser.get(path(page, case.pk))
        assert len(few) == len(many) <= most, page
