"""Days of a federal election (Canada Elections Act; domain.md 6.2, rows 12 and 13, and 9.1). Provinces have their own."""

from dataclasses import dataclass
from datetime import date, timedelta

from polact.base.errors import Invalid
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.calendars import monday_on_or_before
from polact.catalogue.limits import Named

EARLIEST_POLL, LATEST_POLL = 36, 50
LONGEST_POSTPONEMENT = 7
DAYS_BEFORE_POLL = 21
NOT_IN_WINDOW = Text(
    "Polling day is from the 36th to the 50th day after the writ is issued.",
    "Le jour du scrutin tombe du 36e au 50e jour suivant la délivrance du bref.",
)
TOO_LATE = Text("A vote is postponed by at most 7 days.", "Un scrutin est reporté d’au plus 7 jours.")


@dataclass(frozen=True)
class ElectionPeriod:
    """From the issue of the writ to polling day, or to the day on which the writ was withdrawn; both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def explanation(self) -> Text:
        return Text(
            f"The election period is from {day_in_words(self.first, 'en')} to {day_in_words(self.last, 'en')}.",
            f"La période électorale va du {day_in_words(self.first, 'fr')} au {day_in_words(self.last, 'fr')}.",
        )


def polling_window(*, issued_on: date, new_writ: bool = False) -> tuple[date, date]:
    """The first and last day that may be polling day: the 36th and the 50th after the writ is issued (s. 57(1.2)(c);
    row 12). A new writ after a withdrawal has no earliest day (s. 59(3))."""
    earliest = 1 if new_writ else EARLIEST_POLL
    return issued_on + timedelta(days=earliest), issued_on + timedelta(days=LATEST_POLL)


def election_period(
    *,
    issued_on: date,
    polling_on: date,
    postponed_to: date | None = None,
    after_death: bool = False,
    withdrawn_on: date | None = None,
    new_writ: bool = False,
) -> ElectionPeriod:
    """The federal election period (ss. 2, 57, 59, 77; row 12).

    Takes the days of the writ and of the vote, and what changed them: a postponement of at most 7 days (s. 59(4)), or of
    as long as it takes after a candidate's death (s. 77), or a withdrawal. Invalid where the vote is not between the
    36th and the 50th day after the writ, or is postponed to an earlier day or for longer than that.
    """
    first, last = polling_window(issued_on=issued_on, new_writ=new_writ)
    if not first <= polling_on <= last:
        raise Invalid(NOT_IN_WINDOW, field="polling_on")
    if postponed_to is not None:
        later = (postponed_to - polling_on).days
        if later < 0 or (later > LONGEST_POSTPONEMENT and not after_death):
            raise Invalid(TOO_LATE, field="postponed_to")
    return ElectionPeriod(issued_on, withdrawn_on or postponed_to or polling_on)


def nominations_close(*, polling_on: date) -> Named:
    """Nominations close at 2 p.m., local time, on Monday, the 21st day before polling day (ss. 69, 70; row 13).

    Where the vote is on a Tuesday, the days before it are counted as if it were on that week's Monday (s. 57(5)). Takes the
    day that was fixed first: a postponement that is ordered afterwards does not move the close (s. 59(5)(a)).
    """
    on = monday_on_or_before(polling_on) - timedelta(days=DAYS_BEFORE_POLL)
    return Named(
        on,
        Text(
            f"Nominations close at 2\u00a0pm on {day_in_words(on, 'en')}, 21 days before polling day.",
            f"Les candidatures sont closes à 14\u00a0h le {day_in_words(on, 'fr')}, 21 jours avant le jour du scrutin.",
        ),
    )
