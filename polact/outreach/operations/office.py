"""Changing how an organization's office is reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotPermitted
from polact.base.text import both_languages
from polact.outreach.models import Office
from polact.outreach.permissions import may_edit_office

FIELDS = ("email", "telephone", "serves_in_english", "serves_in_french", "note_en", "note_fr")


@transaction.atomic
def save_office(*, organization: Organization, told: Mapping[str, Any], changed_by: Person, at: datetime) -> Office:
    """Keep the office's addresses and languages; `told` holds every field of FIELDS. Unchanged, nothing is written.

    Raises NotPermitted for anybody but the organization's representatives and administrators; Invalid when there is no
    way to reach the office, no language, or a note in one language only.
    """
    if not may_edit_office(changed_by, organization):
        raise NotPermitted()
    if not (told["email"] or told["telephone"]):
        raise Invalid(_("Give an e-mail address or a telephone number."), field="email")
    if not (told["serves_in_english"] or told["serves_in_french"]):
        raise Invalid(_("Choose at least one language."), field="serves_in_english")
    if bool(told["note_en"]) != bool(told["note_fr"]):
        missing = "note_fr" if told["note_en"] else "note_en"
        raise Invalid(_("Both languages are equal: write the note in both, or in neither."), field=missing)
    Organization.objects.select_for_update().get(pk=organization.pk)
    office = Office.objects.filter(organization=organization).first() or Office(organization=organization)
    changed = [name for name in FIELDS if office.pk is None or getattr(office, name) != told[name]]
    if not changed:
        return office
    for name in changed:
        setattr(office, name, told[name])
    office.save()
    labels = [both_languages(Office._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
    fields = {language: ", ".join(label[language] for label in labels) for language in ("en", "fr")}
    represents = organization.pk in changed_by.standing.represents
    role = Role.REPRESENTATIVE if represents else Role.ADMINISTRATOR
    record(
        verb=Verb.OFFICE_CHANGED, subject=organization.ref, actor=changed_by, role=role, at=at, facts={"fields": fields}
    )
    return office
