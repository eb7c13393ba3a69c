"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import Advice
from cases.models.assignment import Assignment
from cases.models.attachment import Attachment, AttachmentContent
from cases.models.case import COUNTED, LANGUAGES, Case, CaseQuerySet
from cases.models.consultation import Consultation, Opinion
from cases.models.ending import Ending
from cases.models.information import InformationRequest
from cases.models.precedent import DepartureReason, PrecedentCheck
from cases.models.recusal import Recusal
from cases.models.repeating import IdempotencyKey
from cases.models.routing import RoutingRule
from cases.models.safety import Explanation, Finding, SafetyRun, Vacancy

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "Advice",
    "Assignment",
    "Attachment",
    "AttachmentContent",
    "Case",
    "CaseQuerySet",
    "Consultation",
    "DepartureReason",
    "Ending",
    "Explanation",
    "Finding",
    "IdempotencyKey",
    "InformationRequest",
    "Opinion",
    "PrecedentCheck",
    "Recusal",
    "RoutingRule",
    "SafetyRun",
    "Vacancy",
]
