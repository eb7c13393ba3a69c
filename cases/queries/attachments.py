"""Files of cases, always from what the person may know of; their bytes only where they are meant to leave."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from cases.models import Attachment, AttachmentContent, Case
from polact.access.models import Person

WAITS_TOO_LONG = timedelta(hours=1)


def attachments_of(person: Person, case: Case) -> list[Attachment]:
    """The files of a case that the person may know of, oldest first."""
    return list(_known(person, case).select_related("uploaded_by"))


def attachment_of(person: Person, case: Case, pk: UUID) -> Attachment:
    """One file of this case. Raises Attachment.DoesNotExist, also for a file of another case, whoever may see that."""
    return _known(person, case).select_related("uploaded_by", "shared_by").get(pk=pk)


def bytes_of(attachment: Attachment) -> bytes:
    """What was uploaded, as it is kept. Raises AttachmentContent.DoesNotExist where the person may not have it."""
    return bytes(AttachmentContent.objects.get(pk=attachment.pk).content)


def kept_of(case: Case) -> int:
    """How many bytes the files of a case have together, those included that the person may not know of."""
    return Attachment.objects.filter(case=case).aggregate(sum=Sum("size"))["sum"] or 0


def digests_of(case: Case) -> list[dict[str, str]]:
    """Name and SHA-256 of each file, for the trail."""
    return [{"name": one.name, "sha256": one.sha256} for one in Attachment.objects.filter(case=case)]


def waiting_for_scan() -> list[UUID]:
    """All files that wait for the scanner, the longest first; for the system."""
    return list(Attachment.objects.waiting().order_by("uploaded_at").values_list("pk", flat=True)[:200])


def waiting_too_long(at: datetime) -> QuerySet[Attachment]:
    """Those that have waited for an hour and that no administrator was told of."""
    return Attachment.objects.waiting().filter(uploaded_at__lte=at - WAITS_TOO_LONG, alarmed_at=None)


def _known(person: Person, case: Case) -> QuerySet[Attachment]:
    """What `permissions.may_know_of` allows, of a case that was found among those that the person may read."""
    hidden = Q(is_internal=True) if case.requester_id == person.pk else Q(pk__in=[])
    return Attachment.objects.filter(case=case).exclude(hidden)
