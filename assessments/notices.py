"""Who is told what about the rules of the self-assessment. The words are in templates/assessments/notices."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from assessments.models import PublishedOverlay, PublishedRulebook, RulebookDraft
from assessments.queries import administrators, representatives
from notifications.operations import notify
from polact.access.models import Person
from polact.base import clock
from polact.base.templatetags.ui import day_in_words


def draft_waits(*, draft: RulebookDraft, version: str, asked_by: Person, editors: set[int], at: datetime) -> None:
    """To the administrators who have not edited the draft: it waits for a second pair of eyes."""
    for person in administrators(clock.local_date(at)):
        if person.pk not in editors:
            _tell(person, "draft_waits", "rulebooks:draft", str(draft.pk), at, version=version, by=str(asked_by))


def rulebook_published(*, published: PublishedRulebook, at: datetime) -> None:
    """To every administrator but the publisher: a version was published, and from when it holds."""
    for person in administrators(clock.local_date(at)):
        if person.pk == published.published_by_id:
            continue
        with override(person.language):
            day = day_in_words(published.effective_from, person.language)
        values = {"version": published.version, "by": str(published.published_by), "day": day}
        _tell(person, "rulebook_published", "rulebooks:version", published.version, at, **values)


def overlay_published(*, published: PublishedOverlay, at: datetime) -> None:
    """To the organization's representatives, but not to the publisher: its own rules count from now on."""
    organization = published.organization
    for person in representatives(organization, clock.local_date(at)):
        if person.pk != published.published_by_id:
            with override(person.language):
                values = {"organization": str(organization), "by": str(published.published_by)}
            _tell(person, "overlay_published", "rulebooks:overlay", str(organization.pk), at, **values)


def _tell(person: Person, occasion: str, page: str, key: str, at: datetime, **values: str) -> None:
    with override(person.language):
        link = reverse(page, args=[key])
    notify(recipient=person, template=f"assessments/notices/{occasion}", values=values, link=link, at=at)
