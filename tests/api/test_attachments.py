"""Files of a request through the API: one form with one file, bounded; a stranger and another case's id get 404."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.attachments.limits import LARGEST_FILE
from cases.enums import CaseStatus
from cases.operations.attaching import attach_file
from tests.factories import NOON, acting, make_case, make_draft


@pytest.fixture
def case(people):
    return make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)


def send(caller, case, content=b"A plan.\n", name="plan.txt", **more):
    given = SimpleUploadedFile(name, content, content_type="")
    return caller.client.post(caller.full(f"requests/{case.pk}/attachments/"), {"file": given, **more})


def attach(case, person, name="plan.txt"):
    return attach_file(case=case, uploaded_by=acting(person), name=name, declared="", content=b"x", at=NOON)


def test_adds_lists_and_gives_the_bytes(people, case, calling):
    answer = send(calling(people.emma), case)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["name"], told["media_type"], told["size"]) == ("plan.txt", "text/plain", 8)
    assert told["is_internal"] is False
    assert [one["id"] for one in calling(people.rita).get(f"requests/{case.pk}/attachments/").json()] == [told["id"]]
    content = calling(people.rita).get(f"requests/{case.pk}/attachments/{told['id']}/content/")
    assert content.content == b"A plan.\n"
    assert content.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_refuses_as_a_problem_document(people, case, calling):
    caller = calling(people.emma)
    answer = send(caller, case, b"<svg/>", "a.svg")
    assert (answer.status_code, answer.json()["title"]) == (422, "file-not-taken")
    assert send(caller, case, b"a" * (LARGEST_FILE + 1)).status_code == 413
    assert send(caller, case, b"a" * (LARGEST_FILE + 2 * 1024 * 1024)).status_code == 413
    assert caller.post(f"requests/{case.pk}/attachments/", {"file": "x"}).status_code == 415
    assert caller.client.post(caller.full(f"requests/{case.pk}/attachments/"), {"file": "x"}).status_code == 422


def test_body_cannot_choose_case_state_or_visibility(people, case, calling):
    other = make_case(people.luc, people.elsewhere)
    told = send(
        calling(people.rita), case, case_id=other.pk, requester=other.pk, state="CLEAN", is_internal="false", id="1"
    ).json()
    assert told["is_internal"] is True
    assert told["state"] == "NOT_SCANNED"
    listed = calling(people.rita).get(f"requests/{case.pk}/attachments/").json()
    assert [one["id"] for one in listed] == [told["id"]]


def test_internal_is_not_there_for_the_requester_until_it_is_shared(people, case, calling):
    internal = attach(case, people.rita)
    emma, address = calling(people.emma), f"requests/{case.pk}/attachments/{internal.pk}/"
    assert emma.get(f"requests/{case.pk}/attachments/").json() == []
    for what in (
        emma.get(address),
        emma.get(f"{address}content/"),
        emma.post(f"{address}share/"),
        emma.delete(address),
    ):
        assert what.status_code == 404
    assert "plan.txt" not in emma.get(f"requests/{case.pk}/trail/").content.decode()
    assert calling(people.rita).post(f"{address}share/").json()["is_internal"] is False
    assert emma.get(f"{address}content/").content == b"x"


def test_stranger_and_other_cases_get_404(people, case, calling):
    attachment, other = attach(case, people.emma), make_case(people.emma, people.organization)
    for person, where in ((people.sam, case), (people.luc, case), (people.rita, other), (people.emma, other)):
        caller, address = calling(person), f"requests/{where.pk}/attachments/{attachment.pk}/"
        for what in (
            caller.get(address),
            caller.get(f"{address}content/"),
            caller.post(f"{address}share/"),
            caller.delete(address),
        ):
            assert what.status_code == 404
    assert send(calling(people.sam), case).status_code == 404
    assert send(calling(None), case).status_code == 401


def test_removes_from_a_draft_only(people, case, calling):
    draft = make_draft(people.emma, people.organization)
    attachment, sent = attach(draft, people.emma), attach(case, people.emma)
    assert calling(people.emma).delete(f"requests/{draft.pk}/attachments/{attachment.pk}/").status_code == 204
    assert calling(people.emma).delete(f"requests/{case.pk}/attachments/{sent.pk}/").status_code == 409
    assert calling(people.rita).post(f"requests/{case.pk}/attachments/{sent.pk}/share/").status_code == 409
