"""Each action of the table and the operation that does it: one place, for pages and API alike."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allegations.enums import AllegationAction as Action
from allegations.models import Allegation
from allegations.operations.deciding import decide_not_to_investigate, decide_outcome, decide_to_investigate, disclose
from allegations.operations.examining import correct_facts, examine
from allegations.operations.investigating import (
    close_allegation,
    conclude_hearing,
    record_sending,
    record_step,
    record_withdrawal,
)
from polact.access.models import Person

DEEDS: dict[Action, tuple[Callable[..., Any], str]] = {
    Action.EXAMINE: (examine, "examined_by"),
    Action.CORRECT: (correct_facts, "corrected_by"),
    Action.INVESTIGATE: (decide_to_investigate, "decided_by"),
    Action.NOT_INVESTIGATE: (decide_not_to_investigate, "decided_by"),
    Action.RECORD_STEP: (record_step, "recorded_by"),
    Action.CONCLUDE_HEARING: (conclude_hearing, "concluded_by"),
    Action.DECIDE: (decide_outcome, "decided_by"),
    Action.RECORD_SENDING: (record_sending, "recorded_by"),
    Action.RECORD_WITHDRAWAL: (record_withdrawal, "recorded_by"),
    Action.DISCLOSE: (disclose, "decided_by"),
    Action.CLOSE: (close_allegation, "closed_by"),
}
"""The operation, and the name under which it takes the person who acts."""


def perform(*, action: Action, allegation: Allegation, by: Person, at: datetime, **given: Any) -> Any:
    """Do an action of the table. `given` is what its row asks for, and the `version` that was read, if any."""
    operation, who = DEEDS[action]
    return operation(allegation=allegation, at=at, **{who: by}, **given)
