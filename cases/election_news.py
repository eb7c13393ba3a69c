"""What a change of an election's days means for somebody who asked for permission to be a candidate in it, in both
languages. Pure; nothing is stored here."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.candidacy_timing import safe_filing
from cases.enums import ElectionChangeReason
from cases.limit_words import AS_EARLY, NO_LIMIT, due
from cases.models import Candidacy, ElectionPeriod, ElectoralDistrict
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text

IS_POSTPONED = (ElectionChangeReason.POSTPONED, ElectionChangeReason.CANDIDATE_DIED)
WITHDRAWN = Text(
    "The writ was withdrawn: the election is not held on the days that were known.",
    "Le bref a été retiré\u00a0: l’élection n’a pas lieu aux dates connues.",
)
AFTER_WITHDRAWAL = Text(
    "There is no latest day any more by which to send your request. It stays as it is: you can withdraw it, and ask again "
    "when the election is called anew.",
    "Il n’y a plus de date limite d’envoi pour votre demande. Elle reste telle quelle\u00a0: vous pouvez la retirer, et en "
    "présenter une autre quand l’élection sera de nouveau déclenchée.",
)
NOT_KNOWN = Text(
    "It is not known when nominations close, so the latest safe day to send your request cannot be told.",
    "On ne sait pas quand les candidatures seront closes; la dernière date d’envoi sûre ne peut donc pas être donnée.",
)
CLOSE_NOT_KNOWN = Text(
    "It is not known when nominations close.", "On ne sait pas quand les candidatures seront closes."
)
IN_TIME = Text("That is before nominations close.", "C’est avant la clôture des candidatures.")
NOT_IN_TIME = Text(
    "That is not before nominations close: a decision in time cannot be promised.",
    "Ce n’est pas avant la clôture des candidatures\u00a0: une décision à temps ne peut pas être promise.",
)


@dataclass(frozen=True)
class News:
    """A change of an election, everywhere or in one district, with the days from then on; None where none is known."""

    period: ElectionPeriod
    reason: ElectionChangeReason
    district: ElectoralDistrict | None
    polling_day: date | None
    nominations_close: date | None

    @property
    def is_withdrawal(self) -> bool:
        return self.reason == ElectionChangeReason.WITHDRAWN

    @property
    def name(self) -> Text:
        """The election, and the district where it is about one."""
        district = self.district
        named = Text(f", {district.name_en}", f", {district.name_fr}") if district else Text("", "")
        return Text(f"{self.period.label_en}{named.en}", f"{self.period.label_fr}{named.fr}")

    def among(self, pending: Iterable[Candidacy], apart: Iterable[ElectoralDistrict]) -> list[Candidacy]:
        """Whom it concerns: of a change in one district those in it, of one everywhere those in none of the districts
        that have days of their own (`apart`). Dates that are only set anew concern those for whom they differ."""
        if self.district is not None:
            return [one for one in pending if in_district(one, self.district)]
        known = list(apart)
        found = [one for one in pending if not any(in_district(one, district) for district in known)]
        return [one for one in found if self.reason != ElectionChangeReason.CORRECTED or self._differs_for(one)]

    def _differs_for(self, candidacy: Candidacy) -> bool:
        return any(getattr(candidacy, name) != day for name, day in self.days_for(candidacy).items())

    def days_for(self, candidacy: Candidacy) -> dict[str, date | None]:
        """The days of a candidacy from then on: those of the election, and none once its writ is withdrawn. What the
        election does not say stays as it was told."""
        if self.is_withdrawal:
            return {"nominations_close": None, "polling_day": None}
        return {
            "nominations_close": self.nominations_close or candidacy.nominations_close,
            "polling_day": self.polling_day or candidacy.polling_day,
        }

    def what(self) -> Text:
        """What changed."""
        if self.is_withdrawal:
            return WITHDRAWN
        said = [_polling(self.polling_day, self.reason in IS_POSTPONED)] if self.polling_day else []
        said += [_close(self.nominations_close)] if self.nominations_close else []
        return _joined(said)

    def meaning(self, candidacy: Candidacy, today: date) -> Text:
        """What that means for a decision before nominations close, by where the request stands; the candidacy has its new
        days already."""
        if self.is_withdrawal:
            return AFTER_WITHDRAWAL
        rule, close = candidacy.rules.limit, candidacy.nominations_close
        if not rule.is_set:
            return NO_LIMIT if candidacy.sent_at else _joined([NO_LIMIT, AS_EARLY])
        if candidacy.decide_by is not None:
            ends = [] if close is None else [IN_TIME if candidacy.decide_by < close else NOT_IN_TIME]
            return _joined([due(rule, candidacy.decide_by), *ends])
        safe = safe_filing(candidacy)
        if safe is None:
            return CLOSE_NOT_KNOWN if candidacy.sent_at else _joined([NOT_KNOWN, AS_EARLY])
        warned = safe.warning(today)
        if candidacy.sent_at is None:
            return _joined([safe.explanation(), *([warned] if warned else [])])
        return warned if warned and today > safe.complete_by else _missing_by(safe.complete_by)


def in_district(candidacy: Candidacy, district: ElectoralDistrict) -> bool:
    """Whether a candidacy is in a district, by what the employee typed: its name in either language, or its code."""
    names = {_folded(name) for name in (district.name_en, district.name_fr, district.code)}
    return _folded(candidacy.district) in names


def _folded(name: str) -> str:
    """Without accents, capitals, and what kind of dash or blank stands between words."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(one if one.isalnum() else " " for one in letters if not unicodedata.combining(one)).split())


def _polling(day: date, is_later: bool) -> Text:
    en, fr = day_in_words(day, "en"), day_in_words(day, "fr")
    if is_later:
        return Text(f"Polling is postponed to {en}.", f"Le scrutin est reporté au {fr}.")
    return Text(f"Polling day is {en}.", f"Le scrutin a lieu le {fr}.")


def _close(day: date) -> Text:
    return Text(
        f"Nominations close on {day_in_words(day, 'en')}.",
        f"Les candidatures seront closes le {day_in_words(day, 'fr')}.",
    )


def _missing_by(day: date) -> Text:
    return Text(
        "To be sure of a decision before nominations close, everything that is missing must be there by "
        f"{day_in_words(day, 'en')}.",
        "Pour avoir l’assurance d’une décision avant la clôture des candidatures, tout ce qui manque doit être reçu au plus "
        f"tard le {day_in_words(day, 'fr')}.",
    )


def _joined(said: Iterable[Text]) -> Text:
    parts = list(said)
    return Text(" ".join(one.en for one in parts), " ".join(one.fr for one in parts))
