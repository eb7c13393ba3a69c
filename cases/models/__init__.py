"""The record of a request and the facts added to it, one file per subject."""

from cases.models.advice import (
    Advice,
    AdviceContent,
)
from cases.models.advising import (
    AdviceDraft,
    AdviceProposal,
)
from cases.models.after import (
    GazetteTemplate,
    TouchedFact,
)
from cases.models.assignment import (
    Assignment,
)
from cases.models.attachment import (
    Attachment,
    AttachmentContent,
)
from cases.models.bulk import (
    MOST_AT_ONCE,
    UNDO_FOR,
    BulkAction,
    BulkRun,
)
from cases.models.candidacy import (
    Candidacy,
    CandidacyInput,
    CandidacyItem,
)
from cases.models.candidacy_decision import (
    Authorization,
    CandidacyResult,
    Condition,
    ConditionEvent,
    Decision,
    DecisionDraft,
    DecisionFinding,
    Delegation,
    GazetteNotice,
)
from cases.models.case import (
    COUNTED,
    LANGUAGES,
    Case,
    CaseQuerySet,
)
from cases.models.clockwork import (
    ClockDifference,
)
from cases.models.consultation import (
    Consultation,
    Opinion,
)
from cases.models.conversation import (
    CaseMessage,
    InternalNote,
)
from cases.models.decision_letter import (
    DecisionLetter,
    DecisionLetterCopy,
)
from cases.models.election import (
    DistrictPeriod,
    ElectionChange,
    ElectionPeriod,
    ElectoralDistrict,
)
from cases.models.ending import (
    Ending,
)
from cases.models.imported import (
    HistoryFile,
    ImportedRequest,
)
from cases.models.information import (
    AnswerDraft,
    InformationItem,
    InformationReminder,
    InformationRequest,
)
from cases.models.letter import (
    Letter,
    LetterCopy,
)
from cases.models.link import (
    CaseLink,
)
from cases.models.passage import (
    Passage,
)
from cases.models.precedent import (
    DepartureReason,
    PrecedentCheck,
)
from cases.models.recusal import (
    Recusal,
)
from cases.models.reopening import (
    Reopening,
)
from cases.models.repeating import (
    IdempotencyKey,
)
from cases.models.routing import (
    Routing,
    RoutingRule,
)
from cases.models.safety import (
    Explanation,
    Finding,
    SafetyRun,
    Vacancy,
)
from cases.models.saved_view import (
    AlertKind,
    SavedView,
    SavedViewQuerySet,
    ViewAlert,
)

__all__ = [
    "COUNTED",
    "LANGUAGES",
    "MOST_AT_ONCE",
    "UNDO_FOR",
    "Advice",
    "AdviceContent",
    "AdviceDraft",
    "AdviceProposal",
    "AlertKind",
    "AnswerDraft",
    "Assignment",
    "Attachment",
    "AttachmentContent",
    "Authorization",
    "BulkAction",
    "BulkRun",
    "Candidacy",
    "CandidacyInput",
    "CandidacyItem",
    "CandidacyResult",
    "Case",
    "CaseLink",
    "CaseMessage",
    "CaseQuerySet",
    "ClockDifference",
    "Condition",
    "ConditionEvent",
    "Consultation",
    "Decision",
    "DecisionDraft",
    "DecisionFinding",
    "DecisionLetter",
    "DecisionLetterCopy",
    "Delegation",
    "DepartureReason",
    "DistrictPeriod",
    "ElectionChange",
    "ElectionPeriod",
    "ElectoralDistrict",
    "Ending",
    "Explanation",
    "Finding",
    "GazetteNotice",
    "GazetteTemplate",
    "HistoryFile",
    "IdempotencyKey",
    "ImportedRequest",
    "InformationItem",
    "InformationReminder",
    "InformationRequest",
    "InternalNote",
    "Letter",
    "LetterCopy",
    "Opinion",
    "Passage",
    "PrecedentCheck",
    "Recusal",
    "Reopening",
    "Routing",
    "RoutingRule",
    "SafetyRun",
    "SavedView",
    "SavedViewQuerySet",
    "TouchedFact",
    "Vacancy",
    "ViewAlert",
]
