"""Charts: what is drawn is true to its numbers, stays inside, says no colour alone, and can be read as words and table."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from polact.reports.chart_words import measured, number, shortened
from polact.reports.charts import LETTER, LOOKS, PLOT, WIDTH, Chart, Kind, Series, distribution, ranked, rounded_up

SVG = "{http://www.w3.org/2000/svg}"
SEVERAL: tuple[Kind, ...] = ("bars", "stacked", "rows", "line")
KINDS: tuple[Kind, ...] = (*SEVERAL, "limit", "band")
ROOT = Path(__file__).parents[3]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def make_chart(kind: Kind, *rows: Sequence[float | None], labels: Sequence[str] = (), **more: object) -> Chart:
    names = labels or [f"L{at}" for at in range(len(rows[0]))]
    series = [Series(f"Series {at}", row) for at, row in enumerate(rows if kind in SEVERAL else rows[:1])]
    limit = 30.0 if kind == "limit" else None
    return Chart(kind=kind, name="c", title="Title", heading="Label", labels=names, series=series, limit=limit, **more)  # type: ignore[arg-type]


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def bars(chart: Chart) -> list[dict[str, float]]:
    keys = ("x", "y", "width", "height")
    found = [{key: float(bar.attrib[key]) for key in keys} for bar in drawn(chart).iter(f"{SVG}rect")]
    return found[len(chart.series) :] if len(chart.series) > 1 else found  # the legend comes first


def page(chart: Chart, more: str = "") -> str:
    return Template(f"{{% load charts %}}{{% chart chart {more} %}}").render(Context({"chart": chart}))


# Geometry --------------------------------------------------------------------------------------------------------


def test_draws_heights_in_proportion_to_the_numbers() -> None:
    first, second, third = bars(make_chart("bars", [10, 5, 0]))
    assert first["height"] == pytest.approx(PLOT)
    assert second["height"] == pytest.approx(PLOT / 2)
    assert third["height"] == 0
    assert first["y"] + first["height"] == pytest.approx(second["y"] + second["height"])


def test_draws_lying_bars_in_proportion_to_the_numbers() -> None:
    first, second = bars(make_chart("rows", [10, 5]))
    assert first["width"] == pytest.approx(2 * second["width"], abs=0.02)


def test_stacks_bars_upon_each_other_without_overlap() -> None:
    lower, upper = bars(make_chart("stacked", [3], [7]))
    assert upper["y"] + upper["height"] == pytest.approx(lower["y"])
    assert lower["height"] + upper["height"] == pytest.approx(PLOT)


def test_draws_what_is_past_the_limit_as_a_part_of_its_own() -> None:
    within, whole, past = bars(make_chart("limit", [15, 45]))
    assert within["width"] == pytest.approx(whole["width"] / 2, abs=0.02)
    assert past["x"] == pytest.approx(whole["width"])
    assert past["width"] == pytest.approx(whole["width"] / 2, abs=0.02)


def test_breaks_a_line_where_nothing_is_known() -> None:
    (line,) = (
        e for e in drawn(make_chart("line", [1, 2, None, 3, 4])).iter(f"{SVG}path") if "__line" in e.attrib["class"]
    )
    assert line.attrib["d"].count("M") == 2


def test_draws_one_point_in_the_middle_with_a_marker() -> None:
    points = [e for e in drawn(make_chart("line", [7])).iter(f"{SVG}path") if "figure__point" in e.attrib["class"]]
    assert len(points) == 1


numbers = st.one_of(st.integers(0, 10**9), st.floats(0, 1e12, allow_nan=False))


@given(
    kind=st.sampled_from(KINDS),
    rows=st.integers(1, 30).flatmap(
        lambda many: st.lists(st.lists(st.none() | numbers, min_size=many, max_size=many), min_size=1, max_size=LOOKS)
    ),
    label=st.text(max_size=80),
    unit=st.sampled_from(["count", "days", "percent"]),
)
def test_draws_nothing_outside(kind: Kind, rows: list[list[float | None]], label: str, unit: str) -> None:
    clean = "".join(letter for letter in label if letter.isprintable())
    chart = make_chart(kind, *rows, labels=[f"{clean}{at}" for at in range(len(rows[0]))], unit=unit)
    if not chart.is_empty:
        nothing_is_outside(chart)


@given(
    counted=st.dictionaries(st.integers(-400, 400), st.integers(1, 10**6), min_size=1, max_size=40),
    width=st.integers(1, 60),
    limit=st.none() | st.integers(-400, 400),
)
def test_a_distribution_draws_nothing_outside_and_loses_nobody(
    counted: dict[int, int], width: int, limit: int | None
) -> None:
    chart = distribution(
        name="d", title="T", heading="H", measure="M", counted=counted, width=width, limit=limit, past="Due"
    )
    nothing_is_outside(chart)
    assert sum(chart.series[0].values) == sum(counted.values())  # type: ignore[arg-type]


def nothing_is_outside(chart: Chart) -> None:
    whole = drawn(chart)
    _, _, width, height = map(float, whole.attrib["viewBox"].split())
    for bar in whole.iter(f"{SVG}rect"):
        x, y, wide, high = (float(bar.attrib[key]) for key in ("x", "y", "width", "height"))
        assert min(x, y, wide, high) >= 0
        assert x + wide <= width + 0.02
        assert y + high <= height
    for words in whole.iter(f"{SVG}text"):
        wide = len(words.text or "") * LETTER
        x = float(words.attrib["x"]) - {"middle": wide / 2, "end": wide}.get(words.attrib.get("text-anchor", ""), 0)
        assert x >= -0.02
        assert x + wide <= width + 0.02
        assert 0 < float(words.attrib["y"]) <= height
    for shape in whole.iter(f"{SVG}polygon"):
        for point in shape.attrib["points"].split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height
    for line in whole.iter(f"{SVG}path"):
        if "figure__line" in line.get("class", "") and "H" not in line.attrib["d"]:
            found = [float(part) for part in NUMBER.findall(line.attrib["d"])]
            assert all(0 <= x <= width for x in found[::2])
            assert all(0 <= y <= height for y in found[1::2])


@given(st.floats(1e-3, 1e12))
def test_rounds_up_to_little_more(value: float) -> None:
    assert value <= rounded_up(value) * (1 + 1e-9)
    assert rounded_up(value) <= 2 * value * (1 + 1e-9)


# Refusals, nothing, zero -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_refuses_numbers_that_cannot_be_drawn(value: float) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        make_chart("bars", [value])


def test_refuses_more_series_than_can_be_told_apart() -> None:
    with pytest.raises(ValueError, match="without colour"):
        make_chart("line", *[[1]] * (LOOKS + 1))


def test_refuses_a_series_of_another_length() -> None:
    with pytest.raises(ValueError, match="2 values for 1 labels"):
        make_chart("bars", [1, 2], labels=["one"])


@pytest.mark.parametrize("kind", KINDS)
def test_draws_nothing_and_says_so_without_numbers(kind: Kind) -> None:
    chart = make_chart(kind, [None, None])
    assert chart.svg == ""
    assert chart.sentence == "There is nothing to show yet."
    assert "<svg" not in page(chart)


def test_an_empty_distribution_says_so() -> None:
    chart = distribution(name="d", title="T", heading="H", measure="M", counted={})
    assert (chart.svg, chart.sentence) == ("", "There is nothing to show yet.")


@pytest.mark.parametrize("kind", KINDS)
def test_draws_zeros_flat(kind: Kind) -> None:
    chart = make_chart(kind, [0, 0])
    nothing_is_outside(chart)
    assert all(0 in (bar["width"], bar["height"]) for bar in bars(chart))


def test_gives_the_same_bytes_for_the_same_chart() -> None:
    assert make_chart("stacked", [1, 2], [3, 4]).svg == make_chart("stacked", [1, 2], [3, 4]).svg


# Words -------------------------------------------------------------------------------------------------------------


def test_says_the_largest_and_its_share() -> None:
    assert make_chart("bars", [30, 10]).sentence == "Highest: L0, with 30 of 40 (75%)."


def test_says_the_trend_of_each_line() -> None:
    assert make_chart("line", [2, 9, 4]).sentence == "Series 0: up from 2 in L0 to 4 in L2; highest 9 in L1."


def test_says_where_the_half_of_a_distribution_lies() -> None:
    chart = distribution(name="d", title="T", heading="H", measure="M", counted=Counter(range(1, 11)))
    assert chart.sentence == "10 in all: half at 5 days or less, nine in ten at 9 days or less."


def test_says_what_is_past_the_limit() -> None:
    chart = make_chart("limit", [12, 45, 31], unit="days")
    assert chart.sentence == "2 of 3 past the limit of 30 days; furthest: L1, with 45 days."


def test_says_the_interval_of_what_is_expected() -> None:
    series = Series("Expected", [5, 8], low=[3, 6], high=[9, 12])
    chart = Chart(kind="band", name="c", title="T", heading="Week", labels=["40", "41"], series=[series])
    assert chart.sentence == "Expected: highest in 41, with 8, between 6 and 12."
    assert "6–12" in page(chart)


def test_writes_numbers_as_french_does() -> None:
    with override("fr"):
        assert re.sub(r"\s", " ", number(12345.6)) == "12 345,6"
        assert re.sub(r"\s", " ", measured(1.5, "percent")) == "1,5 %"
        assert make_chart("bars", [30, 10]).sentence.startswith("Maximum")


def test_takes_the_nearest_rank() -> None:
    assert ranked({1: 1, 2: 1, 3: 1, 4: 1}, 0.5) == 2
    assert ranked({1: 9, 50: 1}, 0.9) == 1
    with pytest.raises(ValueError):
        ranked({}, 0.5)


def test_shortens_with_an_ellipsis() -> None:
    assert shortened("abcdef", 4) == "abc…"


# On a page -----------------------------------------------------------------------------------------------------------


def test_escapes_every_word() -> None:
    hostile = "<script>alert('x')</script>\"&"
    chart = Chart(
        kind="bars", name="c", title=hostile, heading=hostile, labels=[hostile, hostile],
        series=[Series(hostile, [1, 2], links=['/x/?a="b"&c', ""]), Series(hostile, [1, 2])],
    )  # fmt: skip
    html = page(chart)
    assert "<script" not in html
    assert 'href="/x/?a=&quot;b&quot;&amp;c"' in html
    drawn(chart)


def test_carries_no_style_and_no_script_of_its_own() -> None:
    for kind in KINDS:
        html = page(make_chart(kind, [1, 2], [3, 4]))
        assert " style=" not in html
        assert "<style" not in html
        assert re.search(r"\son\w+=", html) is None


def test_names_itself_to_those_who_listen() -> None:
    whole = drawn(make_chart("bars", [1, 2]))
    title, told = whole.attrib["aria-labelledby"].split()
    words = {e.attrib["id"]: e.text for e in whole if e.tag in (f"{SVG}title", f"{SVG}desc")}
    assert whole.attrib["role"] == "img"
    assert words == {title: "Title", told: "Highest: L1, with 2 of 3 (67%)."}


def test_shows_every_number_in_the_table_with_its_link() -> None:
    series = [Series("Late", [1234, None], links=["/en/desk/?due=late", ""])]
    chart = Chart(kind="bars", name="c", title="T", heading="Where", labels=["Here", "There"], series=series)
    html = page(chart)
    assert '<a href="/en/desk/?due=late">1,234</a>' in html
    assert '<td class="number">–</td>' in html
    assert "<details>" in html
    assert "<details>" not in page(chart, 'table="shown"')


@pytest.mark.parametrize("kind", SEVERAL)
def test_tells_series_apart_without_colour(kind: Kind) -> None:
    whole = drawn(make_chart(kind, *[[1, 2]] * LOOKS))
    looks = {e.get("fill") or e.attrib["class"] for e in whole.iter() if "figure__look" in e.get("class", "")}
    assert len({look for look in looks if "bar" in look or "url" in look or "line" in look}) == LOOKS
    names = " ".join(words.text or "" for words in whole.iter(f"{SVG}text"))
    assert all(f"Series {at}" in names for at in range(LOOKS))


def test_points_only_to_patterns_that_are_drawn() -> None:
    for kind in KINDS:
        svg = make_chart(kind, [40, 2], [3, 4]).svg
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(re.findall(r'<pattern id="([^"]+)"', svg))


def test_colours_stand_out_from_the_paper() -> None:
    """WCAG 1.4.11: at least 3 to 1 against white; so that a hatch, half of which is paper, does too."""
    look = (ROOT / "polact/base/static/base/polact.css").read_text()
    tokens = (ROOT / "static/vendor/gcds/gcds.css").read_text()
    named = re.findall(r"\.figure__look\d \{ color: var\((--[\w-]+)\)", look)
    assert len(named) == LOOKS
    for token in named:
        (colour,) = set(re.findall(rf"{token}:\s*#([0-9a-f]{{6}});", tokens))
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_keeps_marks_apart_from_the_bars_that_they_cross() -> None:
    """A mark may have the colour of a bar, in forced colours it does: paper lies beneath each."""
    svg = distribution(name="d", title="T", heading="H", measure="M", counted=Counter(range(20))).svg
    halos, marks = (re.findall(rf'class="figure__{part}" d="([^"]+)"', svg) for part in ("halo", "mark"))
    assert halos == marks
    assert len(marks) == 2


def test_takes_the_colour_of_the_text_in_forced_colours() -> None:
    look = (ROOT / "polact/base/static/base/polact.css").read_text()
    forced = look.split("@media (forced-colors: active)")[1].split("\n}")[0]
    assert re.search(r"\.figure__drawing, \.figure__drawing \* \{ color: CanvasText", forced)


def test_fits_a_narrow_screen() -> None:
    assert WIDTH <= 320
