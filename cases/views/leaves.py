"""What will leave, shown to whoever sends it before they do: `cases/parts/leaving.html` draws it."""

from dataclasses import dataclass

from cases.enums import CaseAction
from cases.models import Attachment, Case
from notifications.templates import render

OCCASIONS = {
    CaseAction.REQUEST_INFORMATION: "information_requested",
    CaseAction.RECORD_ADVICE: "advice_recorded",
    CaseAction.REDIRECT: "request_redirected",
}


@dataclass(frozen=True)
class Leaves:
    """To whom, at which address, in which language, under which subject, with which files."""

    recipient: str
    address: str
    language: str
    language_name: str
    subject: str
    attachments: tuple[Attachment, ...] = ()


def of_action(action: CaseAction, case: Case) -> Leaves | None:
    """What the employee gets by an action; None for one that sends them nothing."""
    return of_notice(OCCASIONS[action], case) if action in OCCASIONS else None


def of_notice(occasion: str, case: Case, *attachments: Attachment) -> Leaves:
    """The e-mail of an occasion to the requester, in their own language, and the files that can be opened from then on."""
    person = case.requester
    subject, _body = render(
        f"cases/notices/{occasion}", person.language, {"number": case.number, "due": "", "day": "…"}
    )
    return Leaves(str(person), person.email, person.language, person.get_language_display(), subject, attachments)
