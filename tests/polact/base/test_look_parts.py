"""The parts of pages: what the template tags and form templates write."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from polact.base.templatetags import ui


class Plan(forms.Form):
    title = forms.CharField(label="Plan", help_text="In a few words.")
    level = forms.ChoiceField(label="Level", choices=[("a", "Low"), ("b", "High")], widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Topics", choices=[("x", "One")], widget=forms.CheckboxSelectMultiple, required=False
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="I agree", help_text="Needed once.")

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("These two do not go together.")


def write(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_labels_a_field_and_says_in_words_that_it_is_required() -> None:
    html = str(Plan()["title"].as_field_group())
    assert '<label class="field__label" for="id_title">Plan <span class="field__required">(required)</span>' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert '<div class="field__hint" id="id_title_helptext">In a few words.</div>' in html


def test_does_not_call_an_optional_field_required() -> None:
    assert "(required)" not in str(Plan()["note"].as_field_group())


def test_groups_choices_under_a_legend() -> None:
    html = str(Plan()["level"].as_field_group())
    assert "<fieldset" in html
    assert "<legend>Level" in html
    assert '<input type="radio" name="level" value="a" required id="id_level_0">' in html
    assert '<label for="id_level_0">Low</label>' in html


def test_puts_the_label_of_a_single_checkbox_after_it_and_ties_its_hint() -> None:
    html = str(Plan()["agree"].as_field_group())
    assert html.index('type="checkbox"') < html.index("I agree")
    assert 'aria-describedby="id_agree_helptext"' in html
    assert 'id="id_agree_helptext"' in html


def test_ties_the_error_to_its_field_and_says_that_it_is_one() -> None:
    html = str(Plan({})["title"].as_field_group())
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_error"' in html
    assert '<span class="visually-hidden">Error:</span> This field is required.' in html


def test_keeps_hint_and_error_of_a_checkbox_described() -> None:
    html = str(Plan({})["agree"].as_field_group())
    for name in ("id_agree_helptext", "id_agree_error"):
        assert html.count(f'id="{name}"') == 1


def test_writes_no_identifier_twice_in_a_whole_form() -> None:
    html = str(Plan({}))
    found = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(found) == len(set(found)) >= 8


def test_lists_all_errors_first_linked_to_their_fields() -> None:
    html = write("{% error_summary form %}", form=Plan({}))
    assert "There are 4 things to correct" in html
    assert '<a href="#id_title">Plan – This field is required.</a>' in html
    assert '<a href="#id_level_0">Level – This field is required.</a>' in html
    assert "<li>These two do not go together.</li>" in html
    assert html.index("<div class=") < html.index('role="alert"')


def test_shows_no_summary_when_there_is_no_error() -> None:
    assert write("{% error_summary form %}", form=Plan()).strip() == ""
    assert write("{% error_summary form %}", form=None).strip() == ""


def test_counts_the_errors_of_a_formset() -> None:
    formset = forms.formset_factory(Plan, extra=0)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-title": "a", "form-0-agree": "on"}
    )
    assert {"label": "Level", "message": "This field is required.", "anchor": "id_form-0-level_0"} in ui.errors_of(
        [formset]
    )


@pytest.mark.parametrize(
    ("language", "data", "title"),
    [
        ("en", None, "Ask"),
        ("en", {"title": "x", "level": "a", "agree": "on"}, "Error: Ask"),
        ("en", {}, "Error: Ask (4 errors)"),
        ("fr", {}, "Erreur\u00a0: Ask (4 erreurs)"),
    ],
)
def test_says_in_the_title_that_there_are_errors(language: str, data: dict[str, str] | None, title: str) -> None:
    with translation.override(language):
        assert ui.page_title("Ask", Plan(data)) == title


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("en", date(2026, 11, 22), "November 22, 2026"),
        ("fr", date(2026, 11, 22), "22 novembre 2026"),
        ("fr", date(2026, 12, 1), "1er décembre 2026"),
        ("en", datetime(2026, 12, 1, 3, tzinfo=UTC), "November 30, 2026"),  # still the evening before in Gatineau
    ],
)
def test_writes_a_day_in_words(language: str, day: date, words: str) -> None:
    with translation.override(language):
        assert words in ui.day(day)


@pytest.mark.parametrize(
    ("language", "hour", "minute", "words"),
    [
        ("en", 19, 30, "November 22, 2026, 2:30\u00a0pm"),
        ("en", 17, 5, "November 22, 2026, 12:05\u00a0pm"),
        ("en", 5, 5, "November 22, 2026, 12:05\u00a0am"),
        ("fr", 19, 30, "22 novembre 2026, 14\u00a0h\u00a030"),
        ("fr", 17, 0, "22 novembre 2026, 12\u00a0h<"),
    ],
)
def test_writes_a_moment_in_words(language: str, hour: int, minute: int, words: str) -> None:
    with translation.override(language):
        html = ui.moment(datetime(2026, 11, 22, hour, minute, tzinfo=UTC))
    assert words in html
    assert '<time datetime="2026-11-22T' in html


def test_writes_nothing_for_a_time_that_is_not_known() -> None:
    assert ui.day(None) == ""
    assert ui.moment(None) == ""


def test_says_a_notice_in_word_shape_and_colour() -> None:
    html = write('{% notice "warning" %}<p>{{ said }}</p>{% endnotice %}', said="<b>x</b>")
    assert "Take note" in html
    assert "<svg" in html
    assert "notice--warning" in html
    assert "&lt;b&gt;x" in html


def test_refuses_a_notice_of_an_unknown_kind() -> None:
    with pytest.raises(TemplateSyntaxError):
        write('{% notice "pink" %}x{% endnotice %}')


def test_gives_each_tone_of_a_badge_a_shape_of_its_own() -> None:
    shapes = {
        ui.badge("x", tone).split('d="')[1].split('"')[0]
        for tone in ("neutral", "info", "success", "warning", "danger")
    }
    assert len(shapes) == 5


def test_escapes_what_people_wrote() -> None:
    hostile = '"><script>alert(1)</script>'
    for html in (
        ui.badge(hostile),
        write('{% notice "info" title %}x{% endnotice %}', title=hostile),
        write('{% data_table title "t" %}x{% enddata_table %}', title=hostile),
        write("{% empty_state title %}x{% endempty_state %}", title=hostile),
        write("{% crumbs url title title %}", url="/", title=hostile),
        write("{% stepper 1 2 title %}", title=hostile),
        write("{% bar_chart rows title title title %}", title=hostile, rows=[(hostile, 1)]),
        write("{% timeline items %}", items=[{"title": hostile, "text": hostile, "state": "done"}]),
    ):
        assert "<script" not in html


def test_draws_bars_in_proportion_beside_their_numbers() -> None:
    with translation.override("fr"):
        html = write('{% bar_chart rows "c" "h" "m" %}', rows=[("a", 40), ("b", 10), ("c", 0)])
    assert 'width="100.0"' in html
    assert 'width="25.0"' in html  # a point, also in French: the figure is for the browser
    assert 'width="0.0"' in html
    assert '<th scope="row">b</th><td class="number">10</td>' in html


def test_draws_an_empty_chart_without_dividing_by_nothing() -> None:
    assert 'width="0"' in write('{% bar_chart rows "c" "h" "m" %}', rows=[("a", 0)])


def test_says_how_far_one_is_in_words() -> None:
    with translation.override("fr"):
        html = write('{% stepper 2 5 "Votre poste" %}')
    assert "Étape 2 de 5\u00a0: Votre poste" in html
    assert html.count('class="done"') == 2


def test_names_the_state_of_each_point_of_a_time_line() -> None:
    html = write("{% timeline items %}", items=[{"title": t, "state": t} for t in ("done", "current", "todo")])
    for words in ("(done)", "(now)", "(to come)", 'aria-current="step"'):
        assert words in html


def test_offers_only_the_pages_that_exist() -> None:
    assert write('{% pagination "" "?after=2" %}').count("<a ") == 1
    assert write("{% pagination %}").strip() == ""


def test_leads_from_home_to_this_page() -> None:
    html = write('{% crumbs "/en/x/" "Requests" "This" %}')
    assert [part.split("<")[0] for part in html.split('">')[3:]]
    assert '<a href="/en/x/">Requests</a>' in html
    assert '<span aria-current="page">This</span>' in html


@pytest.mark.parametrize(
    ("language", "here", "there"),
    [
        ("en", "/en/guidance/?a=1&b=2", "/fr/orientation/?a=1&b=2"),
        ("fr", "/fr/orientation/", "/en/guidance/"),
        ("en", "/en/nowhere/", "/fr/"),
        ("en", "/healthz", "/fr/"),
    ],
)
def test_finds_the_same_page_in_the_other_language(language: str, here: str, there: str) -> None:
    with translation.override(language):
        context = Context({"request": RequestFactory().get(here)})
        assert ui.other_language_url(context) == there
