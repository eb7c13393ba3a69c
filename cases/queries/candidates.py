"""Who asked for permission to be a candidate in an election, and has no decision yet."""

from cases.enums.candidacy import BEFORE_DECISION, WITH_ORGANIZATION
from cases.models import Candidacy, ElectionPeriod, ElectoralDistrict

PENDING = (*WITH_ORGANIZATION, *BEFORE_DECISION)


def pending_for(period: ElectionPeriod) -> list[Candidacy]:
    """Candidacies for an election, from the signature until they are decided, in a fixed order; all of them to the system.
    A draft is seen by whoever writes it alone, and follows its election by itself (`candidacy_timing.days_known`)."""
    found = Candidacy.objects.filter(election=period, stage__in=PENDING)
    return list(found.select_related("case__organization", "case__requester").order_by("pk"))


def districts_apart(period: ElectionPeriod) -> list[ElectoralDistrict]:
    """The districts of an election that have days of their own: what changes elsewhere does not change theirs."""
    return list(ElectoralDistrict.objects.filter(periods__period=period).distinct())
