"""The pages on which administrators keep the rules: a draft from its first change until it is in force."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments import issued
from assessments.models import DraftState, PublishedRulebook, RulebookDraft
from assessments.operations.drafting import start_draft
from assessments.rulebook import current, file_of
from polact.access.models import Person
from tests.assessments.rulebooks import LAWN, edit, fresh, make_draft, second_administrator
from tests.factories import NOON, People, acting

DRAFTS = "/en/rulebooks/drafts/"
LAWN_PAGE = "parts/activity/DIS.LAWN/"
ACTIVITY = {
    "en": "Put an election sign on your property",
    "fr": "Placer une affiche électorale sur votre terrain",
    "route": "scored",
    "floor": "",
    "reach": "1",
    "closeness": "1",
    "initiative": "0",
    "record": "1",
    "asks": ["M.IDENT", "M.TIME", "M.COMM"],
    "note": "",
}


@pytest.fixture
def noah(people: People) -> Person:
    return second_administrator()


@pytest.fixture
def ada(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.ada)


@pytest.fixture
def draft(people: People) -> RulebookDraft:
    return start_draft(based_on="0.1.0", started_by=acting(people.ada), at=NOON)


def seen_on(page: str) -> str:
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_draft_becomes_law_by_the_pages_of_two_people(
    people: People, noah: Person, client_of: Callable[[Person], Client]
) -> None:
    ada, other = client_of(people.ada), client_of(noah)
    started = ada.post("/en/rulebooks/0.1.0/")
    address = started.headers["Location"]
    page = read(ada, address + LAWN_PAGE)
    assert ada.post(address + LAWN_PAGE, {**ACTIVITY, "seen": seen_on(page)}).status_code == 302
    details = {"version": "0.2.0", "effective_from": "2999-01-01", "note_en": "Milder.", "note_fr": "Plus doux."}
    seen = seen_on(read(ada, address + "details/"))
    assert ada.post(address + "details/", {**details, "seen": seen}).status_code == 302
    assert "somebody else publishes" in read(ada, address + "publish/").lower()

    gate = read(other, address + "gate/")
    boxes = [text.replace("&quot;", '"') for text in re.findall(r'name="results" value="([^"]*)"', gate)]
    assert len(boxes) == len(fresh(RulebookDraft.objects.get()).moved) > 0
    assert other.post(address + "gate/", {"results": boxes, "reason": " "}).status_code == 422
    assert other.post(address + "gate/", {"results": boxes, "reason": "A sign says little."}).status_code == 302
    publish = read(other, address + "publish/")
    assert other.post(address + "publish/", {"seen": seen_on(publish)}).status_code == 422
    answer = other.post(address + "publish/", {"seen": seen_on(publish), "sure": "on"})
    assert answer.status_code == 302
    published = PublishedRulebook.objects.get()
    assert (published.version, published.drafted_by, published.published_by) == ("0.2.0", people.ada, noah)
    issued.forget()
    assert "0.2.0" in read(ada, "/en/rulebooks/")
    assert ada.get("/en/rulebooks/0.2.0/rulebook.yaml").content == file_of("0.2.0")
    assert read(ada, "/fr/regles/0.2.0/").count("Ce qui a changé") == 1
    assert current(NOON.date()).version == "0.1.0"


@pytest.mark.parametrize("name", ["emma", "rita", "sam", "olive", "audrey"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        "details/",
        "differences/",
        "gate/",
        "publish/",
        "discard/",
        "upload/",
        "draft.yaml",
        "parts/rule/",
        LAWN_PAGE,
    ],
)
def test_pages_are_not_there_for_others(
    people: People, client_of: Callable[[Person], Client], draft: RulebookDraft, name: str, page: str
) -> None:
    stranger = client_of(getattr(people, name))
    assert stranger.get(f"{DRAFTS}{draft.pk}/{page}").status_code == 404
    assert stranger.get("/en/rulebooks/").status_code == stranger.get("/en/rulebooks/0.1.0/").status_code == 404
    assert stranger.post(f"{DRAFTS}{draft.pk}/{LAWN_PAGE}", ACTIVITY).status_code == 404
    assert Client().get(f"{DRAFTS}{draft.pk}/{page}").status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        f"{DRAFTS}2ef56d70-a0a0-49bf-a882-33ba4141e48f/",
        "/en/rulebooks/9.9.9/",
        "/en/rulebooks/9.9.9/rulebook.yaml",
        "{draft}parts/nothing/",
        "{draft}parts/activity/NO.NE/",
        "{draft}parts/model/version/",
        "{draft}add/result/",
        "{draft}parts/result/LOW/drop/",
    ],
)
def test_what_is_not_there_is_not_found(ada: Client, draft: RulebookDraft, page: str) -> None:
    assert ada.get(page.format(draft=f"{DRAFTS}{draft.pk}/")).status_code == 404


def test_nothing_typed_is_lost_when_somebody_was_faster(
    people: People, noah: Person, ada: Client, draft: RulebookDraft
) -> None:
    address = f"{DRAFTS}{draft.pk}/{LAWN_PAGE}"
    seen = seen_on(read(ada, address))
    edit(draft, LAWN, noah, note="Noah was here.")
    answer = ada.post(address, {**ACTIVITY, "note": "So was Ada.", "seen": seen})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "So was Ada." in page
    assert "Noah was here." in page
    assert ada.post(address, {**ACTIVITY, "note": "So was Ada.", "seen": seen_on(page)}).status_code == 302
    assert fresh(draft).editors == {people.ada.pk: "Ada Sample", noah.pk: "Noah Sample"}


def test_two_people_may_edit_different_parts_at_once(noah: Person, ada: Client, draft: RulebookDraft) -> None:
    address = f"{DRAFTS}{draft.pk}/parts/group/SOC/"
    seen = seen_on(read(ada, address))
    edit(draft, LAWN, noah, note="Noah was here.")
    assert ada.post(address, {"en": "Social media", "fr": "Réseaux sociaux", "seen": seen}).status_code == 302


@pytest.mark.parametrize(("language", "says"), [("en", "no text in French"), ("fr", "aucun texte dans cette langue")])
def test_problems_are_told_without_saving(ada: Client, draft: RulebookDraft, language: str, says: str) -> None:
    address = {"en": f"{DRAFTS}{draft.pk}/parts", "fr": f"/fr/regles/ebauches/{draft.pk}/parties"}[language]
    typed = {**ACTIVITY, "fr": "", "seen": ""}
    without_script = ada.post(f"{address}/activity/DIS.LAWN/", {**typed, "_check": "1"}).content.decode()
    check = {"en": "check", "fr": "verification"}[language]
    while_typing = ada.post(f"{address}/activity/DIS.LAWN/{check}/", typed).content.decode()
    assert says in without_script
    assert says in while_typing
    assert "<html" not in while_typing
    assert fresh(draft).problems == []


def test_condition_that_is_none_stands_beside_its_field(ada: Client, draft: RulebookDraft) -> None:
    address = f"{DRAFTS}{draft.pk}/parts/rule/HR05/"
    page = read(ada, address)
    typed = {"order": "5", "result": "STOP", "when": "H.TIME in (working", "en": "a", "fr": "b", "seen": seen_on(page)}
    answer = ada.post(address, typed)
    assert answer.status_code == 422
    assert "ends too early" in answer.content.decode()
    assert "H.TIME in (working" in answer.content.decode()


def test_part_is_added_and_taken_out(ada: Client, draft: RulebookDraft) -> None:
    address = f"{DRAFTS}{draft.pk}/"
    new = {**ACTIVITY, "code": "DIS.WINDOW", "seen": ""}
    assert ada.post(f"{address}add/activity/", {**new, "code": "no spaces"}).status_code == 422
    assert ada.post(f"{address}add/activity/", new).status_code == 302
    codes = [activity["code"] for activity in fresh(draft).raw["activities"]]
    assert codes.index("DIS.WINDOW") == codes.index("DIS.WEAR") + 1
    drop = f"{address}parts/activity/DIS.WINDOW/drop/"
    assert ada.post(drop, {"seen": "x"}).status_code == 409
    assert ada.post(drop, {"seen": seen_on(read(ada, drop))}).status_code == 302
    assert fresh(draft).changes == []
    assert fresh(draft).version == "0.1.1"


def test_options_are_added_taken_out_and_put_in_order(ada: Client, draft: RulebookDraft) -> None:
    address = f"{DRAFTS}{draft.pk}/parts/question/M.FREQ/"
    rows = [("3", "f0", "0"), ("1", "f1", "4"), ("2", "f2", "8"), ("4", "f3", "12")]
    typed = {"kind": "A", "bears_on": "perceived", "changeable": "on", "en": "How often?", "fr": "À quelle fréquence?"}
    for number, (place, code, points) in enumerate(rows):
        named = {"place": place, "code": code, "pts": points, "en": f"{code} en", "fr": f"{code} fr"}
        typed |= {f"row{number}_{column}": value for column, value in named.items()}
    typed["row2_drop"] = "on"
    assert ada.post(address, {**typed, "seen": seen_on(read(ada, address))}).status_code == 302
    question = next(entry for entry in fresh(draft).raw["questions"] if entry["code"] == "M.FREQ")
    assert [(option["code"], option["pts"]) for option in question["options"]] == [("f1", 4), ("f0", 0), ("f3", 12)]
    assert fresh(draft).version == "0.2.0"


def upload(client: Client, draft: RulebookDraft, content: bytes) -> int:
    address = f"{DRAFTS}{draft.pk}/upload/"
    seen = seen_on(read(client, address))
    file = SimpleUploadedFile("rulebook.yaml", content, "application/yaml")
    return client.post(address, {"file": file, "seen": seen}).status_code


def test_file_goes_out_and_comes_in_byte_for_byte(ada: Client, draft: RulebookDraft) -> None:
    content = ada.get(f"{DRAFTS}{draft.pk}/draft.yaml").content + b"# A note of the author.\n"
    assert upload(ada, draft, content) == 302
    assert ada.get(f"{DRAFTS}{draft.pk}/draft.yaml").content == content
    without_french = content.replace("Voter à une élection".encode(), b'""')
    assert upload(ada, draft, without_french) == 302
    assert [str(problem) for problem in fresh(draft).problems] == ["activity INF.VOTE: no text in fr"]
    for nonsense in (b"a: [", b"- a", content.replace(b"questions:", b"puzzles:"), b"\xff\xfe"):
        assert upload(ada, draft, nonsense) == 422


def test_discarded_draft_is_kept_and_closed(ada: Client, draft: RulebookDraft) -> None:
    address = f"{DRAFTS}{draft.pk}/"
    assert "given up" in read(ada, address + "discard/")
    assert ada.post(address + "discard/").status_code == 302
    draft.refresh_from_db()
    assert draft.state == DraftState.DISCARDED
    assert "discarded" in read(ada, address)
    assert ada.get(address + LAWN_PAGE).status_code == ada.get(address + "publish/").status_code == 404
    assert str(draft.pk) not in read(ada, "/en/rulebooks/")


def test_list_costs_the_same_with_few_and_many_drafts(
    people: People, ada: Client, django_assert_num_queries: Callable
) -> None:
    make_draft(people.ada)
    with django_assert_num_queries(10):
        read(ada, "/en/rulebooks/")
    for words in ("a", "b", "c"):
        make_draft(people.ada, en=words)
    with django_assert_num_queries(10):
        read(ada, "/en/rulebooks/")


@pytest.mark.parametrize(("page", "count"), [(LAWN_PAGE, 8), ("parts/activity/", 8), ("differences/", 8)])
def test_pages_of_a_draft_ask_little(
    ada: Client, draft: RulebookDraft, page: str, count: int, django_assert_num_queries: Callable
) -> None:
    with django_assert_num_queries(count):
        read(ada, f"{DRAFTS}{draft.pk}/{page}")
