"""By when to file: before the decision's last day, whatever holidays do to it, and with the days that the organization needs."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.clocks.candidacy import decision_limit
from cases.filing import Chance, Filing, latest_safe_filing
from polact.base.text import Text
from polact.catalogue.calendars import add_business_days, why_not_business
from polact.catalogue.candidacy import PART_7
from polact.catalogue.kinds import TimeLimit
from polact.catalogue.registry import rules_of

DAY = timedelta(days=1)
RULE = Text("Made-up Act, s. 1", "Loi inventée, art. 1")


def filing_under(rule: TimeLimit, close: date, organization_days: int = 10, *, in_organization: bool = False) -> Filing:
    rules = replace(PART_7, limit=rule, authority=replace(PART_7.authority, of_organization=in_organization))
    filing = latest_safe_filing(nominations_close=close, rules=rules, organization_days=organization_days)
    assert filing is not None
    return filing


def due_on(complete_on: date, rule: TimeLimit) -> date:
    limit = decision_limit(complete_on=complete_on, rule=rule)
    assert limit is not None
    return limit.due_on


@settings(max_examples=150, deadline=None)
@given(
    close=st.dates(date(2024, 1, 1), date(2040, 12, 31)),
    days=st.integers(0, 40),
    rule=st.builds(TimeLimit, st.integers(1, 60), st.just(RULE), st.booleans(), st.sampled_from(["CA", "QC", "ON"])),
)
def test_filing_is_safe_and_the_latest_that_is(close: date, days: int, rule: TimeLimit) -> None:
    filing = filing_under(rule, close, days)
    assert due_on(filing.complete_by, rule) == filing.decided_by < close
    assert due_on(filing.complete_by + DAY, rule) >= close
    assert not why_not_business(filing.send_by)
    assert add_business_days(filing.send_by, days)[0] <= filing.complete_by


def test_says_both_days_in_both_languages_and_what_cannot_be_promised() -> None:
    """Nominations of 24 September 2029: 30 days after 24 August are 23 September, a Sunday, so the file must come a day earlier."""
    filing = filing_under(PART_7.limit, date(2029, 9, 24))
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


def test_a_regime_of_ten_days_gives_more_time_and_names_its_own_number() -> None:
    filing = filing_under(TimeLimit(10, RULE), date(2029, 9, 24), in_organization=True)
    assert (filing.complete_by, filing.decided_by) == (date(2029, 9, 12), date(2029, 9, 22))
    assert "your file must be complete by September 12, 2029" in filing.explanation().en
    assert "votre dossier doit être complet au plus tard le 12 septembre 2029" in filing.explanation().fr
    warned = filing.warning(date(2029, 9, 13))
    assert warned is not None
    assert "it may take 10 days from the day on which everything is there" in warned.en
    assert "elle peut prendre 10 jours à partir du jour où tout est reçu" in warned.fr
    assert "Commission" not in f"{filing.explanation()}{warned.en}{warned.fr}"


def test_where_no_law_limits_the_decision_no_day_of_filing_is_safe() -> None:
    for code in ("PERMISSION_NRC", "PERMISSION_ONTARIO"):
        assert latest_safe_filing(nominations_close=date(2029, 9, 24), rules=rules_of(code)) is None
