"""By when to file: before the decision's last day, whatever holidays do to it, and with the days that the organization needs."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.clocks.candidacy import decision_limit
from cases.filing import Chance, latest_safe_filing
from polact.catalogue.calendars import add_business_days, why_not_business

DAY = timedelta(days=1)


@settings(max_examples=150, deadline=None)
@given(
    close=st.dates(date(2024, 1, 1), date(2040, 12, 31)),
    days=st.integers(0, 40),
    jurisdiction=st.sampled_from(["CA", "QC", "ON"]),
)
def test_filing_is_safe_and_the_latest_that_is(close: date, days: int, jurisdiction: str) -> None:
    filing = latest_safe_filing(nominations_close=close, organization_days=days, jurisdiction=jurisdiction)
    assert decision_limit(complete_on=filing.complete_by, jurisdiction=jurisdiction).due_on == filing.decided_by < close
    assert decision_limit(complete_on=filing.complete_by + DAY, jurisdiction=jurisdiction).due_on >= close
    assert not why_not_business(filing.send_by)
    assert add_business_days(filing.send_by, days)[0] <= filing.complete_by


def test_says_both_days_in_both_languages_and_what_cannot_be_promised() -> None:
    """Nominations of 24 September 2029: 30 days after 24 August are 23 September, a Sunday, so the file must come a day earlier."""
    filing = latest_safe_filing(nominations_close=date(2029, 9, 24), organization_days=10)
    assert (filing.complete_by, filing.decided_by, filing.send_by) == (
        date(2029, 8, 23),
        date(2029, 9, 22),
        date(2029, 8, 9),
    )
    said = filing.explanation()
    assert said.en == (
        "To be sure of a decision before nominations close on September 24, 2029, your complete file must reach the Commission "
        "by August 23, 2029; your organization usually needs 10 business days, so send it by August 9, 2029."
    )
    assert (
        "le 24 septembre 2029, votre dossier complet doit parvenir à la Commission au plus tard le 23 août 2029"
        in said.fr
    )
    told = {
        day: filing.chance(day) for day in (date(2029, 8, 9), date(2029, 8, 10), date(2029, 8, 24), date(2029, 9, 25))
    }
    assert list(told.values()) == [
        Chance.IN_TIME, Chance.ORGANIZATION_MUST_HURRY, Chance.NOT_SURE, Chance.CLOSED
    ]  # fmt: skip
    assert filing.feasible_today(date(2029, 8, 9))
    assert filing.warning(date(2029, 8, 9)) is None
    warned = filing.warning(date(2029, 8, 24))
    assert warned is not None
    assert ("cannot be promised" in warned.en, "14 à 21 jours" in warned.fr) == (True, True)
