"""Cases on the administration site: to look at, never to change."""

from django.contrib import admin

from cases.models import Advice, Case, RoutingRule
from polact.access.admin import ReadOnly


@admin.register(Case)
class CaseAdmin(ReadOnly):
    list_display = ("number", "request_type", "status", "organization", "submitted_on", "due_on", "outcome")
    list_filter = ("status", "request_type", "outcome")
    list_select_related = ("organization",)
    show_full_result_count = False


@admin.register(Advice)
class AdviceAdmin(ReadOnly):
    list_display = ("case", "outcome", "recorded_at", "author")
    list_select_related = ("case", "author")


@admin.register(RoutingRule)
class RoutingRuleAdmin(ReadOnly):
    """Every version as it stands; rules are changed on the organization's own page, with a preview."""

    list_display = (
        "number",
        "version",
        "organization",
        "request_type",
        "activity_group",
        "level",
        "language",
        "region",
        "election",
        "assign_to",
        "priority",
        "active_from",
        "active_to",
    )
    list_select_related = ("organization", "assign_to")
