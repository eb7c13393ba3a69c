"""What a decision on a candidacy consists of, and when it may be made. Pure: nothing here saves.

The grid of phase, limb and factor, mitigations, divergent views and Charter interests are what reasons need to survive a
review (*Taman v. Canada (AG)*, 2017 FCA 1): a refusal with an empty cell cannot be made. PSEA ss. 114, 115; PAR s. 5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from itertools import product
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cases.enums import Limb, Weight
from cases.enums.candidacy import AuthorizationOutcome, Stance
from cases.models import Candidacy
from polact.base.errors import Invalid
from polact.catalogue.candidacy import GRANTED, GRANTED_WITH_CONDITIONS, NO_DECISION
from polact.catalogue.kinds import AuthorizationKind, ConditionKind, Outcome, Term
from polact.catalogue.registry import request_type

LONGEST_FINDING = 4_000  # characters
MOST_NAMED = 6
"""So many empty cells are named in a sentence; the others are counted."""

WEIGHTS = {
    Weight.FOR: _lazy("Speaks for granting"),
    Weight.NEUTRAL: _lazy("Weighs neither way"),
    Weight.AGAINST: _lazy("Speaks against granting"),
}
"""How a weight is called where something is granted or not."""

Cell = tuple[str, str, str]
"""Phase, limb and factor."""


@dataclass(frozen=True)
class Found:
    """One cell of the grid."""

    phase: str
    limb: str
    factor: str
    weight: str = ""
    finding: str = ""
    evidence: str = ""

    @property
    def cell(self) -> Cell:
        return self.phase, self.limb, self.factor

    @property
    def is_said(self) -> bool:
        """Weighed and put in words."""
        return bool(self.weight and self.finding.strip())


@dataclass(frozen=True)
class Authorized:
    """What becomes of one authorization. Dates are the first and the last day on which it holds."""

    kind: str
    outcome: str = ""
    active_from: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Obligation:
    """A condition. Dates are its first and its last day; one that does not last is due on the first."""

    kind: str
    text: str = ""
    active_from: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Ruling:
    """The parts of a decision, as they are drafted. A draft may lack any of them."""

    outcome: str = ""
    reasons: str = ""
    mitigations: str = ""
    divergent_views: str = ""
    charter: str = ""
    findings: Sequence[Found] = ()
    authorizations: Sequence[Authorized] = ()
    conditions: Sequence[Obligation] = ()

    def content(self) -> dict[str, Any]:
        """As plain data that JSON can hold; `ruling_of` reads it."""
        return {name: _plain(value) for name, value in asdict(self).items()}


PARTS = tuple(field.name for field in fields(Ruling))
TEXTS = ("outcome", "reasons", "mitigations", "divergent_views", "charter")


def ruling_of(content: Mapping[str, Any]) -> Ruling:
    """The ruling that a draft holds. Parts that are missing are empty."""
    return Ruling(
        **{name: content.get(name, "") for name in TEXTS},
        findings=tuple(Found(**one) for one in content.get("findings", ())),
        authorizations=tuple(Authorized(**_dated(one)) for one in content.get("authorizations", ())),
        conditions=tuple(Obligation(**_dated(one)) for one in content.get("conditions", ())),
    )


def phases_of(candidacy: Candidacy) -> list[Term]:
    """The phases that the authorizations of its level cover, in their order."""
    covered = {phase for kind in candidacy.level_rules.authorizations for phase in kind.phases}
    return [phase for phase in candidacy.rules.phases if phase.code in covered]


def required_cells(candidacy: Candidacy, authorizations: Iterable[Authorized]) -> list[Cell]:
    """The cells that a refusal needs: each phase of what is refused, both limbs, every factor that the law names."""
    refused = {one.kind for one in authorizations if one.outcome == AuthorizationOutcome.REFUSED}
    covered = {phase for kind in candidacy.level_rules.authorizations if kind.code in refused for phase in kind.phases}
    phases = [phase.code for phase in candidacy.rules.phases if phase.code in covered]
    factors = [factor.code for factor in candidacy.rules.factors if factor.source]
    return list(product(phases, Limb.values, factors))


def empty_cells(candidacy: Candidacy, ruling: Ruling) -> list[Cell]:
    """Those of the required cells that nothing was said in."""
    said = {found.cell for found in ruling.findings if found.is_said}
    return [cell for cell in required_cells(candidacy, ruling.authorizations) if cell not in said]


def cell_name(candidacy: Candidacy, cell: Cell) -> str:
    """A cell in words of the current language."""
    phase, limb, factor = cell
    names = {term.code: term.name for term in candidacy.rules.phases}
    factors = {term.code: term.name for term in candidacy.rules.factors}
    return f"{names[phase]} – {Limb(limb).label} – {factors[factor]}"


def diverge(outcome: Outcome, stances: Collection[str]) -> bool:
    """Whether somebody of the organization saw it otherwise than the decision does."""
    if not outcome.is_grant:
        return any(stance != Stance.UNFAVOURABLE for stance in stances)
    return Stance.UNFAVOURABLE in stances or (outcome == GRANTED and Stance.WITH_CONDITIONS in stances)


def check_parts(candidacy: Candidacy, ruling: Ruling) -> None:
    """Raise Invalid for a code that there cannot be, or one that comes twice: for drafts too, which may lack anything."""
    if ruling.outcome and _outcome(candidacy, ruling) is None:
        raise Invalid(_("Choose one of the outcomes of this type of request."), field="outcome")
    cells = [found.cell for found in ruling.findings]
    phases = [phase.code for phase in phases_of(candidacy)]
    known = set(product(phases, Limb.values, [factor.code for factor in candidacy.rules.factors]))
    if len(cells) != len(set(cells)) or not known.issuperset(cells):
        raise Invalid(_("Say for each finding its phase, limb and factor, each combination once."), field="findings")
    if any(found.weight not in {"", *Weight.values} for found in ruling.findings):
        raise Invalid(_("Say which way each finding weighs."), field="findings")
    if any(max(len(found.finding), len(found.evidence)) > LONGEST_FINDING for found in ruling.findings):
        raise Invalid(_("A finding is too long."), field="findings")
    _check_kinds(ruling.authorizations, _kinds(candidacy), "authorizations")
    _check_kinds(ruling.conditions, _condition_kinds(candidacy), "conditions")
    if any(one.outcome not in {"", *AuthorizationOutcome.values} for one in ruling.authorizations):
        raise Invalid(_("Choose an outcome for each authorization."), field="authorizations")


def check_ruling(candidacy: Candidacy, ruling: Ruling, *, stances: Collection[str]) -> Outcome:
    """Return the outcome, or raise Invalid for the first thing that is missing or wrong, with its field.

    Takes the candidacy with its case and election, and what those of the organization who gave an opinion concluded.
    """
    check_parts(candidacy, ruling)
    outcome = _outcome(candidacy, ruling)
    if outcome is None:
        raise Invalid(_("Choose an outcome."), field="outcome")
    if not ruling.reasons.strip():
        raise Invalid(_("Give the reasons: they are owed for grants as well as refusals."), field="reasons")
    for found in ruling.findings:
        if not found.is_said:
            told = {"cell": cell_name(candidacy, found.cell)}
            raise Invalid(
                _("Weigh this finding and put it in words: %(cell)s.") % told, field="findings", cells=[told["cell"]]
            )
    _check_authorizations(candidacy, outcome, ruling)
    _check_conditions(candidacy, outcome, ruling)
    if diverge(outcome, stances) and not ruling.divergent_views.strip():
        raise Invalid(
            _("Somebody of the organization sees it otherwise: record that view and answer it."),
            field="divergent_views",
        )
    if any(one.outcome == AuthorizationOutcome.REFUSED for one in ruling.authorizations):
        _check_refusal(candidacy, ruling)
    return outcome


def _check_refusal(candidacy: Candidacy, ruling: Ruling) -> None:
    empty = [cell_name(candidacy, cell) for cell in empty_cells(candidacy, ruling)]
    if empty:
        named = "; ".join(empty[:MOST_NAMED])
        more = len(empty) - MOST_NAMED
        if more > 0:
            named = _("%(cells)s; and %(number)d more") % {"cells": named, "number": more}
        raise Invalid(
            _("A refusal needs a finding in every cell. Empty: %(cells)s.") % {"cells": named},
            field="findings",
            cells=empty,
        )
    if not ruling.mitigations.strip():
        raise Invalid(
            _(
                "Say which mitigations were considered (leave, other duties, a transition), and why they do not suffice."
            ),
            field="mitigations",
        )
    if not ruling.charter.strip():
        raise Invalid(
            _("Weigh the interests that the Charter protects: expression, s. 2(b), and standing for election, s. 3."),
            field="charter",
        )


def _check_authorizations(candidacy: Candidacy, outcome: Outcome, ruling: Ruling) -> None:
    kinds = _kinds(candidacy)
    given = {one.kind: one for one in ruling.authorizations if one.outcome}
    if missing := [kind for kind in kinds.values() if kind.code not in given]:
        raise Invalid(
            _("Say what becomes of each authorization. Missing: %(names)s.")
            % {"names": ", ".join(f"{kind.name} ({kind.section})" for kind in missing)},
            field="authorizations",
        )
    outcomes = {one.outcome for one in given.values()}
    if outcome.is_grant and AuthorizationOutcome.GRANTED not in outcomes:
        raise Invalid(_("Nothing is granted, but the outcome says so. Change one of them."), field="outcome")
    if not outcome.is_grant and (
        AuthorizationOutcome.GRANTED in outcomes or AuthorizationOutcome.REFUSED not in outcomes
    ):
        raise Invalid(_("The outcome is a refusal: then nothing is granted and something is refused."), field="outcome")
    for one in given.values():
        _check_days(candidacy, kinds[one.kind], one)


def _check_days(candidacy: Candidacy, kind: AuthorizationKind, one: Authorized) -> None:
    if one.outcome != AuthorizationOutcome.GRANTED:
        if one.active_from or one.last_day:
            raise Invalid(
                _("What is not granted has no dates: %(name)s.") % {"name": kind.name}, field="authorizations"
            )
        return
    if one.active_from is None:
        raise Invalid(_("From when does it hold: %(name)s?") % {"name": kind.name}, field="authorizations")
    if one.last_day is not None and one.last_day < one.active_from:
        raise Invalid(_("The last day must not lie before the first."), field="authorizations")
    if kind.is_leave:
        _check_leave(candidacy, one)


def _check_leave(candidacy: Candidacy, leave: Authorized) -> None:
    """S. 114(3): for all of the time as a candidate during the election period."""
    election, begins, ends = candidacy.election, None, candidacy.polling_day
    if election is not None:
        begins, ends = election.active_from, election.last_day or ends
    if begins is not None and candidacy.candidate_from is not None:
        begins = max(begins, candidacy.candidate_from)
    assert leave.active_from is not None
    is_late = begins is not None and leave.active_from > begins
    is_short = leave.last_day is None or (ends is not None and leave.last_day < ends)
    if is_late or is_short:
        raise Invalid(
            _("The leave must cover the whole election period: give its first and its last day."),
            field="authorizations",
        )


def _check_conditions(candidacy: Candidacy, outcome: Outcome, ruling: Ruling) -> None:
    if outcome == GRANTED_WITH_CONDITIONS and not ruling.conditions:
        raise Invalid(_("Say under which conditions it is granted."), field="conditions")
    if ruling.conditions and (outcome == GRANTED or not outcome.is_grant):
        raise Invalid(_("There are conditions, but the outcome has none. Change one of them."), field="conditions")
    kinds = _condition_kinds(candidacy)
    for one in ruling.conditions:
        kind = kinds[one.kind]
        if one.active_from is None:
            raise Invalid(_("When does this condition begin: %(name)s?") % {"name": kind.name}, field="conditions")
        if one.last_day is not None and (not kind.lasts or one.last_day < one.active_from):
            raise Invalid(
                _("The days of this condition do not fit: %(name)s.") % {"name": kind.name}, field="conditions"
            )
        if kind.code == "OTHER" and not one.text.strip():
            raise Invalid(_("Put the other condition in words."), field="conditions")


def _check_kinds(given: Iterable[Authorized] | Iterable[Obligation], known: Mapping[str, Any], field: str) -> None:
    codes = [one.kind for one in given]
    if len(codes) != len(set(codes)) or not set(codes) <= set(known):
        raise Invalid(_("Name only what there is for this level of government, each once."), field=field)


def _outcome(candidacy: Candidacy, ruling: Ruling) -> Outcome | None:
    found = (one for one in request_type(candidacy.case.request_type).outcomes if one.code == ruling.outcome)
    return next((one for one in found if one != NO_DECISION), None)


def _kinds(candidacy: Candidacy) -> dict[str, AuthorizationKind]:
    return {kind.code: kind for kind in candidacy.level_rules.authorizations}


def _condition_kinds(candidacy: Candidacy) -> dict[str, ConditionKind]:
    return {kind.code: kind for kind in candidacy.rules.conditions}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def _dated(one: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(one[name]) if one.get(name) else None for name in ("active_from", "last_day")}
    return {**one, **days}
