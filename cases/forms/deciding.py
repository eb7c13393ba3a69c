"""Forms of the decision on a candidacy: the grid, what is granted under which conditions, and the steps around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.decision import LONGEST_FINDING, WEIGHTS, Authorized, Found, Obligation, Ruling, phases_of
from cases.enums import Limb
from cases.enums.candidacy import AuthorizationOutcome
from cases.forms.shared import LONGEST_TEXT, area
from cases.models import Candidacy
from polact.access.models import Person
from polact.catalogue.candidacy import NO_DECISION

A_LINE = 200  # characters


@dataclass(frozen=True)
class CellFields:
    """The three fields of a cell. `is_asked`: the law names the factor, so that a refusal needs it."""

    factor: Any
    is_asked: bool
    weight: BoundField
    finding: BoundField
    evidence: BoundField


@dataclass(frozen=True)
class LimbFields:
    """One limb within a phase; `name` tells its table from the others."""

    name: str
    title: Any
    cells: list[CellFields]


@dataclass(frozen=True)
class PhaseFields:
    """One phase; `said` counts the cells in which something is written."""

    code: str
    title: Any
    limbs: list[LimbFields]

    @property
    def said(self) -> int:
        return sum(bool(cell.finding.value()) for limb in self.limbs for cell in limb.cells)

    @property
    def all(self) -> int:
        return sum(cell.is_asked for limb in self.limbs for cell in limb.cells)


@dataclass(frozen=True)
class RowFields:
    """The fields of an authorization or a condition, with what the law says of it."""

    title: Any
    basis: str
    choice: BoundField
    active_from: BoundField
    last_day: BoundField | None
    text: BoundField | None = None

    @property
    def errors(self) -> list[str]:
        parts = (self.choice, self.active_from, self.last_day, self.text)
        return [str(error) for part in parts if part is not None for error in part.errors]


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _text(label: Any, hint: Any, rows: int) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST_TEXT, widget=area(rows))


class VersionedForm(forms.Form):
    """A form that says which version of the case its page showed."""

    use_required_attribute = False
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RulingForm(VersionedForm):
    """All parts of a decision. Everything may be missing while it is a draft; what a decision lacks, the operation says."""

    draft_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reasons = _text(_("Reasons"), _("What follows from the findings. Owed for grants as well as refusals."), 8)
    mitigations = _text(
        _("Mitigations considered, and why they suffice or do not"),
        _("Leave, other duties, a transition period, stepping aside from files. Needed for a refusal."),
        5,
    )
    divergent_views = _text(
        _("Divergent views, and the answer to them"),
        _("Needed when somebody of the organization sees it otherwise than the decision."),
        5,
    )
    charter = _text(
        _("Interests under the Charter"),
        _("Expression, s. 2(b), and standing for election, s. 3, against impartiality. Needed for a refusal."),
        5,
    )

    def __init__(self, data: Any = None, *, candidacy: Candidacy, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.candidacy = candidacy
        endings = [one for one in candidacy.case.type.outcomes if one != NO_DECISION]
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Outcome"),
            required=False,
            choices=[("", _("Not said")), *((one.code, str(one.name)) for one in endings)],
        )
        for phase in phases_of(candidacy):
            for limb in Limb.values:
                for factor in candidacy.rules.factors:
                    self._add_cell(f"{phase.code}_{limb}_{factor.code}", factor.name)
        for kind in candidacy.level_rules.authorizations:
            self.fields[f"a_{kind.code}_outcome"] = forms.ChoiceField(
                label=str(kind.name), required=False, choices=[("", _("Not said")), *AuthorizationOutcome.choices]
            )
            self._add_days(f"a_{kind.code}", kind.name)
        for tie in candidacy.rules.conditions:
            self.fields[f"c_{tie.code}_chosen"] = forms.BooleanField(label=str(tie.name), required=False)
            self._add_days(f"c_{tie.code}", tie.name)
            if not tie.lasts:
                del self.fields[f"c_{tie.code}_last_day"]
            self.fields[f"c_{tie.code}_text"] = forms.CharField(
                label=format_lazy(_("{name}: in words"), name=tie.name),
                required=False,
                max_length=LONGEST_FINDING,
                widget=area(2),
            )
        for part in ("findings", "authorizations", "conditions"):
            self.fields[part] = forms.CharField(required=False, widget=forms.HiddenInput)  # where refusals are shown

    def _add_cell(self, place: str, factor: Any) -> None:
        self.fields[f"{place}_weight"] = forms.ChoiceField(
            label=format_lazy(_("{factor}: weight"), factor=factor),
            required=False,
            choices=[("", _("Not weighed")), *WEIGHTS.items()],
        )
        for part, label in (("finding", _("{factor}: finding")), ("evidence", _("{factor}: evidence"))):
            self.fields[f"{place}_{part}"] = forms.CharField(
                label=format_lazy(label, factor=factor), required=False, max_length=LONGEST_FINDING, widget=area(2)
            )

    def _add_days(self, place: str, name: Any) -> None:
        self.fields[f"{place}_from"] = _day(format_lazy(_("{name}: from"), name=name))
        self.fields[f"{place}_last_day"] = _day(format_lazy(_("{name}: last day"), name=name))

    @cached_property
    def phases(self) -> list[PhaseFields]:
        """The grid with its fields, for the page."""
        return [
            PhaseFields(
                phase.code,
                phase.name,
                [
                    LimbFields(
                        f"{phase.code}-{limb}".lower(),
                        f"{phase.name} – {limb.label}",
                        list(self._cells(f"{phase.code}_{limb}")),
                    )
                    for limb in Limb
                ],
            )
            for phase in phases_of(self.candidacy)
        ]

    def _cells(self, place: str) -> Iterator[CellFields]:
        for factor in self.candidacy.rules.factors:
            parts = [self[f"{place}_{factor.code}_{part}"] for part in ("weight", "finding", "evidence")]
            yield CellFields(factor.name, bool(factor.source), *parts)

    @cached_property
    def authorization_rows(self) -> list[RowFields]:
        return [
            RowFields(
                kind.name,
                kind.section,
                self[f"a_{kind.code}_outcome"],
                self[f"a_{kind.code}_from"],
                self[f"a_{kind.code}_last_day"],
            )
            for kind in self.candidacy.level_rules.authorizations
        ]

    @cached_property
    def condition_rows(self) -> list[RowFields]:
        return [
            RowFields(
                tie.name,
                tie.basis,
                self[f"c_{tie.code}_chosen"],
                self[f"c_{tie.code}_from"],
                self[f"c_{tie.code}_last_day"] if tie.lasts else None,
                self[f"c_{tie.code}_text"],
            )
            for tie in self.candidacy.rules.conditions
        ]

    def ruling(self) -> Ruling:
        """What was written."""
        given = self.cleaned_data
        return Ruling(
            given["outcome"],
            given["reasons"],
            given["mitigations"],
            given["divergent_views"],
            given["charter"],
            tuple(self._found()),
            tuple(
                Authorized(
                    kind.code,
                    given[f"a_{kind.code}_outcome"],
                    given[f"a_{kind.code}_from"],
                    given[f"a_{kind.code}_last_day"],
                )
                for kind in self.candidacy.level_rules.authorizations
            ),
            tuple(self._tied()),
        )

    def _found(self) -> Iterator[Found]:
        for phase in phases_of(self.candidacy):
            for limb in Limb.values:
                for factor in self.candidacy.rules.factors:
                    place = f"{phase.code}_{limb}_{factor.code}"
                    parts = [self.cleaned_data[f"{place}_{part}"] for part in ("weight", "finding", "evidence")]
                    if any(parts):
                        yield Found(phase.code, limb, factor.code, *parts)

    def _tied(self) -> Iterator[Obligation]:
        """Those chosen, and those about which something was written: nothing that was typed is lost."""
        given = self.cleaned_data
        for tie in self.candidacy.rules.conditions:
            parts = [given[f"c_{tie.code}_text"], given[f"c_{tie.code}_from"], given.get(f"c_{tie.code}_last_day")]
            if given[f"c_{tie.code}_chosen"] or any(parts):
                yield Obligation(tie.code, *parts)


def as_initial(ruling: Ruling) -> dict[str, Any]:
    """A ruling as the form shows it."""
    shown: dict[str, Any] = {
        name: getattr(ruling, name) for name in ("outcome", "reasons", "mitigations", "divergent_views", "charter")
    }
    for found in ruling.findings:
        place = "_".join(found.cell)
        shown |= {f"{place}_{part}": getattr(found, part) for part in ("weight", "finding", "evidence")}
    for one in ruling.authorizations:
        shown |= {f"a_{one.kind}_outcome": one.outcome, **_shown_days(f"a_{one.kind}", one)}
    for tie in ruling.conditions:
        shown |= {f"c_{tie.kind}_chosen": True, f"c_{tie.kind}_text": tie.text, **_shown_days(f"c_{tie.kind}", tie)}
    return shown


def _shown_days(place: str, one: Authorized | Obligation) -> dict[str, Any]:
    return {f"{place}_from": one.active_from, f"{place}_last_day": one.last_day}


class DecideForm(VersionedForm):
    """A decision cannot be taken back: it is confirmed in so many words."""

    confirmed = forms.BooleanField(
        label=_("I read the whole letter, and decide as it says."),
        error_messages={"required": _("Confirm that you read the letter: a decision cannot be changed afterwards.")},
    )


class ReturnForm(VersionedForm):
    comment = forms.CharField(
        label=_("What should change"),
        max_length=LONGEST_TEXT,
        widget=area(5),
        help_text=_("Only the Commission’s officers and decision makers read it."),
        error_messages={"required": _("Say what should change: the officer reads it.")},
    )


class NoticesForm(VersionedForm):
    """Confirms the notices; asks how the deputy head was notified where that was not done here."""

    deputy_head_notified_on = _day(_("Day on which the deputy head was notified"))
    delivery = forms.CharField(
        label=_("How"),
        required=False,
        max_length=A_LINE,
        help_text=_("For example by registered mail, or by hand to the office of the deputy head."),
    )

    def __init__(self, *args: Any, by_hand: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not by_hand:
            del self.fields["deputy_head_notified_on"], self.fields["delivery"]


class AgainForm(VersionedForm):
    reasons = forms.CharField(
        label=_("Why it is decided again"),
        max_length=LONGEST_TEXT,
        widget=area(4),
        help_text=_("It is written in the trail, which the employee reads."),
        error_messages={"required": _("Say why it is decided again.")},
    )


class DelegationForm(forms.Form):
    """A new instrument of delegation."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Instrument"), max_length=A_LINE, help_text=_("Its title, number or date, as it can be found again.")
    )
    person = forms.TypedChoiceField(label=_("Decision maker"), coerce=int)
    active_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last_day = _day(_("Last day, if it is known"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Choose…")), *((one.pk, str(one)) for one in people)]  # type: ignore[attr-defined]
