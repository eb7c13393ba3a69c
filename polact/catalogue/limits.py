"""A limit that a law sets, counted by the Interpretation Act: calendar days, and a holiday at its end moves it; or, where
a law says so, business days, of which a weekend or a holiday is none.

Beside it a day that a rule names without setting a limit (`Named`): a deemed date, advice, a day of an election. No
holiday moves that. Which limit holds for what is for those who use it: `cases.clocks`, `allegations.timeliness`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import override

from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.calendars import BUSINESS_VERSION, NAMES, WEEKEND, add_business_days, last_business_day_by
from polact.catalogue.jurisdictions import FEDERAL
from polact.catalogue.statutory import STATUTORY_NAMES, STATUTORY_VERSION, Moved, day_or_next

RECEIVED = Text("received on", "reçu le")


@dataclass(frozen=True)
class Limit:
    """A computed limit. The day of the event does not count; `ends_on` is where the count ends, `due_on` the last day
    that the law gives once holidays are passed over, `target_on` the last business day on or before it.

    `days` are calendar days, or business days (`in_business_days`), or None where the law counts in months or years
    (`months`). `note` is what else to know, such as that whoever is late is not barred.
    """

    event: Text
    from_: date
    days: int | None
    months: int | None
    ends_on: date
    due_on: date
    target_on: date
    moved: tuple[Moved, ...]
    jurisdiction: str
    calendar: str
    note: Text | None = None
    in_business_days: bool = False

    @property
    def first_day(self) -> date:
        """Day 1: the day after the event (Interpretation Act s. 27(2)), or the first business day after it."""
        if self.in_business_days:
            return add_business_days(self.from_, 1, self.jurisdiction)[0]
        return self.from_ + timedelta(days=1)

    def explanation(self) -> Text:
        """How the day was found, in one sentence, in both languages."""
        parts = self._parts()
        return _sentence("; ".join(part.en for part in parts), "; ".join(part.fr for part in parts))

    def in_steps(self) -> list[Text]:
        """The same, one sentence for each step, and the business day to aim at where that can be another one."""
        target = Text(
            f"aim for {weekday_and_day(self.target_on, 'en')}, the last business day by then",
            f"visez le {weekday_and_day(self.target_on, 'fr')}, dernier jour ouvrable d’ici là",
        )
        targets = [] if self.in_business_days else [target]
        noted = [self.note] if self.note else []
        return [_sentence(part.en, part.fr) for part in [*self._parts(), *targets, *noted]]

    def _parts(self) -> list[Text]:
        started = Text(
            f"{self.event.en} {day_in_words(self.from_, 'en')}", f"{self.event.fr} {day_in_words(self.from_, 'fr')}"
        )
        first = Text(
            f"{self._day(1).en} is {day_in_words(self.first_day, 'en')}",
            f"le {self._day(1).fr} est le {day_in_words(self.first_day, 'fr')}",
        )
        due_en, due_fr = weekday_and_day(self.due_on, "en"), weekday_and_day(self.due_on, "fr")
        length = self._length()
        if not self.moved:
            return [started, first, Text(f"{length.en} {due_en}, the last day", f"{length.fr} {due_fr}, dernier jour")]
        end, *others = self.moved
        passed = [_passed(length, end), *(_passed(Text("then", "puis le"), day) for day in others)]
        return [
            *(started, first, *passed),
            Text(f"so the last day is {due_en}", f"le dernier jour est donc le {due_fr}"),
        ]

    def _day(self, number: int) -> Text:
        if self.in_business_days:
            return Text(f"business day {number}", f"jour ouvrable {number}")
        return Text(f"day {number}", f"jour {number}")

    def _length(self) -> Text:
        if self.days is not None:
            return Text(f"{self._day(self.days).en} is", f"le {self._day(self.days).fr} est le")
        years, months = divmod(self.months or 0, 12)
        if months:
            count = years * 12 + months
            return Text(
                f"{count} month{'s' if count > 1 else ''} end{'' if count > 1 else 's'} on",
                f"{count} mois plus tard, le",
            )
        return Text(
            f"{years} year{'s' if years > 1 else ''} end{'' if years > 1 else 's'} on",
            f"{years} an{'s' if years > 1 else ''} plus tard, le",
        )


@dataclass(frozen=True)
class Named:
    """A day with how it was found. `explanation()` is one sentence, in both languages."""

    on: date
    told: Text

    def explanation(self) -> Text:
        return self.told


def statutory_limit(
    *, from_: date, days: int, jurisdiction: str = FEDERAL, event: Text = RECEIVED, note: Text | None = None
) -> Limit:
    """The last day of "within N days after" an event, in calendar days.

    Takes the local date of the event, which itself does not count (Interpretation Act s. 27(2)), a number of calendar
    days of at least 1, and the jurisdiction whose holidays may move the end (ss. 26, 35).
    """
    return _limit(event, from_, days, None, from_ + timedelta(days=days), jurisdiction, note)


def business_limit(*, from_: date, days: int, jurisdiction: str = FEDERAL, event: Text = RECEIVED) -> Limit:
    """The last day of "within N business days after" an event.

    Takes the local date of the event, which itself does not count, a number of business days of at least 1, and the
    jurisdiction whose civic day does not count either. The last day is a business day: nothing moves it.
    """
    due_on, skipped = add_business_days(from_, days, jurisdiction)
    off = [one for one in skipped if one.reason != WEEKEND]
    note = Text("Weekends do not count", "Les fins de semaine ne comptent pas")
    if off:
        note = Text(
            "Weekends do not count, nor do "
            + ", ".join(f"{NAMES[one.reason].en} ({day_in_words(one.day, 'en')})" for one in off),
            "Ne comptent ni les fins de semaine ni les jours fériés\u00a0: "
            + ", ".join(f"{NAMES[one.reason].fr} ({day_in_words(one.day, 'fr')})" for one in off),
        )
    return Limit(
        event,
        from_,
        days,
        None,
        due_on,
        due_on,
        due_on,
        (),
        jurisdiction,
        BUSINESS_VERSION,
        note,
        in_business_days=True,
    )


def months_limit(
    *, from_: date, months: int, jurisdiction: str = FEDERAL, event: Text = RECEIVED, note: Text | None = None
) -> Limit:
    """The last day of "within N months after" an event: the same day of the month, or the last that the month has
    (Interpretation Act s. 28); a year is twelve months. A holiday moves it like any other limit."""
    return _limit(event, from_, None, months, months_after(from_, months), jurisdiction, note)


def months_after(day: date, months: int) -> date:
    """The day with the same number so many months later, or the last of a shorter month (Interpretation Act s. 28)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _limit(
    event: Text,
    from_: date,
    days: int | None,
    months: int | None,
    ends_on: date,
    jurisdiction: str,
    note: Text | None,
) -> Limit:
    due_on, moved = day_or_next(ends_on, jurisdiction)
    target_on = last_business_day_by(due_on, jurisdiction)
    return Limit(event, from_, days, months, ends_on, due_on, target_on, moved, jurisdiction, STATUTORY_VERSION, note)


def weekday_and_day(day: date, language: str) -> str:
    """`Saturday, April 4, 2026` or `samedi 4 avril 2026`."""
    with override(language):
        weekday = str(WEEKDAYS[day.weekday()])
    return f"{weekday}{' ' if language == 'fr' else ', '}{day_in_words(day, language)}"


def _passed(words: Text, passed: Moved) -> Text:
    """A holiday that the limit does not end on, with its name."""
    why = STATUTORY_NAMES[passed.reason]
    return Text(
        f"{words.en} {day_in_words(passed.day, 'en')}, {why.en}",
        f"{words.fr} {day_in_words(passed.day, 'fr')}, {why.fr}",
    )


def _sentence(en: str, fr: str) -> Text:
    return Text(f"{en[0].upper()}{en[1:]}.", f"{fr[0].upper()}{fr[1:]}.")
