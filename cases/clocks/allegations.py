"""Within what time an allegation is made (Political Activities Regulations, SOR/2005-373, s. 8; domain.md 6.2, rows 3 to 5).

Whoever is late is not barred: the Commission may investigate all the same (s. 8(2)).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.clocks.days import Named
from cases.clocks.limits import Limit, months_limit, statutory_limit
from polact.base.errors import Invalid
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL

ALLEGATION_DAYS = 30
OUTER_MONTHS = 12
MAIL_DAYS = 6
NOT_BARRED = Text(
    "a late allegation may still be investigated (Regulations, s. 8(2))",
    "une allégation tardive peut tout de même faire l’objet d’une enquête (Règlement, par. 8(2))",
)
NO_MARK = Text(
    "Give the day of the postmark or of the meter impression.",
    "Indiquez le jour du cachet postal ou de l’empreinte de la machine à affranchir.",
)
PERIOD_ENDED = Text("election period ended on", "période électorale terminée le")
AWARE = Text("became aware on", "connaissance acquise le")
BEGAN = Text("contravention began on", "contravention commencée le")


@dataclass(frozen=True)
class OutsidePeriod:
    """Two limits, of which the earlier counts: 30 days from awareness, and one year from the beginning."""

    from_awareness: Limit
    outer: Limit

    @property
    def counting(self) -> Limit:
        return min(self.from_awareness, self.outer, key=lambda limit: limit.due_on)

    @property
    def due_on(self) -> date:
        return self.counting.due_on

    def explanation(self) -> Text:
        return self.counting.explanation()

    def in_steps(self) -> list[Text]:
        return self.counting.in_steps()


def allegation_during_period(*, period_ended_on: date, jurisdiction: str = FEDERAL) -> Limit:
    """For a contravention that began during an election period: 30 calendar days after the day on which that period
    ended (Regulations s. 8(1)(a); row 3)."""
    return statutory_limit(
        from_=period_ended_on, days=ALLEGATION_DAYS, jurisdiction=jurisdiction, event=PERIOD_ENDED, note=NOT_BARRED
    )


def allegation_outside_period(*, aware_on: date, began_on: date, jurisdiction: str = FEDERAL) -> OutsidePeriod:
    """For one that began outside an election period: 30 calendar days after the complainant became aware of it, and no
    later than one year after it began, counted by Interpretation Act s. 28 (Regulations s. 8(1)(b); row 4)."""
    return OutsidePeriod(
        statutory_limit(from_=aware_on, days=ALLEGATION_DAYS, jurisdiction=jurisdiction, event=AWARE, note=NOT_BARRED),
        months_limit(from_=began_on, months=OUTER_MONTHS, jurisdiction=jurisdiction, event=BEGAN, note=NOT_BARRED),
    )


def submitted_by_mail(*, postmarked_on: date | None, metered_on: date | None = None) -> Named:
    """The day on which an allegation sent by mail counts as made: 6 calendar days after the postmark or the impression
    of a postage meter, whichever is later (Regulations s. 8(3); row 5). Invalid if there is neither."""
    marks = [day for day in (postmarked_on, metered_on) if day]
    if not marks:
        raise Invalid(NO_MARK, field="postmarked_on")
    on = max(marks) + timedelta(days=MAIL_DAYS)
    return Named(
        on,
        Text(
            f"Mailed on {day_in_words(max(marks), 'en')}; counts as made 6 days later, on {day_in_words(on, 'en')}.",
            f"Mise à la poste le {day_in_words(max(marks), 'fr')}; réputée faite 6 jours plus tard, le {day_in_words(on, 'fr')}.",
        ),
    )


def submitted_by_hand(*, delivered_on: date) -> Named:
    """By hand or courier: the day of delivery (Regulations s. 8(3); row 5)."""
    told = Text(
        f"Delivered, and so made, on {day_in_words(delivered_on, 'en')}.",
        f"Livrée, donc faite, le {day_in_words(delivered_on, 'fr')}.",
    )
    return Named(delivered_on, told)


def submitted_electronically(*, sent_on: date) -> Named:
    """By electronic means: the day of transmission (Regulations s. 8(3); row 5)."""
    told = Text(
        f"Transmitted, and so made, on {day_in_words(sent_on, 'en')}.",
        f"Transmise, donc faite, le {day_in_words(sent_on, 'fr')}.",
    )
    return Named(sent_on, told)
