"""`{% load charts %}{% chart chart %}`: a chart with its sentence and its table. `table="shown"` opens the table."""

from typing import Any

from django import template
from django.utils.safestring import mark_safe

from polact.reports.chart_words import measured, number
from polact.reports.charts import Chart

register = template.Library()


@register.inclusion_tag("reports/chart.html")
def chart(chart: Chart, table: str = "folded") -> dict[str, Any]:
    """The figure. What is in the drawing stands in the table too, with links to the cases where the reader may see them."""
    return {
        "chart": chart,
        "drawing": mark_safe(chart.svg),  # noqa: S308 - every word in it was escaped as it was drawn
        "is_shown": table == "shown",
        "has_interval": any(series.low for series in chart.series),
        "rows": [{"label": label, "cells": _cells(chart, at)} for at, label in enumerate(chart.labels)],
    }


def _cells(chart: Chart, at: int) -> list[dict[str, str]]:
    cells = []
    for series in chart.series:
        value = series.values[at]
        link = series.links[at] if series.links else ""
        cells.append({"words": "–" if value is None else measured(value, chart.unit), "link": link})
        if series.low:
            low, high = series.low[at], series.high[at]
            cells.append({"words": "–" if low is None or high is None else f"{number(low)}–{number(high)}", "link": ""})
    return cells
