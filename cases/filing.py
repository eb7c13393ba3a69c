"""By when to file a request for permission, so that the decision comes before nominations close: pure, with its words.

The law asks nobody to file this early (s. 3 of the Regulations, which did, was repealed in 2012). It follows from the
days that a regime gives for the decision (domain.md 6.2, feasibility): where it gives none, no day is safe.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cases.clocks.candidacy import OBSERVED_DECISION_DAYS, decision_limit
from cases.models import ElectionPeriod
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.calendars import business_days_before, last_business_day_by
from polact.catalogue.candidacy import PART_7
from polact.catalogue.kinds import CandidacyRules

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
    rules: CandidacyRules

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
        in_organization = self.rules.authority.of_organization
        return Text(
            f"To be sure of a decision before nominations close on {close['en']}, your "
            f"{'file must be complete' if in_organization else 'complete file must reach the Commission'} by "
            f"{complete['en']}; your organization usually needs {days} business "
            f"{'day' if days == 1 else 'days'}, so send it by {send['en']}.",
            f"Pour avoir l’assurance d’une décision avant la clôture des candidatures, le {close['fr']}, votre dossier "
            f"{'doit être complet' if in_organization else 'complet doit parvenir à la Commission'} au plus tard le "
            f"{complete['fr']}; votre organisation a d’ordinaire "
            f"besoin de {days} {'jour ouvrable' if days < 2 else 'jours ouvrables'}\u00a0: envoyez-le donc au plus tard le "
            f"{send['fr']}.",
        )

    def warning(self, today: date) -> Text | None:
        """What cannot be promised any more, in both languages; None while there is time."""
        chance = self.chance(today)
        return _not_sure(self.rules) if chance == Chance.NOT_SURE else WARNINGS.get(chance)


WARNINGS = {
    Chance.ORGANIZATION_MUST_HURRY: Text(
        "There is still time for the decision, but less than your organization usually needs. Tell your representative "
        "which day it is about.",
        "Il reste le temps voulu pour la décision, mais votre organisation en a moins qu’il ne lui en faut d’ordinaire. "
        "Dites à votre personne représentante de quelle date il s’agit.",
    ),
    Chance.CLOSED: Text("Nominations have closed.", "Les candidatures sont closes."),
}


def _not_sure(rules: CandidacyRules) -> Text:
    """The observed average is what the Commission published of its own decisions."""
    length, (least, most) = rules.limit.length, OBSERVED_DECISION_DAYS
    observed = Text(
        f"The observed average is {least} to {most} days. ", f"La moyenne observée est de {least} à {most} jours. "
    )
    if rules.authority.of_organization:
        observed = Text("", "")
    return Text(
        f"A decision in time cannot be promised: it may take {length.en} from the day on which everything is there. "
        f"{observed.en}Without permission, nobody may be a candidate.",
        f"Une décision à temps ne peut pas être promise\u00a0: elle peut prendre {length.fr} à partir du jour où tout est "
        f"reçu. {observed.fr}Sans permission, on ne peut pas être candidat ou candidate.",
    )


def latest_safe_filing(
    *, nominations_close: date, rules: CandidacyRules, organization_days: int = USUAL_DAYS
) -> Filing | None:
    """The last days on which filing is safe; None where the regime limits no decision in time.

    Takes the local date on which nominations close, the rules of the regime, of whose limit a holiday may move the end
    (by the calendar of whoever decides, not that of the election), and how many business days the organization needs
    before it sends the file on (0 or more). The decision has to be due on the day before nominations close, since they
    close at some hour of that day.
    """
    complete_by = nominations_close - A_DAY
    while (limit := decision_limit(complete_on=complete_by, rule=rules.limit)) and limit.due_on >= nominations_close:
        complete_by -= A_DAY
    if limit is None:
        return None
    send_by = business_days_before(last_business_day_by(complete_by), organization_days)
    return Filing(nominations_close, limit.due_on, complete_by, send_by, organization_days, rules)


def filing_of(period: ElectionPeriod, organization_days: int = USUAL_DAYS) -> Filing | None:
    """By when to file for an election, under Part 7: the public page knows of nobody's own regime. None where nominations
    have no day, or polling is no longer awaited."""
    if period.nominations_close is None or not period.awaits_polling:
        return None
    return latest_safe_filing(
        nominations_close=period.nominations_close, rules=PART_7, organization_days=organization_days
    )
