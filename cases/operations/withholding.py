"""After something was withheld (`cases.leaving`): the trail and the administrators hear of it."""

from datetime import datetime

from django.db import transaction

from cases.advance import note
from cases.models import Case
from cases.notices import attachments as notices
from polact.audit.verbs import Verb


@transaction.atomic
def report_withheld(*, case_id: int, findings: list[str], at: datetime) -> None:
    """Write the entry and alarm the administrators, in a transaction after the one that was undone. Acts as the system.

    The entry says what kind of thing did not belong, never the thing itself. Raises Case.DoesNotExist.
    """
    case = Case.objects.select_related("requester").get(pk=case_id)
    note(case=case, verb=Verb.PARCEL_WITHHELD, by=None, at=at, facts={"findings": ", ".join(findings)})
    notices.parcel_withheld(case=case, at=at)
