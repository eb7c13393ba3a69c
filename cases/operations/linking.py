"""Linking requests that belong together, ending a link, and asking again after an answer. Nothing is ever merged."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases.advance import note
from cases.enums import CaseStatus, LinkKind
from cases.models import Case, CaseLink
from cases.permissions import is_requester, may_link
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotNow, NotPermitted
from polact.base.text import both_languages


@transaction.atomic
def link_cases(*, case: Case, other: Case, kind: str, linked_by: Person, at: datetime) -> CaseLink:
    """Say how two requests belong together; both stay as they are, and the trail of each says it.

    Raises NotPermitted for whoever does not handle both, Invalid for a case with itself or an unknown kind, NotNow when
    they are linked already.
    """
    if not (may_link(linked_by, case) and may_link(linked_by, other)):
        raise NotPermitted()
    if kind not in LinkKind.values:
        raise Invalid(_("Choose how they belong together."), field="kind")
    if case.pk == other.pk:
        raise Invalid(_("Choose another request than this one."), field="other")
    first, second = sorted((case, other), key=lambda one: one.pk)
    try:
        with transaction.atomic():
            link = CaseLink.objects.create(first=first, second=second, kind=kind, linked_by=linked_by, linked_at=at)
    except IntegrityError as error:
        raise NotNow(_("These requests are linked already. End that link first.")) from error
    _note(Verb.CASES_LINKED, link, linked_by, at)
    return link


@transaction.atomic
def end_link(*, link: CaseLink, ended_by: Person, at: datetime) -> CaseLink:
    """The requests no longer belong together; that they did stays readable. Raises NotPermitted and NotNow."""
    if not (may_link(ended_by, link.first) and may_link(ended_by, link.second)):
        raise NotPermitted()
    if not CaseLink.objects.filter(pk=link.pk, ended_at=None).update(ended_at=at, ended_by=ended_by):
        raise NotNow(_("This link was ended already."))
    link.ended_at, link.ended_by = at, ended_by
    _note(Verb.LINK_ENDED, link, ended_by, at)
    return link


@transaction.atomic
def ask_again(*, case: Case, requester: Person, at: datetime) -> Case:
    """A draft that follows an answered request, filled with what was asked then; nobody else sees it before it is sent.

    The self-assessment is not taken over: what one answers may have changed. Raises NotPermitted for anybody but the one
    who asked, NotNow before there is an answer, Invalid when requests can no longer be sent to the organization.
    """
    if not is_requester(requester, case):
        raise NotPermitted()
    if case.status not in (CaseStatus.ANSWERED, CaseStatus.CLOSED):
        raise NotNow(_("You can ask again once there is an answer."))
    if not case.organization.takes_requests:
        raise Invalid(_("Requests cannot be sent there: the organization’s regime is not confirmed as Part 7."))
    draft = Case.objects.create(
        request_type=case.request_type,
        organization=case.organization,
        requester=requester,
        language=case.language,
        subject=case.subject,
        question=case.question,
        created_at=at,
        changed_at=at,
        changed_by=requester,
    )
    CaseLink.objects.create(first=case, second=draft, kind=LinkKind.FOLLOW_UP, linked_by=requester, linked_at=at)
    return draft


def _note(verb: Verb, link: CaseLink, by: Person, at: datetime) -> None:
    kind = both_languages(LinkKind(link.kind).label)
    for case in (link.first, link.second):
        note(case=case, verb=verb, by=by, at=at, facts={"other": link.other_than(case).number, "kind": kind})
