"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import Advice, AdviceContent
from cases.models.advising import AdviceDraft, AdviceProposal
from cases.models.case import COUNTED, LANGUAGES, Case, CaseQuerySet
from cases.models.ending import Ending
from cases.models.information import InformationRequest
from cases.models.letter import Letter, LetterCopy
from cases.models.passage import Passage
from cases.models.reopening import Reopening
from cases.models.repeating import IdempotencyKey
from cases.models.routing import RoutingRule

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "Advice",
    "AdviceContent",
    "AdviceDraft",
    "AdviceProposal",
    "Case",
    "CaseQuerySet",
    "Ending",
    "IdempotencyKey",
    "InformationRequest",
    "Letter",
    "LetterCopy",
    "Passage",
    "Reopening",
    "RoutingRule",
]
