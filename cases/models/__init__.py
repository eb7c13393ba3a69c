"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import Advice
from cases.models.case import COUNTED, LANGUAGES, Case, CaseQuerySet
from cases.models.election import ElectionPeriod
from cases.models.ending import Ending
from cases.models.information import InformationRequest
from cases.models.link import CaseLink
from cases.models.repeating import IdempotencyKey
from cases.models.routing import Routing, RoutingRule

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "Advice",
    "Case",
    "CaseLink",
    "CaseQuerySet",
    "ElectionPeriod",
    "Ending",
    "IdempotencyKey",
    "InformationRequest",
    "Routing",
    "RoutingRule",
]
