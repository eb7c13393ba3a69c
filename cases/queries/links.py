"""Requests that belong together, and those that look as if they did."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery

from cases.enums import LinkKind
from cases.likeness import NEAR, look_alike
from cases.models import Case, CaseLink
from cases.queries.paging import introduce
from polact.access.models import Person

MOST = 50


@dataclass(frozen=True)
class Together:
    """Another request beside a case: linked with it (then how), or only like it."""

    case: Case
    kind: LinkKind | None

    @property
    def label(self) -> str:
        return str(self.kind.label) if self.kind else ""


def together(person: Person, case: Case) -> list[Together]:
    """What is linked with a case, and what looks like it, of the requests that the person may see; in one query."""
    live = CaseLink.objects.filter(ended_at=None)
    kinds = live.filter(Q(first=case, second=OuterRef("pk")) | Q(second=case, first=OuterRef("pk"))).values("kind")[:1]
    near = Case.objects.filter(requester_id=case.requester_id)
    if case.submitted_on:
        near = near.filter(submitted_on__range=(case.submitted_on - NEAR, case.submitted_on + NEAR))
    # A union, not an "or": each part has its index, among a million cases too.
    ids = near.values("pk").union(live.filter(first=case).values("second"), live.filter(second=case).values("first"))
    others = Case.objects.visible_to(person).filter(pk__in=ids).exclude(pk=case.pk).annotate(linked=Subquery(kinds))
    others = others.defer("question").order_by(F("linked").asc(nulls_last=True), "-pk")
    found = [Together(other, LinkKind(other.linked) if other.linked else None) for other in others[:MOST]]
    return [one for one in found if one.kind or look_alike(case, one.case)]


def links_of(person: Person, case: Case) -> list[CaseLink]:
    """Every link of a case that the person may see, those that hold first, with both cases and who made them."""
    mine = CaseLink.objects.filter(Q(first=case) | Q(second=case))
    seen = Case.objects.visible_to(person)
    mine = mine.filter(Exists(seen.filter(pk=OuterRef("first_id"))), Exists(seen.filter(pk=OuterRef("second_id"))))
    links = list(
        mine.select_related("first__organization", "second__organization", "linked_by", "ended_by").order_by(
            F("ended_at").asc(nulls_first=True), "-linked_at"
        )
    )
    introduce([case for link in links for case in (link.first, link.second)])
    return links
