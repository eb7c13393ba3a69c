"""Time limits as pure functions of recorded facts, each with its explanation, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.calendars import BUSINESS_VERSION, NAMES, WEEKEND, why_not_business

COUNTED, PAUSED = "counted", "paused"


@dataclass(frozen=True)
class Pause:
    """The calendar days [since, until) on which an answer of the employee was waited for.

    The day of the question does not count, the day of the answer does: asked and answered on one day costs nothing.
    """

    since: date
    until: date

    def holds(self, day: date) -> bool:
        return self.since <= day < self.until


@dataclass(frozen=True)
class Step:
    """Days in a row with one reason: COUNTED, PAUSED, `weekend` or a holiday's name.

    `days` are the business days among them; `total` is how many had been counted when they were over.
    """

    first: date
    last: date
    reason: str
    days: int
    total: int


@dataclass(frozen=True)
class Clock:
    """A computed limit: the day, the steps that led to it, and the version of the calendar used."""

    due_on: date
    started_on: date
    business_days: int
    pauses: tuple[Pause, ...]
    steps: tuple[Step, ...]
    calendar: str

    def explanation(self) -> Text:
        """How the day was found, in one sentence, in both languages."""
        holidays = sum(1 for step in self.steps if step.reason not in (COUNTED, PAUSED, WEEKEND))
        paused = sum(step.days for step in self.steps if step.reason == PAUSED)
        waited_en = (
            f"{paused} {_many(paused, 'business day')} of waiting for the employee do not count; " if paused else ""
        )
        waited_fr = (
            f"{paused} {_many(paused, 'jour ouvrable')} d’attente de la personne ne comptent pas; " if paused else ""
        )
        counted_en = f"{self.business_days} {_many(self.business_days, 'business day')}"
        counted_fr = f"{self.business_days} {_many(self.business_days, 'jour ouvrable')}"
        return Text(
            f"Counted from {day_in_words(self.started_on, 'en')}; {counted_en}, the first being the next one; weekends and "
            f"{holidays} {_many(holidays, 'holiday')} do not count; {waited_en}due on {day_in_words(self.due_on, 'en')}.",
            f"Décompte à partir du {day_in_words(self.started_on, 'fr')}; {counted_fr} à compter du lendemain; les fins de "
            f"semaine et {holidays} {_holidays_fr(holidays)} ne comptent pas; {waited_fr}échéance le "
            f"{day_in_words(self.due_on, 'fr')}.",
        )

    def in_steps(self) -> list[Text]:
        """Which days counted and which did not, and why, one sentence for each run of days."""
        return [_told(step, self.business_days) for step in self.steps]


def service_standard(
    *, submitted_on: date, business_days: int, pauses: Iterable[Pause] = (), jurisdiction: str = ""
) -> Clock:
    """When an answer is due under an organization's service standard.

    Takes the local date of submission, which itself does not count, a number of business days, and the pauses, in any
    order and overlapping or not; with the code of a province or territory, its civic day does not count either. No law
    sets this clock (domain.md 6.2, row 15). A pause never shortens it.
    """
    stood_still, steps = tuple(sorted(pauses, key=lambda pause: (pause.since, pause.until))), list[Step]()
    day, total = submitted_on, 0
    while total < business_days:
        day += timedelta(days=1)
        why_not = why_not_business(day, jurisdiction)
        if any(pause.holds(day) for pause in stood_still):
            _add(steps, Step(day, day, PAUSED, 0 if why_not else 1, total))
        elif why_not:
            _add(steps, Step(day, day, why_not, 0, total))
        else:
            total += 1
            _add(steps, Step(day, day, COUNTED, 1, total))
    return Clock(day, submitted_on, business_days, stood_still, tuple(steps), BUSINESS_VERSION)


def _add(steps: list[Step], step: Step) -> None:
    """Lengthen the last run, or begin another."""
    if steps and steps[-1].reason == step.reason:
        before = steps.pop()
        step = Step(before.first, step.last, step.reason, before.days + step.days, step.total)
    steps.append(step)


def _told(step: Step, business_days: int) -> Text:
    days = step.days
    if step.reason == COUNTED:
        en = f"{days} {_many(days, 'business day')} counted, {step.total} of {business_days}."
        fr = f"{days} {_many(days, 'jour ouvrable')} {_many(days, 'compté')}, {step.total} sur {business_days}."
    elif step.reason == PAUSED:
        en = f"paused, waiting for the employee; {days} {_many(days, 'business day')} not counted."
        fr = f"pause, en attente de la personne; {days} {_many(days, 'jour ouvrable')} non {_many(days, 'compté')}."
    else:
        name = NAMES[step.reason]
        en, fr = f"{name.en}, not counted.", f"{name.fr}, hors du décompte."
    return Text(f"{_days(step, 'en')}: {en}", f"{_days(step, 'fr')} : {fr}")


def _days(step: Step, language: str) -> str:
    """The day, or from when until when."""
    first, last = day_in_words(step.first, language), day_in_words(step.last, language)
    if step.first == step.last:
        return first
    return f"du {first} au {last}" if language == "fr" else f"{first} to {last}"


def _many(count: int, words: str) -> str:
    """The words in the plural where there are several: in English for all but one, in French from two on."""
    english = words in ("business day", "holiday")
    one = count == 1 if english else count < 2
    if one:
        return words
    return " ".join(f"{word}s" for word in words.split()) if not english else f"{words}s"


def _holidays_fr(count: int) -> str:
    return "jour férié" if count < 2 else "jours fériés"
