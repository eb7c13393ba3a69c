"""`manage.py print_workflow`: the table of actions as docs/workflow.md has it, with a diagram."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from cases.enums import CaseStatus
from cases.enums.candidacy import STATUS_OF, Stage
from cases.workflow import ROWS, Row
from cases.workflow.candidacy import CANDIDACY_ROWS, CandidacyRow

HEAD = """\
# The workflow of a case

Printed from `cases/workflow.py` by `manage.py print_workflow`; a test holds that both agree. The buttons on the pages,
the actions of the API and the authorization tests come from the same rows.

| action | from | to | who may | asks for | in the trail |
|---|---|---|---|---|---|
"""
HANDLERS = (
    "a representative of the organization, or a Commission officer for the central queue; never for one’s own request"
)
WHO = {
    "is_requester": "the employee who asked",
    "may_handle": HANDLERS,
    "may_answer_alone": f"{HANDLERS}; where the organization wants no second reader",
    "may_approve": f"{HANDLERS}; not the one who proposed it",
}

HEAD_OF_CANDIDACIES = """
# The workflow of a candidacy

The rows of `cases/workflow/candidacy.py`. A candidacy has stages; the status of its case follows from them, so that the
desk, the safety net and messages need to know nothing of candidacies.

| action | from | to | the case is then | who may | in the trail |
|---|---|---|---|---|---|
"""
AUTHORITY = "whoever has the authority (under Part 7 the Commission’s decision maker) and did not draft the decision"
PREPARES = "a Commission officer; where the authority is of the organization, its representative"
WHO_OF_CANDIDACIES = {
    "is_candidate": "the employee who asked",
    "is_awaited": "whose opinion is waited for",
    "may_check": "a representative of the organization; never for one’s own request",
    "may_start_check": "a representative, or whoever gave the last opinion",
    "may_analyse": PREPARES,
    "may_follow": PREPARES,
    "may_complete": "the employee who asked, or a representative",
    "may_decide": AUTHORITY,
}


class Command(BaseCommand):
    help = "Print the workflow table and its diagram as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown(), ending="")


def as_markdown() -> str:
    """The whole document."""
    with override("en"):
        rows = "".join(_row(row) for row in ROWS)
        candidacies = "".join(_row_of_candidacy(row) for row in CANDIDACY_ROWS)
        return f"{HEAD}{rows}\n{_diagram()}{HEAD_OF_CANDIDACIES}{candidacies}\n{_diagram_of_candidacies()}"


def _row(row: Row) -> str:
    cells = [
        f"**{row.action.label}** (`{row.action.value}`)",
        ", ".join(str(status.label) for status in row.before),
        str(row.after.label),
        WHO[row.who.__name__],
        ", ".join(f"`{name}`" for name in row.asks) or "nothing",
        f"`{row.verb.value}`",
    ]
    return f"| {' | '.join(cells)} |\n"


def _diagram() -> str:
    names = "".join(f"    {status.value}: {status.label}\n" for status in CaseStatus)
    arrows = "".join(
        f"    {before.value} --> {row.after.value}: {row.action.value}\n" for row in ROWS for before in row.before
    )
    begin = f"    [*] --> {CaseStatus.DRAFT.value}\n"
    return f"```mermaid\nstateDiagram-v2\n{names}{begin}{arrows}```\n"


def _row_of_candidacy(row: CandidacyRow) -> str:
    cells = [
        f"**{row.action.label}** (`{row.action.value}`)",
        ", ".join(str(stage.label) for stage in row.before),
        str(row.after.label),
        str(STATUS_OF[row.after].label),
        WHO_OF_CANDIDACIES[row.who.__name__],
        f"`{row.verb.value}`",
    ]
    return f"| {' | '.join(cells)} |\n"


def _diagram_of_candidacies() -> str:
    arrows = "".join(
        f"    {before.value} --> {row.after.value}: {row.action.value}\n"
        for row in CANDIDACY_ROWS
        for before in row.before
    )
    return f"```mermaid\nstateDiagram-v2\n    [*] --> {Stage.DRAFT.value}\n{arrows}```\n"
