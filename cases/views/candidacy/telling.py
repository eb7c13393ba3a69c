"""A candidacy in plain words: what the deadlines mean today, what the warnings are, which lines are missing."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.candidacy_content import Item
from cases.candidacy_timing import days_known, safe_filing
from cases.enums.candidacy import BEFORE_DECISION, WITH_ORGANIZATION, Stage
from cases.filing import WARNINGS, Chance
from cases.limit_words import AS_EARLY, NO_LIMIT
from cases.models import Candidacy
from polact.base.templatetags.ui import day_in_words
from polact.base.text import current_language
from polact.catalogue.jurisdictions import JURISDICTIONS


@dataclass(frozen=True)
class Deadline:
    """What to know of a day: its tone, one line, and how it was found."""

    tone: str
    title: str
    text: str
    steps: str


@dataclass(frozen=True)
class Meter:
    """The checklist with how much of it is there."""

    items: list[Item]

    @property
    def done(self) -> int:
        return sum(1 for item in self.items if item.is_there)

    @property
    def total(self) -> int:
        return len(self.items)


def deadline_of(candidacy: Candidacy, today: date) -> Deadline | None:
    """Whether a decision can be there before nominations close: before the day, after it, and when they are closed; that
    none can be promised where no law limits its time. None while the close of nominations is not known, and once there is
    a decision."""
    safe, close = safe_filing(candidacy), days_known(candidacy)["nominations_close"]
    if close is None or candidacy.stage not in (Stage.DRAFT, *WITH_ORGANIZATION, *BEFORE_DECISION):
        return None
    if safe is None:
        return _without_limit(close, today, is_sent=candidacy.sent_at is not None)
    steps = str(safe.explanation())
    if candidacy.decide_by:
        return _of_complete(candidacy.decide_by, close, steps)
    tone, title = CHANCES[safe.chance(today)]
    return Deadline(tone, str(title), str(safe.warning(today) or safe.explanation()), steps)


CHANCES = {
    Chance.IN_TIME: ("info", gettext_lazy("There is time for a decision before nominations close")),
    Chance.ORGANIZATION_MUST_HURRY: ("warning", gettext_lazy("Your organization must hurry")),
    Chance.NOT_SURE: ("warning", gettext_lazy("A decision in time is unlikely")),
    Chance.CLOSED: ("danger", gettext_lazy("Too late for this election")),
}


def _without_limit(close: date, today: date, *, is_sent: bool) -> Deadline:
    """No day is safe, and none is shown."""
    if today > close:
        tone, title = CHANCES[Chance.CLOSED]
        return Deadline(tone, str(title), str(WARNINGS[Chance.CLOSED]), "")
    said = _("Nominations close on %(close)s.") % {"close": day_in_words(close, current_language())}
    parts = [str(NO_LIMIT), said, *([] if is_sent else [str(AS_EARLY)])]
    return Deadline("warning", _("A decision in time cannot be promised"), " ".join(parts), "")


def _of_complete(decide_by: date, close: date, steps: str) -> Deadline:
    language = current_language()
    words = {"day": day_in_words(decide_by, language), "close": day_in_words(close, language)}
    if decide_by > close:
        said = _("The decision is due by law on %(day)s, after nominations close on %(close)s.") % words
        return Deadline("warning", _("A decision in time is unlikely"), said, steps)
    said = _("The decision is due by law on %(day)s; nominations close on %(close)s.") % words
    return Deadline("info", _("A decision is due in time"), said, steps)


def facts_of(candidacy: Candidacy) -> list[tuple[str, str]]:
    """What the candidacy is about, line by line, without what was not said."""
    language = current_language()
    days = ("nomination_from", "candidate_from", "nominations_close", "polling_day")
    names = (
        *("district", "office", *days, "position_title", "group_level", "work_location", "duties", "visibility"),
        *("temporary_title", "temporary_duties", "manager_name", "public_steps"),
    )
    level = candidacy.get_level_display()
    where = str(candidacy.election or JURISDICTIONS[candidacy.jurisdiction])
    told = [(_("Election"), f"{level}, {where}")]
    told.append(
        (_("Employment"), candidacy.get_employment_display() + (f" ({_('on leave')})" if candidacy.on_leave else ""))
    )
    for name in names:
        value = getattr(candidacy, name)
        if value:
            label = str(capfirst(Candidacy._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            told.append((label, day_in_words(value, language) if name in days else value))
    return told
