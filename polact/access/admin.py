"""The administration site: organizations, people and their appointments."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from polact.access.models import Appointment, Organization, Person
from polact.audit.models import Entry


class ReadOnly(admin.ModelAdmin):
    """Looked at, never changed: what has a trail changes only by its operations."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NoDeletion(admin.ModelAdmin):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Organization)
class OrganizationAdmin(NoDeletion):
    list_display = ("__str__", "schedule", "regime", "is_dormant", "standard_days")
    list_filter = ("regime", "schedule", "is_dormant")
    search_fields = ("name_en", "name_fr", "applied_title_en", "applied_title_fr", "abbreviation_en", "abbreviation_fr")
    readonly_fields = ("regime", "regime_confirmed_at", "legal_basis")


@admin.register(Person)
class PersonAdmin(NoDeletion):
    list_display = ("__str__", "email", "language", "is_active", "is_fictional")
    search_fields = ("email", "family_name", "given_name")
    fields = ("email", "given_name", "family_name", "language", "is_active")


@admin.register(Appointment)
class AppointmentAdmin(NoDeletion):
    list_display = ("person", "role", "organization", "active_from", "active_to")
    list_filter = ("role",)
    raw_id_fields = ("person", "organization")
    list_select_related = ("person", "organization")


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    """The trail across all cases, newest first: what was done in which role, nobody's name."""

    list_display = ("recorded_at", "verb_in_words", "role", "before", "after", "case_ref", "seq")
    fields = ("recorded_at", "verb_in_words", "role", "before", "after", "case_ref", "seq")
    ordering = ("-id",)
    show_full_result_count = False

    @admin.display(description=_("deed"))
    def verb_in_words(self, entry: Entry) -> str:
        return entry.verb.value

    @admin.display(description=_("role"))
    def role(self, entry: Entry) -> str:
        return str(entry.told["role"])

    @admin.display(description=_("from status"))
    def before(self, entry: Entry) -> str:
        return str(entry.told["from"]) or "–"

    @admin.display(description=_("to status"))
    def after(self, entry: Entry) -> str:
        return str(entry.told["to"]) or "–"
