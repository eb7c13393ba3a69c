"""The parts that pages are built of: `{% load ui %}`. The page /en/_components/ shows each of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.urls import translate_url
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

register = template.Library()

# One outline per shape, on a 24 by 24 grid. A shape never stands alone: a word is always beside it.
SHAPES = {
    "info": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.250 5h2.500v2.500h-2.500zm0 4h2.500v6h-2.500z",
    "success": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.300 14.600-4.300-4.300 1.800-1.800 2.500 2.500 5.300-5.300 1.800 1.800z",
    "warning": "M12 2 .8 21.500h22.400zm-1.200 7h2.400v6h-2.400zm0 7.500h2.400v2.400h-2.400z",
    "danger": "M8 2h8l6 6v8l-6 6H8l-6-6V8zm2.750 4.500v7h2.500v-7zm0 8.500v2.500h2.500V15z",
    "neutral": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13z",
    "waiting": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zM10.900 7v5.500l4.200 2.600 "
    "1.200-1.900-3.200-1.900V7z",
    "current": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 2.500a7.500 7.500 0 1 1 0 15 7.500 7.500 0 0 1 0-15zm0 3.250a4.250 4.250 0 1 0 "
    "0 8.500 4.250 4.250 0 0 0 0-8.500z",
    "previous": "m14.500 5 1.800 1.800L11.100 12l5.200 5.200-1.800 1.800-7-7z",
    "next": "m9.500 5-1.800 1.800 5.200 5.200-5.200 5.200 1.800 1.800 7-7z",
    "print": "M7 2h10v5H7zM4 8h16a2 2 0 0 1 2 2v7h-4v5H6v-5H2v-7a2 2 0 0 1 2-2zm4 7v5h8v-5z",
}
KINDS = ("info", "success", "warning", "danger")


@register.simple_tag
@cache
def icon(shape: str) -> SafeString:
    """A decorative shape of SHAPES, hidden from screen readers; KeyError when there is none of that name."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill-rule="evenodd" d="{}"/></svg>',
        SHAPES[shape],
    )


# Page ---------------------------------------------------------------------------------------------------------


@register.simple_tag
def page_title(title: str, *forms: BaseForm | None) -> str:
    """The page's title for `<title>`; when a form has errors it says so first, with their number."""
    count = len(errors_of(forms))
    if not count:
        return title
    message = ngettext("Error: %(title)s", "Error: %(title)s (%(count)d errors)", count)
    return message % {"title": title, "count": count}


@register.inclusion_tag("base/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """All errors of the forms, first on the page, each linked to its field. Nothing when there is none."""
    return {"errors": errors_of(forms)}


def errors_of(forms: Iterable[Any]) -> list[dict[str, str]]:
    """Each error as {label, message, anchor}, in the order of the page; label and anchor only where a field has it."""
    found = []
    for form in forms:
        if not form:
            continue
        if hasattr(form, "management_form"):
            found += [{"message": message} for message in form.non_form_errors()]
            found += errors_of(form.forms)
            continue
        found += [{"message": message} for message in form.non_field_errors()]
        for field in form:
            found += [
                {"label": field.label, "message": message, "anchor": anchor_of(field)} for message in field.errors
            ]
    return found


def anchor_of(field: Any) -> str:
    """The id of the control that a person has to change: for radios and checkboxes the first choice."""
    if field.use_fieldset and not field.id_for_label:
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.inclusion_tag("base/breadcrumb.html")
def crumbs(*parts: Any) -> dict[str, Any]:
    """`{% crumbs url label … "This page" %}`: the way here from Home; a last label without address is this page."""
    *pairs, current = parts if len(parts) % 2 else (*parts, "")
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True)), "current": current}


@register.simple_tag(takes_context=True)
def other_language_url(context: Context, url: str = "") -> str:
    """The address of this page (or of `url`) in the other official language, with its query; home if it has no twin."""
    request = context.get("request")
    here = url or (request.get_full_path() if request else "/")
    other = "en" if get_language() == "fr" else "fr"
    path, question, query = here.partition("?")
    twin = _twin(urlsplit(path).path, other)
    return twin + question + query if twin else f"/{other}/"


@lru_cache(maxsize=1024)  # resolving an address and reversing it in the other language, twice on each page
def _twin(path: str, other: str) -> str:
    there = translate_url(path, other)
    return there if there.startswith(f"/{other}/") else ""


# Times --------------------------------------------------------------------------------------------------------


def day_in_words(day: date, language: str) -> str:
    """`November 22, 2026` or `22 novembre 2026` (French: 1er, no capital), whatever language is in force."""
    with override(language):
        month = str(MONTHS[day.month])
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def time_in_words(moment: datetime | time, language: str) -> str:
    """`2:30 pm` or `14 h 30` (French keeps the parts together with no-break spaces; a full hour has no minutes)."""
    if language == "fr":
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
    return f"{moment.hour % 12 or 12}:{moment.minute:02}\u00a0{'pm' if moment.hour >= 12 else 'am'}"


@register.filter
def day(value: date | datetime | None) -> str | SafeString:
    """A `<time>` with the date in words, in the language of the page and the time zone in force."""
    if not value:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _day(local, get_language() or "en")


@lru_cache(maxsize=1024)
def _day(local: date, language: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), day_in_words(local, language))


@register.filter
def moment(value: datetime | None) -> str | SafeString:
    """A `<time>` with date and time in words, in the language of the page and the time zone in force."""
    if not value:
        return ""
    local, language = timezone.localtime(value), get_language() or "en"
    words = f"{day_in_words(local.date(), language)}, {time_in_words(local, language)}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


# Parts --------------------------------------------------------------------------------------------------------


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """`{% notice "warning" _("Title") %}…{% endnotice %}`: something to know, by word, shape and colour."""
    if kind not in KINDS:
        raise template.TemplateSyntaxError(f"notice is one of {', '.join(KINDS)}, not {kind!r}.")
    words = {
        "info": pgettext("notice", "Good to know"),
        "success": pgettext("notice", "Done"),
        "warning": pgettext("notice", "Take note"),
        "danger": pgettext("notice", "Important"),
    }
    return format_html(
        '<div class="notice notice--{}">{}<div class="notice__body"><p class="notice__title">{}</p>{}</div></div>',
        kind,
        icon(kind),
        title or words[kind],
        content,
    )


@register.simple_tag
def badge(label: str, tone: str = "neutral", shape: str = "") -> SafeString:
    """A state in one word, with a shape and a colour: tone is neutral, info, success, warning or danger."""
    return _badge(conditional_escape(label), tone, shape or tone)


@lru_cache(maxsize=1024)  # a list has dozens of them, few of them different; the label comes here escaped
def _badge(label: SafeString, tone: str, shape: str) -> SafeString:
    return format_html('<span class="badge badge--{}">{}{}</span>', tone, icon(shape), label)


@register.simple_block_tag(end_name="enddata_table")
def data_table(content: str, caption: str, name: str = "table") -> SafeString:
    """A table with its caption that scrolls inside itself, also by keyboard, where the screen is narrow."""
    return format_html(
        '<div class="table-wrap" role="region" aria-labelledby="{0}-caption" tabindex="0"><table>'
        '<caption id="{0}-caption"><span>{1}</span></caption>{2}</table></div>',
        name,
        caption,
        content,
    )


@register.simple_block_tag(end_name="endempty_state")
def empty_state(content: str, title: str) -> SafeString:
    """What will appear here and how, where there is nothing yet."""
    return format_html('<div class="empty"><h2>{}</h2>{}</div>', title, content)


@register.inclusion_tag("base/stepper.html")
def stepper(step: int, total: int, label: str = "") -> dict[str, Any]:
    """Where one is in a row of pages, in words and as a bar."""
    bars = [{"x": index * 100 / total, "width": 100 / total - 0.75, "done": index < step} for index in range(total)]
    return {"step": step, "total": total, "label": label, "bars": bars}


@register.inclusion_tag("base/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """Points in time, each with title, state (done, current or todo) and, if known, when and text."""
    return {"items": items, "shapes": {"done": "success", "current": "current", "todo": "neutral"}}


@register.inclusion_tag("base/bar_chart.html")
def bar_chart(
    rows: Sequence[tuple[str, float]], caption: str, heading: str, measure: str, name: str = "chart"
) -> dict[str, Any]:
    """Bars that are a table: label, number, and a bar in proportion to the largest; no colour carries meaning."""
    most = max((value for _, value in rows), default=0)
    drawn = [{"label": label, "value": value, "width": 100 * value / most if most else 0} for label, value in rows]
    return {"rows": drawn, "caption": caption, "heading": heading, "measure": measure, "name": name}


@register.inclusion_tag("base/pagination.html")
def pagination(previous: str | None = None, following: str | None = None, name: str = "") -> dict[str, Any]:
    """Links to the pages before and after (addresses), for lists that are walked with a cursor."""
    return {"previous": previous, "following": following, "name": name or gettext("Pages")}
