"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import Advice
from cases.models.case import COUNTED, LANGUAGES, Case, CaseQuerySet
from cases.models.clockwork import ClockDifference
from cases.models.conversation import CaseMessage, InternalNote
from cases.models.ending import Ending
from cases.models.information import AnswerDraft, InformationItem, InformationReminder, InformationRequest
from cases.models.repeating import IdempotencyKey
from cases.models.routing import RoutingRule

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "Advice",
    "AnswerDraft",
    "Case",
    "CaseMessage",
    "CaseQuerySet",
    "ClockDifference",
    "Ending",
    "IdempotencyKey",
    "InformationItem",
    "InformationReminder",
    "InformationRequest",
    "InternalNote",
    "RoutingRule",
]
