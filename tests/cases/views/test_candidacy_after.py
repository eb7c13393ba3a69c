"""The pages and the API of what follows a decision: who reaches them, what they ask, how many queries the lists take."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.enums.candidacy import Stage
from cases.models import Condition, GazetteNotice, GazetteTemplate, TouchedFact
from polact.access.acting import as_system
from polact.access.enums import Role
from tests.api.conftest import Caller
from tests.cases.granted import granted
from tests.cases.views.pages import path, queries, text
from tests.factories import NOON, make_person

pytestmark = pytest.mark.django_db
LINK = "https://gazette.gc.ca/1"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch, noon):
    monkeypatch.setattr("polact.base.clock.now", lambda: noon)


@pytest.fixture
def candidacy(people):
    return granted(people)


def after(name, *args, language="en"):
    with override(language):
        return reverse(f"after:{name}", args=args)


DEEDS = {
    "acknowledge": {"emma"},
    "change": {"emma"},
    "request-publication": {"olive"},
    "record-result": {"olive"},
    "follow": {"olive"},
    "close": {"olive"},
}
NOTES = {"evidence": {"emma", "rita", "olive"}, "breach": {"rita", "olive"}, "met": {"olive"}, "lifted": {"olive"}}
LISTS = {"conditions": {"rita", "sam", "olive"}, "touched": {"rita", "sam", "olive"}, "gazette": {"olive"}}
LISTS |= {"gazette_words": {"olive"}}


@pytest.mark.parametrize("who", ["emma", "rita", "sam", "luc", "olive", "ada", "audrey"])
def test_each_page_is_there_for_those_alone_who_may_do_it(people, client_of, candidacy, who):
    client = client_of(getattr(people, who))
    with as_system():
        condition = Condition.objects.get(owner="EMPLOYEE")
    of = {name: "of_request" if allowed == {"emma"} else "of_case" for name, allowed in DEEDS.items()}
    pages = {after(of[name], candidacy.pk, name): allowed for name, allowed in DEEDS.items()}
    pages |= {after("on_condition", candidacy.pk, condition.pk, kind): allowed for kind, allowed in NOTES.items()}
    pages |= {after(name): allowed for name, allowed in LISTS.items()}
    reached = {page for page in pages if client.get(page).status_code == 200}
    assert reached == {page for page, allowed in pages.items() if who in allowed}
    sent = {page for page in pages if client.post(page, {}).status_code not in (404, 405)}
    assert sent <= reached


def test_employee_acknowledges_and_both_sides_read_what_was_noted(people, client_of, candidacy):
    emma, rita = client_of(people.emma), client_of(people.rita)
    page = after("of_request", candidacy.pk, "acknowledge")
    assert "Cooling-off period on return" in text(emma.get(page))
    refused = emma.post(page, {})
    assert (refused.status_code, "Tick the statement" in text(refused)) == (422, True)
    assert emma.post(page, {"statement": "on"}).status_code == 302
    assert emma.get(page).status_code == 302
    with as_system():
        condition = Condition.objects.get(owner="EMPLOYEE")
    note = after("on_condition", candidacy.pk, condition.pk, "breach")
    typed = {"happened_on": "2026-11-24", "text": "The title stood on a sign."}
    refused = rita.post(note, typed)
    assert (refused.status_code, "still to come" in text(refused), typed["text"] in text(refused)) == (422, True, True)
    assert rita.post(note, {**typed, "happened_on": "2026-11-20"}).status_code == 302
    for client, name in ((emma, "request"), (rita, "case")):
        shown = text(client.get(path(name, candidacy.pk)))
        assert typed["text"] in shown
        assert "Acknowledged by the employee" in shown
        assert "Organization: Employment and Social Development Canada" in shown
    assert "Noter un écart" in text(
        rita.get(after("on_condition", candidacy.pk, condition.pk, "breach", language="fr"))
    )


def test_words_of_the_notice_are_kept_when_somebody_else_was_quicker(people, client_of, candidacy):
    olive = client_of(people.olive)
    page = after("gazette_words")
    assert "{employee.name}" in text(olive.get(page))
    words = {"text_en": "{employee.name}", "text_fr": "{employee.name} ", "version": "0"}
    assert olive.post(page, words).status_code == 302
    late = olive.post(page, {**words, "text_en": "{employee.name}!"})
    assert (late.status_code, "{employee.name}!" in text(late)) == (409, True)
    with as_system():
        assert GazetteTemplate.objects.count() == 1


def test_lists_take_as_many_queries_for_many_as_for_few(people, client_of, candidacy):
    olive, rita = client_of(people.olive), client_of(people.rita)

    def publish(one):
        with as_system():
            GazetteNotice.objects.create(
                decision=one.decisions.get(), text_en="x", text_fr="x", requested_on=NOON.date(),
                published_on=NOON.date(), issue="1", link=LINK,
            )  # fmt: skip
            TouchedFact.objects.create(case=one.case, fact="UNIT", was="a", became="b", found_at=NOON)

    def counted():
        pages = [(olive, "conditions"), (rita, "touched"), (olive, "gazette"), (client_of(people.ada), "public")]
        found = {}
        for client, name in pages:
            client.get(after(name))
            with queries() as made:
                assert client.get(after(name)).status_code == 200
            found[name] = len(made)
        return found

    publish(candidacy)
    few = counted()
    with as_system():
        others = [make_person(f"Emp{number}", people.organization, Role.EMPLOYEE) for number in range(4)]
    for one in others[:3]:
        publish(granted(people, employee=one))
    granted(people, employee=others[3], stage=Stage.NOTIFIED)
    assert counted() == few
    assert few == {"conditions": 5, "touched": 6, "gazette": 7, "public": 5}


def walked(client, page):
    """The links of the rows of all pages of a list, following "next" to the end."""
    found, here = [], page
    while here:
        shown = text(client.get(here))
        found += re.findall(r'<th scope="row"><a class="nowrap" href="([^"]*)"', shown)
        following = re.search(r'href="(\?(?:before|after)=[^"]*)"[^>]*>[^<]*Next', shown)
        here = page + following[1].replace("&amp;", "&") if following else ""
    return found


def test_pages_of_a_list_hold_each_row_once(people, client_of, candidacy, monkeypatch):
    monkeypatch.setattr("cases.queries.after.PAGE", 2)
    with as_system():
        others = [make_person(f"Emp{number}", people.organization, Role.EMPLOYEE) for number in range(4)]
    made = [candidacy, *(granted(people, employee=one) for one in others)]
    for number, one in enumerate(made):
        with as_system():
            GazetteNotice.objects.create(
                decision=one.decisions.get(), text_en="x", text_fr="x", requested_on=NOON.date(),
                published_on=NOON.date() - timedelta(days=number // 2), issue="1", link=LINK,
            )  # fmt: skip
            TouchedFact.objects.create(case=one.case, fact="UNIT", was="a", became="b", found_at=NOON)
    rows = {path("case", one.pk) for one in made}
    for client, name, times in (
        (people.rita, "conditions", 2),
        (people.rita, "touched", 1),
        (people.olive, "gazette", 1),
    ):
        found = walked(client_of(client), after(name))
        assert sorted(found) == sorted([*rows] * times), name
        assert client_of(client).get(f"{after(name)}?before=x&after=x").status_code == 200


def test_api_tells_and_does_the_same(people, client_of, candidacy):
    emma, rita, olive, sam = (Caller(client_of(one)) for one in (people.emma, people.rita, people.olive, people.sam))
    base = f"requests/{candidacy.pk}/"
    (own, theirs) = sorted(emma.get(f"{base}conditions/").json(), key=lambda one: one["owner"])
    assert (own["kind"], theirs["kind"], own["acknowledged_at"]) == ("NO_TITLE", "COOLING_OFF", None)
    assert rita.post(f"{base}conditions/acknowledge/", {"statement": True}).status_code == 404
    assert emma.post(f"{base}conditions/acknowledge/", {"statement": False}).status_code == 422
    assert emma.post(f"{base}conditions/acknowledge/", {"statement": True}).status_code == 204
    note = {"kind": "MET", "happened_on": "2026-11-20", "text": "Done."}
    assert emma.post(f"{base}conditions/{own['id']}/notes/", note).status_code == 404
    assert olive.post(f"{base}conditions/{own['id']}/notes/", note).status_code == 204
    (in_force,) = rita.get("conditions/").json()["results"]
    assert (in_force["id"], in_force["request"]) == (theirs["id"], candidacy.pk)
    assert emma.get("conditions/").status_code == 404
    assert emma.get("touched-facts/").json()["results"] == []

    assert rita.post(f"{base}gazette/").status_code == 404
    assert olive.post(f"{base}gazette/").status_code == 201
    published = {"published_on": "2026-11-23", "issue": "1", "link": LINK}
    assert olive.post(f"{base}gazette/publication/", {**published, "link": "ftp://x"}).status_code == 422
    assert olive.post(f"{base}gazette/publication/", published).json()["issue"] == "1"
    (row,) = Caller(client_of(people.luc)).get("gazette-notices/").json()
    assert (row["family_name"], row["gazette_link"], row["fiscal_year"]) == ("Sample", LINK, "2026-27")

    result = {"kind": "NOT_ELECTED", "happened_on": "2026-11-20"}
    assert rita.post(f"{base}results/", result).status_code == 404
    assert olive.post(f"{base}results/", result).status_code == 201
    assert [one["kind"] for one in emma.get(f"{base}results/").json()] == ["NOT_ELECTED"]
    assert olive.post(f"{base}conditions/follow/").status_code == 204
    assert olive.post(f"{base}close-candidacy/").status_code == 409
    begun = emma.post(f"{base}changes/", {"change": "Another unit."})
    assert begun.status_code == 201
    assert emma.get(f"requests/{begun.json()['id']}/").json()["request_type"] == "CHANGE_OF_CIRCUMSTANCES"
    for door in ("conditions/", "gazette/", "results/"):
        assert sam.get(base + door).status_code == 404
    for door in ("gazette/", "results/", "changes/", "close-candidacy/", "conditions/follow/"):
        assert sam.post(base + door, {}).status_code == 404
    words = rita.get("gazette-words/"), olive.get("gazette-words/")
    assert [one.status_code for one in words] == [404, 200]
