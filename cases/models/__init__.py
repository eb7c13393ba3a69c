"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import Advice
from cases.models.bulk import MOST_AT_ONCE, UNDO_FOR, BulkAction, BulkRun
from cases.models.case import COUNTED, LANGUAGES, Case, CaseQuerySet
from cases.models.ending import Ending
from cases.models.information import InformationRequest
from cases.models.repeating import IdempotencyKey
from cases.models.routing import RoutingRule
from cases.models.saved_view import AlertKind, SavedView, SavedViewQuerySet, ViewAlert

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "MOST_AT_ONCE",
    "UNDO_FOR",
    "Advice",
    "AlertKind",
    "BulkAction",
    "BulkRun",
    "Case",
    "CaseQuerySet",
    "Ending",
    "IdempotencyKey",
    "InformationRequest",
    "RoutingRule",
    "SavedView",
    "SavedViewQuerySet",
    "ViewAlert",
]
