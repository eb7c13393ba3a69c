"""The rule table beside the Regulations, written out once more from their text."""

from allegations.enums import Event, SubjectKind
from allegations.recipients import RECIPIENTS

REGULATIONS = """
9(a)   INVESTIGATION     EMPLOYEE     COMPLAINANT EMPLOYEE DEPUTY_HEAD
9(b)   INVESTIGATION     DEPUTY_HEAD  COMPLAINANT DEPUTY_HEAD CLERK
10     NO_INVESTIGATION  EMPLOYEE     COMPLAINANT
10     NO_INVESTIGATION  DEPUTY_HEAD  COMPLAINANT
11     HEARING           EMPLOYEE     COMPLAINANT EMPLOYEE
11     HEARING           DEPUTY_HEAD  COMPLAINANT DEPUTY_HEAD
13(1)  OUTCOME           EMPLOYEE     COMPLAINANT EMPLOYEE DEPUTY_HEAD
13(2)  OUTCOME           DEPUTY_HEAD  COMPLAINANT DEPUTY_HEAD CLERK
"""


def test_tells_exactly_whom_the_regulations_name() -> None:
    lines = [line.split() for line in REGULATIONS.strip().splitlines()]
    said = {(event, kind): recipients for _section, event, kind, *recipients in lines}
    assert {(event.value, kind.value): [one.value for one in to] for (event, kind), to in RECIPIENTS.items()} == said
    assert set(RECIPIENTS) == {(event, kind) for event in Event for kind in SubjectKind}
