"""The desk: what is due next first, of one's own queues only, at a constant price."""

import re
from datetime import timedelta
from importlib import import_module

import pytest

from cases import queries as reading
from cases.enums import CaseStatus
from cases.models import Case
from cases.operations.saving_views import save_view
from cases.permissions import may_handle
from cases.queries import paging
from cases.tasks import learn_words
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Person
from polact.access.operations import appoint
from polact.base import clock
from tests.cases.views.pages import path, queries, text
from tests.factories import LONG_AGO, NOON, make_case, make_lead, make_person, nobody_answers

pytestmark = pytest.mark.django_db

QUERIES = 8
"""Session, binding, person, covers, what stands around the list, cases, people, unread messages; searching is one more."""


def numbers(response):
    """The cases of the rows, in their order."""
    return re.findall(r'<span class="nowrap">(PA-\d{6})</span>', text(response))


@pytest.fixture
def desk(people, client_of):
    browser = client_of(people.rita)

    def fetch(**query):
        return browser.get(path("desk"), query)

    return fetch


def test_shows_what_is_due_next_first(people, desk):
    later = make_case(people.emma, people.organization)
    sooner = make_case(people.emma, people.organization, at=NOON - timedelta(days=5))
    assert numbers(desk()) == [sooner.number, later.number]


def test_shows_nothing_of_another_organization(people, desk):
    foreign = make_case(people.luc, people.elsewhere)
    assert foreign.number not in text(desk())
    assert "Nothing found" in text(desk(words=foreign.number))


def test_leaves_ones_own_request_to_colleagues(people, desk):
    own = make_case(people.rita, people.organization)
    assert own.number not in text(desk())


def test_leaves_out_drafts_and_what_is_answered(people, desk):
    answered = make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita)
    assert answered.number not in text(desk())
    assert numbers(desk(words="lawn")) == [answered.number]


def test_gives_the_commission_only_the_central_queue(people, client_of):
    with nobody_answers():
        central = make_case(people.emma, people.organization)
    routed = make_case(people.emma, people.organization)
    page = client_of(people.olive).get(path("desk"))
    assert central.number in text(page)
    assert routed.number not in text(page)


@pytest.mark.parametrize("who", ["emma", "ada", "audrey"])
def test_does_not_exist_for_people_who_handle_nothing(people, client_of, who):
    assert client_of(getattr(people, who)).get(path("desk")).status_code == 404


def test_asks_a_stranger_to_sign_in(client, people):
    assert client.get(path("desk")).status_code == 302


@pytest.mark.parametrize(
    ("tab", "expected"), [("mine", "taken"), ("unassigned", "new"), ("waiting", "waiting"), ("nonsense", "taken")]
)
def test_narrows_by_tab(people, desk, tab, expected):
    cases = {
        "new": make_case(people.emma, people.organization),
        "taken": make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita),
        "waiting": make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rene),
    }
    shown = numbers(desk(tab=tab))
    assert cases[expected].number in shown
    assert len(shown) == (3 if tab == "nonsense" else 1)


def test_narrows_by_language_and_forgets_what_makes_no_sense(people, desk):
    make_case(people.emma, people.organization)
    assert len(numbers(desk(language="en"))) == 1
    assert numbers(desk(language="fr")) == []
    assert len(numbers(desk(language="xx", level="HUGE", organization="x", after="nonsense"))) == 1


@pytest.mark.parametrize("words", ["lawn", "LAWNS", "élection", "election sign", "pa 000", '"', "'", "  "])
def test_finds_by_words_without_falling_over_any(people, desk, words):
    make_case(people.emma, people.organization)
    assert desk(words=words).status_code == 200


def test_finds_french_words_by_their_stem_and_without_accents(people, desk):
    found = make_case(people.emma, people.organization, subject="Assister à des congrès")
    assert numbers(desk(words="congres assistant")) == [found.number]


@pytest.mark.parametrize("typed", ["PA-{:06d}", "pa{:d}", "{:d}", " PA {:d} "])
def test_finds_by_number_however_it_is_typed(people, desk, typed):
    wanted = make_case(people.emma, people.organization)
    make_case(people.emma, people.organization)
    assert set(numbers(desk(words=typed.format(wanted.pk)))) == {wanted.number}


def test_finds_nothing_for_a_number_that_no_case_can_have(people, desk):
    assert "Nothing found" in text(desk(words="9" * 18))


def test_walks_every_case_once_page_by_page(people, client_of, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 3)
    made = [
        make_case(people.emma, people.organization, at=NOON - timedelta(days=number % 3)).number for number in range(8)
    ]
    browser, address, seen, pages = client_of(people.rita), path("desk"), [], 0
    while address:
        page = browser.get(address)
        seen += numbers(page)
        pages += 1
        link = re.search(r'class="next" href="([^"]*)"', text(page))
        address = link[1].replace("&amp;", "&") if link else ""
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))
    assert pages == 3


def test_keeps_the_filters_when_it_turns_the_page(people, client_of, monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 1)
    for _ in range(2):
        make_case(people.emma, people.organization)
    page = client_of(people.rita).get(path("desk"), {"language": "en", "tab": "unassigned"})
    following = re.search(r'class="next" href="([^"]*)"', text(page))[1]
    assert "language=en" in following
    assert "tab=unassigned" in following


def test_says_in_words_how_much_time_is_left(people, desk):
    sent_at = clock.now() - timedelta(days=60)
    make_case(people.emma, people.organization, at=sent_at)
    page = text(desk())
    assert re.search(r"\d+ days late", page)
    days = (
        clock.local_date(clock.now()) - clock.local_date(sent_at)
    ).days  # 59 near midnight once the hour has changed
    assert f"{days} days" in page


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"words": "lawn"},
        {"words": "lawm"},
        {"tab": "mine"},
        {"assigned": "me"},
        {"status": "IN_REVIEW"},
    ],
)
@pytest.mark.parametrize("places", [1, 2])
def test_costs_as_many_queries_with_many_rows_as_with_few(people, client_of, as_person, query, places):
    if places > 1:
        with as_system():
            appoint(person=people.rita, organization=people.elsewhere, role=Role.REPRESENTATIVE, active_from=LONG_AGO)
    browser = client_of(people.rita)
    browser.get(path("desk"))
    make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    learn_words(days=3650)
    with as_person(people.rita):
        save_view(owner=people.rita, name="Late", query={"due": "late"}, organization=people.organization, at=NOON)
    with queries() as few:
        browser.get(path("desk"), query)
    for number in range(8):
        with as_person(people.rita):
            save_view(owner=people.rita, name=f"View {number}", query={"due": "late"}, at=NOON)
    others = [make_person(f"Employee{number}", people.organization, Role.EMPLOYEE) for number in range(6)]
    for person in others:
        make_case(person, people.organization, status=CaseStatus.IN_REVIEW, by=people.rene)
        make_case(person, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    with queries() as many:
        browser.get(path("desk"), query)
    assert len(few) == len(many) == QUERIES + ("words" in query)


def test_agrees_with_the_predicate_on_who_handles_what(people, as_person):
    cases = [
        make_case(people.emma, people.organization),
        make_case(people.rita, people.organization),
        make_case(people.luc, people.elsewhere),
    ]
    with nobody_answers():
        cases.append(make_case(people.luc, people.elsewhere))
    for name in ("emma", "rita", "rene", "luc", "sam", "olive", "ada", "audrey"):
        person = getattr(people, name)
        with as_person(person):
            handled = set(reading.handled_by(person).values_list("pk", flat=True))
            assert handled == {case.pk for case in cases if may_handle(person, case)}, name
            assert handled <= set(Case.objects.visible_to(person).values_list("pk", flat=True)), name


def test_shows_a_request_of_somebody_without_an_appointment_there(people, client_of):
    case = make_case(people.emma, people.elsewhere)
    browser = client_of(people.sam)
    assert numbers(browser.get(path("desk"))) == [case.number]
    assert "Emma Sample" in text(browser.get(path("case", case.pk)))
    taken = browser.post(path("case_action", case.pk, "take-up"), {"version": case.version}, follow=True)
    assert "You took up the request." in text(taken)


def test_shows_nobody_a_person_whose_requests_they_may_not_see(people, as_person):
    make_case(people.emma, people.organization)
    with as_person(people.sam):
        assert not Person.objects.filter(pk=people.emma.pk).exists()


@pytest.mark.parametrize("odd", ["²", "-", "99999999-1", "20261301-1", "20261123-x", "9" * 40, "\x00"])
def test_takes_a_cursor_that_makes_no_sense_for_none(people, client_of, odd):
    make_case(people.emma, people.organization)
    browser = client_of(people.rita)
    assert len(numbers(browser.get(path("desk"), {"after": odd}))) == 1
    assert browser.get(path("desk"), {"after": odd, "words": "lawn"}).status_code == 200
    assert client_of(people.emma).get(path("mine"), {"before": odd}).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"waiting": "employee"}, {"asked"}),
        ({"waiting": "me"}, {"mine"}),
        ({"waiting": "colleague"}, {"theirs"}),
        ({"waiting": "anyone"}, {"new"}),
        ({"assigned": "me"}, {"mine", "asked"}),
        ({"assigned": "nobody"}, {"new"}),
        ({"status": "IN_REVIEW"}, {"mine", "theirs"}),
        ({"status": "ANSWERED"}, {"answered"}),
        ({"due": "late"}, {"theirs"}),
        ({"before": "2026-11-30"}, {"theirs"}),
        ({"region": "QC"}, {"new"}),
        ({"group": "DIS"}, {"mine"}),
        ({"level": "HIGH"}, {"mine"}),
        ({"waiting": "me", "status": "IN_REVIEW", "group": "DIS"}, {"mine"}),
    ],
)
def test_narrows_by_each_filter(people, desk, query, expected, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    reviewed = {"status": CaseStatus.IN_REVIEW}
    cases = {
        "new": make_case(people.emma, people.organization),
        "mine": make_case(people.emma, people.organization, **reviewed, by=people.rita),
        "theirs": make_case(people.emma, people.organization, **reviewed, by=people.rene, at=NOON - timedelta(days=40)),
        "asked": make_case(people.emma, people.organization, status=CaseStatus.AWAITING_INFORMATION, by=people.rita),
        "answered": make_case(people.emma, people.organization, status=CaseStatus.ANSWERED, by=people.rita),
    }
    with as_system():
        Case.objects.filter(pk=cases["new"].pk).update(region="QC")
        Case.objects.filter(pk=cases["mine"].pk).update(activity="DIS.LAWN", level="MOD HIGH")
    assert set(numbers(desk(**query))) == {cases[name].number for name in expected}
    by_colleague = numbers(desk(assigned=str(people.rene.pk)))
    assert by_colleague == [cases["theirs"].number]


@pytest.mark.parametrize(
    "query",
    [
        {"assigned": "SAM"}, {"assigned": "999999"}, {"organization": "ELSEWHERE"}, {"status": "DRAFT"}, {"status": "x"}, {"region": "CA"},
        {"group": "ZZZ"}, {"waiting": "x"}, {"due": "x"}, {"before": "tomorrow"}, {"tab": "central"}, {"level": "OPEN"}, {"unknown": "1"},
    ],
)  # fmt: skip
def test_what_a_filter_does_not_know_is_left_out_whether_it_exists_or_not(people, desk, query):
    case = make_case(people.emma, people.organization)
    make_case(people.luc, people.elsewhere, status=CaseStatus.IN_REVIEW, by=people.sam)
    named = {"SAM": str(people.sam.pk), "ELSEWHERE": str(people.elsewhere.pk)}
    assert numbers(desk(**{name: named.get(value, value) for name, value in query.items()})) == [case.number]


def test_counts_stop_at_ninety_nine(people, desk, monkeypatch):
    monkeypatch.setattr(import_module("cases.queries.around"), "COUNTED_AT_MOST", 2)
    monkeypatch.setattr("cases.queries.COUNTED_AT_MOST", 2)
    for _ in range(4):
        make_case(people.emma, people.organization)
    assert re.findall(r'<span class="count">([^<]*)</span></a></li>', text(desk()))[:2] == ["2+", "0"]


def test_counts_what_the_person_handles(people, as_person):
    make_case(people.emma, people.organization, status=CaseStatus.IN_REVIEW, by=people.rita)
    make_case(people.emma, people.organization)
    make_case(people.rita, people.organization)
    make_case(people.luc, people.elsewhere)
    with as_person(people.rita):
        counts = reading.around(people.rita, NOON.date()).counts
        assert counts == {"all": 2, "mine": 1, "unassigned": 1, "waiting": 0, "approval": 0}


def test_leads_to_what_a_lead_looks_after_and_nobody_else(people, client_of):
    doors = (path("holdings"), path("recusals"))
    page = client_of(people.rita).get(path("desk")).content.decode()
    assert not any(door in page for door in doors)
    make_lead(people.rita, people.organization)
    for person in (people.rita, people.olive):
        page = client_of(person).get(path("desk")).content.decode()
        assert all(f'href="{door}"' in page for door in doors), person
