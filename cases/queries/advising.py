"""Answers that a case got, their letters, working papers and passages, from what the person may see."""

from uuid import UUID

from django.db.models import QuerySet

from cases.models import Advice, AdviceDraft, AdviceProposal, Case, Letter, Passage, Reopening


def answers_of(case: Case) -> list[Advice]:
    """Every advice of a case with its letter, the newest first; all but the first were superseded."""
    return list(case.all_advice.select_related("letter").order_by("-recorded_at"))


def reopenings_of(case: Case) -> list[Reopening]:
    """When and why a case was opened again, oldest first."""
    return list(case.reopenings.select_related("reopened_by"))


def draft_of(case: Case) -> AdviceDraft | None:
    """The draft of an advice. Row-level security shows none to the one who asked."""
    return AdviceDraft.objects.filter(case=case).select_related("saved_by", "comment_by").first()


def proposal_of(case: Case) -> AdviceProposal | None:
    """What waits for a second reader."""
    return case.proposals.filter(decided_at=None).select_related("author").first()


def letters_of(case: Case) -> list[Letter]:
    """The letters of a case, newest first."""
    return [_of(case, found) for found in case.letters.select_related("advice__superseded_by").order_by("-issued_at")]


def letter(case: Case, pk: UUID) -> Letter:
    """One letter of the case. Raises Letter.DoesNotExist."""
    return _of(case, case.letters.select_related("advice__superseded_by").get(pk=pk))


def _of(case: Case, letter: Letter) -> Letter:
    letter.case = case
    return letter


def passages(organizations: frozenset[int] | set[int], *, withdrawn: bool = False) -> list[Passage]:
    """The newest version of each passage shared by all or belonging to one of these organizations, by kind and code."""
    newest: QuerySet[Passage] = Passage.objects.order_by("organization_id", "code", "-version").distinct(
        "organization_id", "code"
    )
    found = [
        passage
        for passage in newest.select_related("organization", "written_by")
        if (passage.organization_id is None or passage.organization_id in organizations)
        and (withdrawn or not passage.is_withdrawn)
    ]
    return sorted(found, key=lambda one: (one.kind, one.code, one.organization_id or 0))


def passage_by_ref(ref: UUID) -> Passage | None:
    """The newest version of one passage."""
    found = Passage.objects.filter(ref=ref).select_related("organization", "written_by")
    return found.order_by("-version").first()


def versions_of(passage: Passage) -> list[Passage]:
    """All versions of a passage, newest first."""
    return list(Passage.objects.filter(ref=passage.ref).select_related("written_by").order_by("-version"))
