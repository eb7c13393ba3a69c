"""Templates that server and page fill alike."""

import pytest
from django.template import Context, Template
from django.test import Client

from assessments.rulebook import current
from assessments.views.bundle import contents, plain

LOAD = "{% load in_page %}"
EACH = "{% each view.items as item %}<li{% attr class item.css %}>{% put item.text %}</li>{% endeach %}"


def rendered(source: str, **context: object) -> str:
    return Template(LOAD + source).render(Context(context))


def test_places_texts_escaped_and_attributes_only_where_there_is_something_to_say() -> None:
    items = [{"text": "<b>&", "css": 'a"b'}, {"text": "two", "css": ""}]
    assert rendered(EACH, view={"items": items}) == '<li class="a&quot;b">&lt;b&gt;&amp;</li><li>two</li>'


def test_leaves_marks_for_the_script() -> None:
    assert rendered("{% unfilled %}" + EACH + "{% endunfilled %}") == (
        '<template data-each="view.items" data-as="item"><li data-set-class="item.css">'
        '<slot data-put="item.text"></slot></li></template>'
    )


def test_chooses_by_what_is_said() -> None:
    source = "{% when a %}yes{% endwhen %}{% unless a %}no{% endunless %}"
    assert [rendered(source, a=value) for value in (True, False, [], ["x"], "")] == ["yes", "no", "no", "yes", "no"]
    assert rendered(source) == "no"


def test_writes_a_true_attribute_by_its_name_and_a_value_even_when_it_is_empty() -> None:
    assert rendered("<i{% attr checked a %}{% attr value b %}>", a=True, b="") == '<i checked value="">'
    assert rendered("<i{% attr checked a %}>", a=False) == "<i>"


def test_gives_another_name_to_a_part() -> None:
    assert rendered("{% alias a.b as c %}{% put c.d %}{% endalias %}", a={"b": {"d": 1}}) == "1"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/assessment/rulebook.json", "/fr/evaluation/rulebook.json"])
def test_bundle_is_the_rulebook_in_both_languages_and_may_be_kept(client: Client, address: str) -> None:
    answer = client.get(address)
    body = answer.json()
    assert body["rulebook"]["content_hash"] == current().content_hash
    assert set(body["phrases"]) == {"en", "fr"}
    assert body["phrases"]["en"].keys() == body["phrases"]["fr"].keys()
    assert "max-age=60" in answer["Cache-Control"]
    name = answer["ETag"].strip('"')
    assert "immutable" in client.get(f"{address}?v={name}")["Cache-Control"]
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert not client.cookies


@pytest.mark.django_db
def test_page_names_the_bundle_in_force(client: Client) -> None:
    name = client.get("/en/assessment/rulebook.json")["ETag"].strip('"')
    assert f'data-rulebook="/en/assessment/rulebook.json?v={name}"' in client.get("/en/assessment/").content.decode()


def test_bundle_writes_conditions_as_the_rulebook_does() -> None:
    rules = {rule.code: rule.when for rule in current().hard_rules}
    assert plain(rules["HR05"]) == {
        "all": [{"q": "H.TIME", "in": ["working"]}, {"route": ["permission", "prepermission", "scored"]}]
    }
    assert next(plain(floor.when) for floor in current().floors) == {"all": [{"nexus": 2}, {"A_min": 15}]}
    assert contents(current())["limits"]["activities"] == 10
