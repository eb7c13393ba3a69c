"""The self-assessment as a person without scripts meets it: every step a form that carries all that was said."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.test import Client

from assessments.models import Assessment
from assessments.sitting import Sitting, Situation, read_sitting

START = {"en": "/en/assessment/", "fr": "/fr/evaluation/"}
pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """The main form of a page, as a browser would send it: hidden fields, chosen radios, and what may be chosen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        html = html.partition('<template id="assessment-activity">')[0]  # what a browser without scripts shows
        self.html, self.inside, self.action, self.hollow = html, False, "", 0
        self.fields: dict[str, str] = {}
        self.chosen: list[str] = []
        self.choices: dict[str, list[str]] = {}
        self.steps: list[str] = []
        self.selecting, self.offered = "", list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.hollow += tag == "template"
        if self.hollow:
            return
        if tag == "form":
            self.inside = given.get("id") == "main-form"
            self.action = given.get("action", "") if self.inside else self.action
        if not (self.inside or given.get("form") == "main-form"):
            return
        name, value = given.get("name"), given.get("value") or ""
        if tag == "button":
            self.steps.append(value)
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(value)
            if "checked" in given:
                self._has(name, value)
        elif tag == "option":
            self._is_offered(value, "selected" in given)
        elif tag in ("input", "select") and name:
            self.selecting = name
            self._has(name, value)

    def _is_offered(self, value: str, selected: bool) -> None:
        self.offered.append(value)
        if selected:
            self.fields[self.selecting] = value

    def handle_endtag(self, tag: str) -> None:
        self.hollow -= tag == "template"
        self.inside = self.inside and tag != "form"

    def _has(self, name: str, value: str) -> None:
        if name == "activity":
            self.chosen.append(value)
        else:
            self.fields[name] = value

    @property
    def title(self) -> str:
        return re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)[1]


def send(client: Client, page: Page, step: str, status: int = 200, **changed: str | list[str]) -> Page:
    response = client.post(page.action, {**page.fields, "activity": page.chosen, **changed, "_step": step})
    assert response.status_code == status, response.content.decode()
    return Page(response.content.decode())


def begin(client: Client, language: str = "en") -> Page:
    return Page(client.get(START[language]).content.decode())


def question(name: str) -> str:
    """The code of the question that a field asks, whatever the activity it is asked about."""
    return name.removeprefix("answer-").rpartition(":")[2]


def walk(
    client: Client, activity: str | list[str], wanted: dict[str, str], language: str = "en"
) -> tuple[Page, list[str]]:
    """Answer page after page (the first option unless wanted otherwise) until the result; return it and what was asked."""
    page, asked = send(client, begin(client, language), "choose", activity=activity), []
    for _ in range(40):
        if page.fields["shown"] == "result":
            return page, asked
        asked += page.choices
        answers = {
            name: wanted.get(name.removeprefix("answer-"), wanted.get(question(name), codes[0]))
            for name, codes in page.choices.items()
        }
        page = send(client, page, "next", **answers)
    raise AssertionError("no result after forty pages")


@pytest.mark.parametrize(("language", "low"), [("en", "Low risk"), ("fr", "Risque faible")])
def test_leads_an_ordinary_employee_to_a_low_result(client, language, low) -> None:
    page, asked = walk(client, "CAM.BACK", {}, language)
    assert low in page.title
    assert f'lang="{language}"' in page.html
    assert 10 <= len(asked) < 25


@pytest.mark.parametrize("language", ["en", "fr"])
def test_keeps_no_row_no_cookie_and_no_answer_in_an_address(client, language, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        page, _ = walk(client, "SOC.POST", {"M.IDENT": "i3"}, language)
    assert not client.cookies
    assert Assessment.objects.count() == 0
    assert not re.search(r'(?:href|action)="[^"]*(?:SOC\.POST|M\.IDENT|i3)', page.html)


def test_forbids_storing_and_telling_where_one_came_from(client) -> None:
    for response in (client.get(START["en"]), client.post(START["en"], {"_step": "find"})):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"


def test_asks_nothing_more_when_a_rule_decides(client) -> None:
    page, asked = walk(client, "INF.VOTE", {})
    assert asked == []
    assert "Low risk" in page.title


def test_stops_asking_once_working_hours_decide(client) -> None:
    page, asked = walk(client, "SOC.SHARE", {"H.TIME": "working"})
    assert "Not permitted as described" in page.title
    assert not [name for name in asked if question(name).startswith(("P.", "M.", "N."))]
    assert "HR05" in page.html


def test_offers_not_knowing_with_every_question(client) -> None:
    page = send(client, begin(client), "choose", activity="SOC.POST")
    while page.fields["shown"] != "result":
        assert all("unsure" in codes for codes in page.choices.values())
        page = send(client, page, "next", **dict.fromkeys(page.choices, "unsure"))
    assert "More information needed" in page.title
    assert "Not permitted as described" in page.html


def test_shows_a_question_without_answer_again_with_the_error_first(client) -> None:
    page = send(client, begin(client), "choose", activity="SOC.POST")
    first, *others = page.choices
    again = send(client, page, "next", status=422, **{name: page.choices[name][0] for name in others})
    assert again.title.startswith("Error")
    assert 'class="error-summary"' in again.html
    assert f'href="#id_{first}_0"' in again.html
    assert {name: again.fields[name] for name in others} == {name: page.choices[name][0] for name in others}


def test_goes_back_with_the_answers_kept(client) -> None:
    first = send(client, begin(client), "choose", activity="SOC.POST")
    chosen = {name: codes[0] for name, codes in first.choices.items()} | {"answer-C.STATUS": "student"}
    second = send(client, first, "next", **chosen)
    back = send(client, second, "back", **{name: codes[0] for name, codes in second.choices.items()})
    assert list(back.choices) == list(first.choices)
    assert back.fields["answer-C.STATUS"] == "student"
    again = send(client, back, "next")
    assert again.fields["shown"] == "questions"
    start = send(client, back, "back")
    assert start.chosen == ["SOC.POST"]
    assert start.fields["answer-C.STATUS"] == "student"


def test_shows_a_range_when_the_person_ends_early(client) -> None:
    page = send(client, begin(client), "choose", activity="SOC.POST")
    result = send(client, page, "finish")
    assert "More information needed" in result.title
    assert re.search(r"<li>Low risk</li><li>Moderate risk</li><li>High risk</li>", result.html)


def test_changes_one_answer_from_the_result(client) -> None:
    result, _ = walk(client, "SOC.POST", {"M.IDENT": "i3"})
    assert "Moderate risk" in result.title
    page = send(client, result, "change:SOC.POST:M.IDENT")
    assert page.choices.keys() == {"answer-SOC.POST:M.IDENT"}
    assert page.fields["answer-SOC.POST:M.IDENT"] == "i3"
    assert "Low risk" in send(client, page, "next", **{"answer-SOC.POST:M.IDENT": "i0"}).title


def test_adds_an_activity_to_those_checked_with_every_answer_kept(client) -> None:
    result, _ = walk(client, "SOC.POST", {"P.LEVEL": "l2"})
    start = send(client, result, "another")
    assert start.fields["answer-P.LEVEL"] == "l2"
    assert start.fields["answer-SOC.POST:M.AUD"] == "a0"
    assert start.chosen == ["SOC.POST"]
    second = send(client, start, "choose", activity=["SOC.POST", "CAM.BACK"])
    assert {name.partition(":")[0] for name in second.choices} == {"answer-CAM.BACK"}
    assert "answer-P.LEVEL" not in send(client, result, "restart").fields


@pytest.mark.parametrize(
    ("words", "code"), [("lawn sign", "DIS.LAWN"), ("bénévole", "CAM.BACK"), ("DONATE!", "MEM.DONATE")]
)
def test_finds_an_activity_from_the_home_page(client, words, code) -> None:
    page = Page(client.post(START["en"], {"search": words}).content.decode())
    assert code in page.choices["activity"]
    assert "OTH.OTHER" in page.choices["activity"]
    assert len(page.choices["activity"]) < 20


def test_shows_the_whole_catalogue_when_nothing_is_found(client) -> None:
    page = Page(client.post(START["en"], {"search": "zzzz"}).content.decode())
    assert len(page.choices["activity"]) == 55
    assert "No activity was found" in page.html


def test_asks_for_an_activity_when_none_is_chosen(client) -> None:
    page = send(client, begin(client, "fr"), "choose", status=422)
    assert page.title.startswith("Erreur")
    assert "Choisissez l’activité la plus proche de la vôtre." in page.html


@pytest.mark.parametrize("step", ["activity", "questions", "result"])
def test_switches_the_language_of_a_step_with_what_was_typed(client, step) -> None:
    if step == "activity":
        page = begin(client)
        typed = {"search": "lawn"}
    else:
        page = send(client, begin(client), "choose", activity="SOC.POST")
        typed = {"answer-C.STATUS": "student"}
        if step == "result":
            page, typed = send(client, page, "finish"), {}
    activity = page.chosen or ["DIS.LAWN"]
    sent = {**page.fields, "activity": activity, **typed, "_language": "fr"}
    french = Page(client.post(START["fr"], sent).content.decode())
    assert french.chosen == activity
    assert '<html lang="fr">' in french.html
    assert french.action == START["fr"]
    assert french.fields["shown"] == page.fields["shown"]
    assert {name: french.fields[name] for name in typed} == typed
    assert "error-summary" not in french.html


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "sent",
    [
        {"_step": "choose", "activity": "NO.SUCH"},
        {"_step": "next", "activity": "SOC.POST", "shown": "questions", "page": "C.ORG", "answer-X.Y": "1"},
        {"_step": "next", "activity": "SOC.POST", "shown": "questions", "page": "C.ORG", "answer-C.ORG": "maybe"},
        {"_step": "next", "activity": "'; drop table", "shown": "questions", "page": "C.ORG"},
        {"_step": "finish", "activity": "SOC.POST", "answer-M.AUD": "a9"},
        {"_step": "change:NO.SUCH", "activity": "SOC.POST", "shown": "result"},
        {"_step": "back", "shown": "questions"},
        {"_step": "nonsense", "activity": "\x00", "search": "x" * 5000},
        {"_step": "next", "page": "C.ORG " * 400, "trail": "|" * 400, "answer-": "x"},
        {},
    ],
)
def test_answers_tampered_or_empty_input_with_a_page_of_help(client, language, sent) -> None:
    response = client.post(START[language], sent)
    assert response.status_code in (200, 422)
    page = Page(response.content.decode())
    assert page.action == START[language]
    assert page.choices


def test_sends_exactly_the_assessment_to_the_representative(client) -> None:
    page = walk(client, "SOC.POST", {"M.IDENT": "i3"})[0]
    (text,) = set(re.findall(r'name="sitting" value="([^"]*)"', page.html))
    sitting = read_sitting(unescape(text))
    assert (sitting.situations[0].activity, sitting.version) == ("SOC.POST", "0.1.0")
    assert sitting.situations[0].answers["M.IDENT"] == "i3"


def test_takes_up_what_was_said_before(client) -> None:
    lawn = Situation("DIS.LAWN", {"M.IDENT": "i1", "P.LEVEL": "l2"})
    said = Sitting("0.1.0", (Situation("SOC.POST", {"M.IDENT": "i3", "P.LEVEL": "l2"}), lawn))
    page = Page(client.post(START["en"], {"sitting": said.as_text(), "_step": "resume"}).content.decode())
    assert page.fields["shown"] == "result"
    assert said.as_text() in unescape(page.html)
    assert client.post(START["en"], {"sitting": "?", "_step": "resume"}).status_code == 422


TWO = ["SOC.POST", "CAM.CANVASS"]
VISIBLE = {"M.IDENT": "i3", "M.AUD": "a3"}


def test_checks_several_activities_in_one_go_with_the_highest_first(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        result, asked = walk(client, ["CAM.BACK", "SOC.POST"], {"SOC.POST:M.IDENT": "i3"})
    assert "Moderate risk" in result.title
    assert result.html.index("Moderate risk") < result.html.index("Low risk")
    assert "You checked 2 activities." in result.html
    assert "Talk to your representative about the pattern" not in result.html
    assert len([name for name in asked if name == "answer-P.LEVEL"]) == 1
    assert {"answer-SOC.POST:H.TIME", "answer-CAM.BACK:H.TIME"} <= set(asked)


@pytest.mark.parametrize(("language", "words"), [("en", "about the pattern"), ("fr", "Parlez de l’ensemble")])
def test_speaks_of_the_pattern_when_two_are_at_moderate_or_above(client, language, words) -> None:
    assert words in walk(client, TWO, VISIBLE, language)[0].html
    assert words not in walk(client, TWO[:1], VISIBLE, language)[0].html


def test_names_the_activity_in_the_heading_where_there_are_several(client) -> None:
    page = send(client, begin(client), "choose", activity=TWO)
    page = send(client, page, "next", **{name: codes[0] for name, codes in page.choices.items()})
    assert "When, where and with what: Create your own post" in page.html
    alone = send(client, begin(client), "choose", activity=TWO[0])
    alone = send(client, alone, "next", **{name: codes[0] for name, codes in alone.choices.items()})
    assert "<h1>When, where and with what</h1>" in alone.html


def test_refuses_more_than_ten_and_says_so(client) -> None:
    page = begin(client)
    eleven = page.choices["activity"][:11]
    refused = send(client, page, "choose", status=422, activity=eleven)
    assert "Choose no more than 10 activities at a time." in refused.html
    assert refused.chosen == eleven
    assert send(client, page, "choose", activity=eleven[:10]).title


def test_keeps_what_is_chosen_through_another_search(client) -> None:
    page = send(client, begin(client), "find", search="lawn sign")
    page = send(client, page, "find", search="donate", activity="DIS.LAWN")
    assert "DIS.LAWN" in page.chosen
    assert "Chosen so far" in page.html
    page = send(client, page, "choose", activity=["DIS.LAWN", "MEM.DONATE"])
    assert page.chosen == ["DIS.LAWN", "MEM.DONATE"]


def test_names_the_question_that_would_narrow_it_most_with_the_way_to_it(client) -> None:
    result, _ = walk(client, "SOC.POST", {"M.IDENT": "unsure"})
    assert "This answer would narrow it most:" in result.html
    assert "change:SOC.POST:M.IDENT" in result.steps
    page = send(client, result, "change:SOC.POST:M.IDENT")
    assert "Low risk" in send(client, page, "next", **{"answer-SOC.POST:M.IDENT": "i0"}).title


def test_says_everything_in_the_order_of_the_model(client) -> None:
    html = walk(client, "SOC.POST", {"M.AUD": "a3", "M.TONE": "t2", "N.SUBJ": "j2"})[0].html
    order = [
        "Taking part in politics is your right", "level__title", "What to do next", "The exposure of the activity is",
        "What adds points, largest first", "What raises the level", "What would lower the risk", "What this cannot know",
        "rulebook, version 0.1.0",
    ]  # fmt: skip
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_sends_the_whole_sitting_on(client) -> None:
    html = walk(client, TWO, VISIBLE)[0].html
    [told] = set(re.findall(r'name="sitting" value="([^"]*)"', html))
    sitting = read_sitting(unescape(told))
    assert [one.activity for one in sitting.situations] == TWO
    assert {one.answers["M.IDENT"] for one in sitting.situations} == {"i3"}
    assert {one.answers["C.ORG"] for one in sitting.situations} == {"yes"}
    assert "data-sitting" in html
    assert 'name="rulebook_version"' not in html


def test_reads_an_answer_without_an_activity_for_each_of_them(client) -> None:
    sent = {"activity": TWO, "shown": "questions", "_step": "finish", "answer-H.TIME": "working"}
    page = Page(client.post(START["en"], sent).content.decode())
    assert {"answer-SOC.POST:H.TIME", "answer-CAM.CANVASS:H.TIME"} <= page.fields.keys()
    assert "Not permitted as described" in page.title
