"""The shape of law as data: what a request type is, and for candidacies who decides what on which grounds by when."""

from dataclasses import dataclass
from enum import Enum

from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL


class Family(Enum):
    """What a request leads to: an answer that binds nobody, a permission, or another look at one."""

    ADVICE = "advice"
    PERMISSION = "permission"
    CHANGE = "change of circumstances"


@dataclass(frozen=True)
class Outcome:
    """One way in which a request can end. `is_answer` marks those that advice can conclude with, `is_grant` those with
    which a candidacy may go ahead."""

    code: str
    name: Text
    meaning: Text
    is_answer: bool = False
    is_grant: bool = False


@dataclass(frozen=True)
class Term:
    """A code with its name and, where it comes from a rule, the rule."""

    code: str
    name: Text
    source: str = ""


@dataclass(frozen=True)
class Authority:
    """Who decides: the holders of a role, in the Commission (`of_organization` false) or in the employee's organization."""

    role: str
    name: Text
    of_organization: bool = False


@dataclass(frozen=True)
class TimeLimit:
    """How many days a decision may take once the request is complete; 0 where no law sets a limit.

    Calendar days, of which a holiday at the end moves the last one, or `in_business_days`; counted by the calendar of a
    jurisdiction. `source` is the rule or, where there is no limit, what the regime rests on.
    """

    days: int
    source: Text
    in_business_days: bool = False
    jurisdiction: str = FEDERAL

    @property
    def is_set(self) -> bool:
        """Whether there is a day by which the decision must be made."""
        return self.days > 0

    @property
    def length(self) -> Text:
        """`30 days`, `10 business days`, in both languages."""
        of_business = self.in_business_days
        days, jours = ("business day", "jour ouvrable") if of_business else ("day", "jour")
        plural = " ".join(f"{word}s" for word in jours.split())
        return Text(
            f"{self.days} {days if self.days == 1 else f'{days}s'}", f"{self.days} {jours if self.days < 2 else plural}"
        )


@dataclass(frozen=True)
class AuthorizationKind:
    """One thing that a decision grants or refuses. `phases` are those of the candidacy that it covers; `is_leave` marks a
    leave of absence without pay."""

    code: str
    name: Text
    section: str
    phases: tuple[str, ...]
    is_leave: bool = False


@dataclass(frozen=True)
class InputKind:
    """Whose opinion the organization adds: the role, how many business days are given by default, and whether a request
    can go on without it."""

    code: str
    name: Text
    role: str
    business_days: int
    is_required: bool = True


@dataclass(frozen=True)
class LevelRules:
    """What holds at one level of government: whose input, which authorizations, and whether election ends employment."""

    level: str
    inputs: tuple[InputKind, ...]
    authorizations: tuple[AuthorizationKind, ...]
    ends_employment: bool


@dataclass(frozen=True)
class ConditionKind:
    """An obligation that can go with a grant: what it says, on which basis, and whose it is (`EMPLOYEE` or `ORGANIZATION`).

    `lasts` says that it runs from a day to another; otherwise it is due on one.
    """

    code: str
    name: Text
    basis: str
    owner: str = "EMPLOYEE"
    lasts: bool = True


@dataclass(frozen=True)
class CandidacyRules:
    """The law of a candidacy under one regime: everything that pages, forms, clocks and decisions are made from."""

    authority: Authority
    limit: TimeLimit
    levels: tuple[LevelRules, ...]
    content: tuple[Term, ...]
    """What a complete request holds; the meter of the employee and the officer's checklist are these."""
    phases: tuple[Term, ...]
    factors: tuple[Term, ...]
    """What each finding is about; those with a source must be found on before a refusal."""
    conditions: tuple[ConditionKind, ...]
    no_decision: tuple[Term, ...]
    is_gazetted: bool
    barred_roles: tuple[str, ...] = ()
    """Roles whose holders may not be candidates at all."""

    def at(self, level: str) -> LevelRules:
        """The rules of one level of government; raises KeyError for a level that the regime does not know."""
        return {rules.level: rules for rules in self.levels}[level]


OF_SECTION_113 = Text("The test of section 113", "Le critère de l’article 113")


@dataclass(frozen=True)
class RequestType:
    """A kind of request: who may send it, on what legal basis, in how many business days by default, with which outcomes.

    `regimes` are those of the organizations whose people may send it; `organizations` narrows that to some of them, by
    English abbreviation.
    """

    code: str
    name: Text
    asks: Text
    legal_basis: str
    standard_days: int
    outcomes: tuple[Outcome, ...]
    family: Family = Family.ADVICE
    regimes: tuple[str, ...] = ("PART7_CORE", "PART7_DEEMED")
    organizations: tuple[str, ...] = ()
    candidacy: CandidacyRules | None = None
    test: Text = OF_SECTION_113
    """What the factors of an advice are weighed by, as a heading of its letter."""

    @property
    def answers(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.is_answer)

    def is_open_to(self, regime: str, abbreviation: str) -> bool:
        """Whether people of an organization under this regime may send it."""
        return regime in self.regimes and (not self.organizations or abbreviation in self.organizations)
