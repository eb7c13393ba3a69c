"""By when to file a request for permission, so that the decision comes before nominations close: pure, with its words.

The law asks nobody to file this early (s. 3 of the Regulations, which did, was repealed in 2012). It follows from the
days that the Commission has (domain.md 6.2, feasibility).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cases.clocks.candidacy import decision_limit
from cases.models import ElectionPeriod
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.calendars import business_days_before, last_business_day_by
from polact.catalogue.jurisdictions import FEDERAL

USUAL_DAYS = 10
"""Business days that an organization takes for its input, where nothing else is known. No law sets them."""

MOST_DAYS = 120
A_DAY = timedelta(days=1)


class Chance(Enum):
    """How a day lies to the days of a filing."""

    IN_TIME = "in-time"
    ORGANIZATION_MUST_HURRY = "organization-must-hurry"
    NOT_SURE = "not-sure"
    CLOSED = "closed"


@dataclass(frozen=True)
class Filing:
    """`complete_by`: the last day on which a complete file must reach the Commission for a decision to be due before the
    day on which nominations close (`decided_by`); `send_by`: the last business day on which to hand it to an
    organization that needs `organization_days` business days."""

    nominations_close: date
    decided_by: date
    complete_by: date
    send_by: date
    organization_days: int

    def chance(self, today: date) -> Chance:
        """What can still be promised to somebody who sends their request today."""
        if today > self.nominations_close:
            return Chance.CLOSED
        if today > self.complete_by:
            return Chance.NOT_SURE
        return Chance.IN_TIME if today <= self.send_by else Chance.ORGANIZATION_MUST_HURRY

    def feasible_today(self, today: date) -> bool:
        """Whether who sends their request today can be sure of a decision in time."""
        return self.chance(today) == Chance.IN_TIME

    def explanation(self) -> Text:
        """Both days and what they rest on, in one sentence, in both languages."""
        close, complete, send = (
            {language: day_in_words(day, language) for language in ("en", "fr")}
            for day in (self.nominations_close, self.complete_by, self.send_by)
        )
        days = self.organization_days
        return Text(
            f"To be sure of a decision before nominations close on {close['en']}, your complete file must reach the "
            f"Commission by {complete['en']}; your organization usually needs {days} business "
            f"{'day' if days == 1 else 'days'}, so send it by {send['en']}.",
            f"Pour avoir l’assurance d’une décision avant la clôture des candidatures, le {close['fr']}, votre dossier "
            f"complet doit parvenir à la Commission au plus tard le {complete['fr']}; votre organisation a d’ordinaire "
            f"besoin de {days} {'jour ouvrable' if days < 2 else 'jours ouvrables'}: envoyez-le donc au plus tard le "
            f"{send['fr']}.".replace(": envoyez", "\u00a0: envoyez"),
        )

    def warning(self, today: date) -> Text | None:
        """What cannot be promised any more, in both languages; None while there is time."""
        return WARNINGS.get(self.chance(today))


WARNINGS = {
    Chance.ORGANIZATION_MUST_HURRY: Text(
        "There is still time for the Commission, but less than your organization usually needs. Tell your "
        "representative which day it is about.",
        "La Commission a encore le temps voulu, mais votre organisation en a moins qu’il ne lui en faut d’ordinaire. "
        "Dites à votre personne représentante de quelle date il s’agit.",
    ),
    Chance.NOT_SURE: Text(
        "A decision in time cannot be promised: the Commission has 30 days from the day on which it has everything. The "
        "observed average is 14 to 21 days. Without permission, nobody may be a candidate.",
        "Une décision à temps ne peut pas être promise\u00a0: la Commission a 30 jours à partir du jour où elle a tout reçu. "
        "La moyenne observée est de 14 à 21 jours. Sans permission, on ne peut pas être candidat ou candidate.",
    ),
    Chance.CLOSED: Text("Nominations have closed.", "Les candidatures sont closes."),
}


def latest_safe_filing(
    *, nominations_close: date, organization_days: int = USUAL_DAYS, jurisdiction: str = FEDERAL
) -> Filing:
    """The last days on which filing is safe.

    Takes the local date on which nominations close, how many business days the organization needs before it sends the
    file on (0 or more), and the jurisdiction whose holidays may move the end of the Commission's 30 calendar days
    (Political Activities Regulations s. 5): the Commission's, not that of the election. The decision has to be due on the
    day before nominations close, since they close at some hour of that day.
    """
    complete_by = nominations_close - A_DAY
    while (due := decision_limit(complete_on=complete_by, jurisdiction=jurisdiction).due_on) >= nominations_close:
        complete_by -= A_DAY
    send_by = business_days_before(last_business_day_by(complete_by), organization_days)
    return Filing(nominations_close, due, complete_by, send_by, organization_days)


def filing_of(period: ElectionPeriod, organization_days: int = USUAL_DAYS) -> Filing | None:
    """By when to file for an election; None where nominations have no day, or polling is no longer awaited."""
    if period.nominations_close is None or not period.awaits_polling:
        return None
    return latest_safe_filing(nominations_close=period.nominations_close, organization_days=organization_days)
