"""Passages: a fixed grammar whose faults name their place, both languages alike, and values that are never markup."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from cases.answer import Answer
from cases.enums import PassageKind
from cases.filling import gathered, insert, values_of
from cases.models import Case, Passage
from cases.operations.passages import save_passage
from cases.passages import NAMES, PassageError, fill, names_in, parse
from polact.base.errors import Conflict, Invalid, NotPermitted
from tests.cases.answers import in_review
from tests.conftest import NOON, acting_as
from tests.factories import People, acting, make_draft

TEXTS = {"title_en": "Own time", "title_fr": "Temps libre"}
WORDS = {"text_en": "Dear {employee.name}, on {today}.", "text_fr": "{employee.name}, le {today}."}


def saved(people: People, code: str = "own-time", *, by=None, shared: bool = False, **changes) -> Passage:
    given = {"kind": "REASONS", **TEXTS, **WORDS, **changes}
    organization = None if shared else people.organization
    person = acting(by or (people.olive if shared else people.rita))
    return save_passage(code=code, organization=organization, written_by=person, at=NOON, **given)


# The grammar --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a {b", "Line 1, character 3"),
        ("a }", "Line 1, character 3"),
        ("one\ntwo {employee.name", "Line 2, character 5"),
        ("{employee.name}}", "Line 1, character 16"),
        ("{{{employee.name}", "Line 1"),
        ("{nobody}", "Line 1, character 1"),
        ("x {employee.name.first}", "Line 1, character 3"),
        ("{}", "Line 1, character 1"),
        ("{employee\n.name}", "Line 1, character 1"),
        ("{0}", "Line 1, character 1"),
        ("{employee.name!r}", "Line 1, character 1"),
        ("{employee.name:>10}", "Line 1, character 1"),
        ("{employee.__class__}", "Line 1, character 1"),
    ],
)
def test_fault_names_its_place(text: str, place: str) -> None:
    if text == "{{{employee.name}":
        assert fill(text, {"employee.name": "Emma"}) == "{Emma"
        return
    with pytest.raises(PassageError, match=place):
        parse(text)


def test_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(PassageError, match=r"“party.name”.*\{employee.name\}"):
        parse("Say {party.name}.")


def test_every_name_is_filled_and_braces_can_be_written() -> None:
    assert names_in(" ".join(f"{{{name}}}" for name in NAMES)) == set(NAMES)
    assert fill("{{x}} { today }", {"today": "now"}) == "{x} now"


def test_value_is_inserted_once_and_never_read_as_grammar() -> None:
    assert fill("{case.subject} {employee.name}", {"case.subject": "{employee.name} }{", "employee.name": "E"}) == (
        "{employee.name} }{ E"
    )


def test_missing_value_is_left_for_the_author_to_see() -> None:
    assert fill("On {planned.day}.", {"planned.day": ""}) == "On [planned.day]."


# Writing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title_fr", {"title_fr": " "}),
        ("text_en", {"text_en": ""}),
        ("text_en", {"text_en": "{employee.nam}"}),
        ("text_fr", {"text_fr": "{employee.name} {today"}),
        ("text_fr", {"text_fr": "{employee.name}"}),
        ("text_en", {"text_en": "{employee.name}"}),
        ("kind", {"kind": "POEM"}),
        ("parts", {"parts": ["own-time"]}),
        ("parts", {"kind": "TEMPLATE"}),
        ("parts", {"kind": "TEMPLATE", "parts": ["nothing-there"]}),
    ],
)
def test_passage_is_refused(people: People, field: str, changes: dict) -> None:
    with pytest.raises(Invalid) as refused:
        saved(people, **changes)
    assert refused.value.field == field
    assert not Passage.objects.exists()


def test_change_is_a_new_version_and_a_stale_one_is_a_conflict(people: People) -> None:
    first = saved(people)
    second = saved(people, version=1, text_en="{employee.name} {today} better")
    assert (first.ref, second.version) == (second.ref, 2)
    for stale in (None, 1):
        with pytest.raises(Conflict):
            saved(people, version=stale)
    assert Passage.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "shared"), [("emma", False), ("sam", False), ("rita", True), ("ada", True), ("audrey", False)]
)
def test_strangers_write_no_passage(people: People, name: str, shared: bool) -> None:
    with pytest.raises(NotPermitted):
        saved(people, by=getattr(people, name), shared=shared)


def test_own_passages_are_seen_by_the_organization_and_shared_ones_by_all(people: People) -> None:
    saved(people)
    saved(people, "for-all", shared=True)
    for name, codes in {"rita": {"own-time", "for-all"}, "sam": {"for-all"}, "olive": {"own-time", "for-all"}}.items():
        with acting_as(getattr(people, name)):
            assert set(Passage.objects.values_list("code", flat=True)) == codes, name


def test_nobody_edits_a_version(people: People) -> None:
    saved(people)
    with (
        acting_as(people.rita),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("update cases_passage set text_en = 'x'")


# Inserting ----------------------------------------------------------------------------------------------------


def test_passage_goes_where_it_belongs_in_the_language_of_the_answer(people: People) -> None:
    case, passage = in_review(people), saved(people)
    values = values_of(case, people.rita, NOON.date())
    answer = insert(Answer("", "First.\n"), [passage], values, "en")
    assert answer.reasons == "First.\n\nDear Emma Sample, on November 23, 2026."
    french = insert(Answer("", ""), [passage], values, "fr")
    assert french.reasons.startswith("Emma Sample, le")


def test_values_cover_every_name_of_the_grammar(people: People) -> None:
    assert set(values_of(in_review(people), people.rita, NOON.date())) == set(NAMES)


def test_template_gathers_own_passages_before_shared_ones(people: People) -> None:
    shared, own = saved(people, shared=True), saved(people, text_en="Ours {employee.name} {today}")
    limits = saved(people, "until", kind="LIMITS")
    template = saved(people, "all", kind=PassageKind.TEMPLATE, text_en="", text_fr="", parts=["own-time", "until"])
    assert gathered(template, [shared, own, limits, template]) == [own, limits]


def test_hostile_subject_stays_text(people: People) -> None:
    hostile = "{today}<b>#let x</b>"
    draft = make_draft(people.emma, people.organization, subject=hostile)
    case = Case.objects.select_related("organization").get(pk=draft.pk)
    values = values_of(case, people.rita, NOON.date())
    assert fill("About {case.subject}", values) == f"About {hostile}"
