"""Who may ask for permission to be a candidate, and what a complete request holds. Pure: the facts are handed in.

The meter that the employee sees and the checklist of the officer are one function, `completeness`.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.enums import ElectionLevel
from cases.enums.candidacy import NOT_SUBJECT
from cases.models import Candidacy, CandidacyInput, CandidacyItem
from polact.access.enums import Role
from polact.access.models import Organization
from polact.base.text import Text
from polact.catalogue.kinds import Family
from polact.catalogue.registry import type_for

ON_REQUEST = ("", "PAR s. 2(2)")
"""Sources of what the Commission may ask for besides; all else must be in every request (PAR s. 2(1))."""
TO_SIGN = ("ELECTION", "DISTRICT", "TITLE", "DUTIES", "LOCATION")
"""Without these the organization could not tell what it is asked about."""


@dataclass(frozen=True)
class Item:
    """One line of the checklist. `why` says what is missing; empty where it is there. `is_mandatory`: by PAR s. 2(1)."""

    code: str
    name: Text
    source: str
    is_there: bool
    why: str
    is_mandatory: bool

    @property
    def rule(self) -> str:
        """The source as it is cited in the reader's language; empty for what practice asks."""
        section = self.source.removeprefix("PAR s. ")
        return self.source if section == self.source else _("Regulations, s. %(section)s") % {"section": section}


@dataclass(frozen=True)
class Reason:
    """Something to know before one asks. With `is_bar`, permission cannot be asked for here."""

    code: str
    text: str
    is_bar: bool


def eligibility(
    *, organization: Organization, employment: str, on_leave: bool, roles: Collection[Role]
) -> list[Reason]:
    """Why somebody may not ask, and what else to know: empty for most.

    Takes the organization with its regime, how and whether one works there now, and the roles that one holds there.
    PSEA s. 50(3): casual workers are not under Part 7; s. 117: a deputy head only votes; leave exempts nobody
    (s. 114 speaks of employees, and somebody on leave is one).
    """
    kind = type_for(Family.PERMISSION, regime=organization.regime, abbreviation=organization.abbreviation_en)
    barred = kind.candidacy.barred_roles if kind and kind.candidacy else ()
    found = [
        (kind is None, "REGIME", _("Your organization is not known to be under Part 7. Ask its ethics office which rules hold there."), True),
        (bool(set(barred) & set(roles)), "DEPUTY_HEAD", _("A deputy head may take part in no political activity but voting (PSEA s. 117): no permission can be given."), True),
        (employment in NOT_SUBJECT, "CASUAL", _("Part 7 does not apply to casual workers (PSEA s. 50(3)): you need no permission of the Commission. Your contract and the values of your organization hold; ask its ethics office."), True),
        (on_leave, "ON_LEAVE", _("Being on leave does not exempt you: you need permission all the same."), False),
    ]  # fmt: skip
    return [Reason(code, text, is_bar) for holds, code, text, is_bar in found if holds]


def completeness(
    candidacy: Candidacy, *, inputs: Sequence[CandidacyInput] = (), items: Sequence[CandidacyItem] = ()
) -> list[Item]:
    """The content that the law asks for, line by line, with what is missing (PAR s. 2; the regime's catalogue).

    `inputs` are the opinions invited, `items` what the Commission asked for: an answer to an item makes its line complete.
    Reads no file but the ones that the candidacy names.
    """
    answered = {item.code for item in items if item.received_at}
    lines = []
    for term in candidacy.rules.content:
        tell = MISSING.get(term.code)
        why = "" if term.code in answered or tell is None else tell(candidacy, inputs)
        lines.append(Item(term.code, term.name, term.source, not why, why, term.source not in ON_REQUEST))
    return lines


def missing_to_sign(candidacy: Candidacy) -> list[Item]:
    """What the employee must say before they can sign."""
    return [item for item in completeness(candidacy) if item.code in TO_SIGN and not item.is_there]


def _election(candidacy: Candidacy, inputs: Sequence[CandidacyInput]) -> str:
    if not candidacy.level or not candidacy.jurisdiction:
        return _("Say at which level of government, and where.")
    return "" if candidacy.election_id or candidacy.polling_day or candidacy.office else _("Say which election it is.")


def _district(candidacy: Candidacy, inputs: Sequence[CandidacyInput]) -> str:
    if candidacy.district.strip():
        return ""
    if candidacy.level == ElectionLevel.MUNICIPAL:
        return _("Name the municipality.")
    return _("Name the electoral district.")


def _visibility(candidacy: Candidacy, inputs: Sequence[CandidacyInput]) -> str:
    if candidacy.group_level.strip() and candidacy.visibility.strip():
        return ""
    return _("Give group and level, and say how visible the position and the duties are.")


def _temporary(candidacy: Candidacy, inputs: Sequence[CandidacyInput]) -> str:
    told = candidacy.temporary_title.strip() and candidacy.temporary_duties.strip()
    return "" if told or not candidacy.has_temporary_duties else _("Give title and duties of the temporary position.")


def _inputs(candidacy: Candidacy, inputs: Sequence[CandidacyInput]) -> str:
    given = {one.kind for one in inputs if one.given_at}
    absent = [str(kind.name) for kind in candidacy.level_rules.inputs if kind.is_required and kind.code not in given]
    return _("Still awaited: %(whom)s.") % {"whom": ", ".join(absent)} if absent else ""


def _said(name: str, why: Callable[[], str]) -> Callable[[Candidacy, Sequence[CandidacyInput]], str]:
    return lambda candidacy, inputs: "" if getattr(candidacy, name).strip() else why()


MISSING: dict[str, Callable[[Candidacy, Sequence[CandidacyInput]], str]] = {
    "ELECTION": _election,
    "DISTRICT": _district,
    "TITLE": _said("position_title", lambda: _("Give the title of your position.")),
    "DUTIES": _said("duties", lambda: _("Say what your duties are.")),
    "DESCRIPTION": lambda candidacy, inputs: (
        "" if candidacy.description_file_id else _("Add the approved work description as a file.")
    ),
    "LOCATION": _said("work_location", lambda: _("Say where you work.")),
    "VISIBILITY": _visibility,
    "TEMPORARY": _temporary,
    "CHART": lambda candidacy, inputs: "" if candidacy.chart_file_id else _("Add the organization chart as a file."),
    "INPUTS": _inputs,
}
"""For each code of the catalogue's content, what is missing; nothing when it is there."""
