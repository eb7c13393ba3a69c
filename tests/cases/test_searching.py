"""Search: what it finds, what it forgives, and that nothing of a case comes through it to whom the case is not shown."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from cases import queries
from cases.enums import CaseStatus
from cases.models import Case
from cases.operations.drafting import start_draft
from cases.queries.searching import Found, found, scope_of
from cases.tasks import learn_words
from polact.access.models import Person
from tests import factories
from tests.cases.views.pages import path, text
from tests.conftest import acting_as

PLANTED = "Zanzibar"
SLIP = "zanzibr"


def learn() -> None:
    learn_words(days=3650)


def search(person: Person, words: str) -> Found:
    with acting_as(person):
        return found(words)


def wall_off(case: Case, person: Person) -> None:
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute("select cases_wall_off(%s, %s)", [case.pk, [person.pk]])


@pytest.fixture
def planted(people: factories.People) -> Case:
    """A case of Emma's organization with a word that no other has."""
    return factories.make_case(people.emma, people.organization, subject=f"A sign in {PLANTED}")


@pytest.mark.parametrize(
    "words", ["zanzibar", "ZANZIBAR", "zanzibàr", "sign zanzibar", "emma zanzibar", "sample", "zanzibar OR nothing"]
)
def test_finds_by_words_and_name_whatever_case_and_accents(people: factories.People, planted: Case, words: str) -> None:
    assert planted.pk in search(people.rita, words).keys


@pytest.mark.parametrize("words", ["property election sign", "affiche électorale terrain", "AFFICHE electorale"])
def test_finds_by_the_activity_in_both_languages(people: factories.People, words: str) -> None:
    with acting_as(people.emma):
        draft = factories.make_draft(people.emma, people.organization, subject="At home")
        draft.activity = "DIS.LAWN"
        draft.save(update_fields=["activity"])
        case = factories.submit_request(case=draft, submitted_by=people.emma, at=factories.NOON)
    assert search(people.rita, words).keys == (case.pk,)


@pytest.mark.parametrize(
    "slip",
    ["zanzibr", "zanzibarr", "zanizbar", "zandibar", "anzibar", "xanzibar", "sign zanzibr", "Zanzi", "Emmma zanzibar"],
)
def test_forgives_slips_of_the_finger(people: factories.People, planted: Case, slip: str) -> None:
    learn()
    told = search(people.rita, slip)
    assert told.keys == (planted.pk,)
    assert told.is_near


def test_a_short_word_is_mended_by_one_slip_only(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, subject="A lawn")
    learn()
    assert search(people.rita, "lwan").keys == (case.pk,)
    assert search(people.rita, "luna").keys == ()
    assert search(people.rita, "la").keys == ()


def test_words_that_are_there_are_never_mended(people: factories.People, planted: Case) -> None:
    other = factories.make_case(people.emma, people.organization, subject=f"A sign in {SLIP}")
    learn()
    told = search(people.rita, SLIP)
    assert (told.keys, told.is_near) == ((other.pk,), False)


def test_best_first_a_subject_counts_more_than_a_question(people: factories.People) -> None:
    with acting_as(people.emma):
        drafts = [
            start_draft(
                requester=people.emma, organization=people.organization, request_type_code="ADVICE", language="en",
                subject=subject, question=question, at=factories.NOON,
            )
            for subject, question in ((PLANTED, "May I go?"), ("A journey", f"May I go to {PLANTED}?"))
        ]  # fmt: skip
        cases = [factories.submit_request(case=one, submitted_by=people.emma, at=factories.NOON) for one in drafts]
    assert search(people.rita, PLANTED).keys == (cases[0].pk, cases[1].pk)


# Nothing leaks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["zanzibar", SLIP, "Zanzi", "emma zanzibar", "zanzibar OR sign", "-nothing"])
@pytest.mark.parametrize("who", ["sam", "luc"])
def test_another_organization_gets_the_same_with_and_without_the_case(
    people: factories.People, who: str, words: str
) -> None:
    person = getattr(people, who)
    factories.make_case(people.luc, people.elsewhere, subject="Zanzi was a name")
    learn()
    before = search(person, words)
    factories.make_case(people.emma, people.organization, subject=f"A sign in {PLANTED}")
    learn()
    assert search(person, words) == before


@pytest.mark.parametrize("words", ["zanzibar", SLIP, "Zanzi", "emma zanzibar"])
@pytest.mark.parametrize("who", ["rita", "olive", "audrey"])
def test_a_walled_off_person_gets_the_same_with_and_without_the_case(
    people: factories.People, who: str, words: str
) -> None:
    person = getattr(people, who)
    factories.make_case(people.emma, people.organization, subject="Zanzi was a name")
    learn()
    before = search(person, words)
    case = factories.make_case(people.emma, people.organization, subject=f"A sign in {PLANTED}")
    learn()  # the word was learnt while the person still saw the case
    wall_off(case, person)
    assert search(person, words) == before
    assert case.pk in search(people.rene, "zanzibar").keys


def test_words_of_a_walled_case_are_not_learnt(people: factories.People, planted: Case) -> None:
    wall_off(planted, people.rita)
    learn()
    assert search(people.rene, SLIP).keys == ()
    assert search(people.rene, PLANTED).keys == (planted.pk,)


def test_a_draft_is_found_by_its_writer_alone(people: factories.People) -> None:
    draft = factories.make_draft(people.emma, people.organization, subject=PLANTED)
    learn()
    assert search(people.emma, "zanzibr").keys == (draft.pk,)
    for other in (people.rita, people.olive, people.ada):
        assert search(other, PLANTED).keys == ()
        assert search(other, SLIP).keys == ()


def test_an_employee_finds_their_own_requests_only(people: factories.People, planted: Case) -> None:
    factories.make_case(people.rene, people.organization, subject=f"Another {PLANTED}")
    learn()
    assert search(people.emma, SLIP).keys == (planted.pk,)


@pytest.mark.parametrize(
    "words", ["@o1", "'@o1'", '"@o1"', "@r1 | sign", "'", "\\", "a:*", "!!!", "&", "(", "\x02", "%"]
)
def test_nothing_typed_reaches_the_marks_of_the_index(people: factories.People, planted: Case, words: str) -> None:
    assert search(people.sam, words).keys == ()
    assert search(people.rita, words).keys in ((), (planted.pk,))


def test_the_words_learnt_cannot_be_read(people: factories.People, planted: Case) -> None:
    learn()
    with acting_as(people.ada), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_word")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "call",
    ["cases_words_alike('zanzibar', null)", "cases_word_is_seen('zanzibar', null)", "cases_mended('zanzibar', null)"],
)
def test_the_parts_of_the_search_cannot_be_called(people: factories.People, call: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(people.rita), connection.cursor() as cursor:
        cursor.execute(f"select {call}")


def test_only_the_system_learns(people: factories.People) -> None:
    with pytest.raises(DatabaseError, match="only the system"), acting_as(people.rita), connection.cursor() as cursor:
        cursor.execute("select cases_learn_words('2020-01-01')")


def test_scope_names_what_the_person_handles(people: factories.People) -> None:
    with acting_as(people.rita):
        assert scope_of(people.rita) == f"'@o{people.organization.pk}'"
        assert scope_of(people.rita, 7) == f"('@o{people.organization.pk}') & '@o7'"
    with acting_as(people.olive):
        assert scope_of(people.olive) == "'@qCENTRAL'"


# On the page ----------------------------------------------------------------------------------------------------


def test_the_page_marks_what_matched_and_escapes_the_rest(people: factories.People, client_of: Callable) -> None:
    factories.make_case(people.emma, people.organization, subject="<b>Signs</b> & \x02lawns\x03")
    page = text(client_of(people.rita).get(path("desk"), {"words": "sign"}))
    assert "&lt;b&gt;<mark>Signs</mark>&lt;/b&gt; &amp; lawns" in page
    assert "\x02" not in page


def test_the_page_says_that_it_mended_and_never_which_words_there_are(
    people: factories.People, client_of: Callable, planted: Case
) -> None:
    learn()
    page = text(client_of(people.rita).get(path("desk"), {"words": SLIP}))
    assert "These come close" in page
    assert f"<mark>{PLANTED}</mark>" in page
    stranger = text(client_of(people.sam).get(path("desk"), {"words": SLIP}))
    assert "Nothing found" in stranger
    assert PLANTED not in stranger


def test_the_search_of_the_desk_walks_every_page_once(
    people: factories.People, client_of: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.queries.paging.PAGE", 2)
    made = [factories.make_case(people.emma, people.organization, subject=PLANTED).pk for _ in range(5)]
    seen, after = [], ""
    with acting_as(people.rita):
        for _ in range(3):
            page = queries.desk_page(people.rita, queries.DeskFilter(words=PLANTED), after)
            seen += [case.pk for case in page.cases]
            after = page.following
    assert sorted(seen) == made
    assert after == ""


def test_the_search_finds_what_ended_too(people: factories.People) -> None:
    case = factories.make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    assert search(people.rita, "lawn").keys == (case.pk,)
