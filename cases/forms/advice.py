"""The form of an advice: its parts in the order in which they are weighed, and what can be done with it besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.answer import LONGEST_FINDING, LONGEST_SOURCE, MOST_SOURCES, Answer
from cases.enums import Factor, Limb, LimbConclusion, Weight
from cases.forms.shared import LONGEST_TEXT, area
from cases.models import Case, DepartureReason, Passage
from polact.outreach.sources import sources

DEPARTURE = ("departure", "departure_note")
LIMBS = {Limb.ACTUAL: "actual", Limb.PERCEIVED: "perceived"}
OFFERED_SOURCES = (
    "s113",
    "s111",
    "s112",
    "par",
    "psc-guidance",
    "psc-other",
    "psc-social",
    "values-code",
    "fraser",
    "osborne",
)
LIMB_HINTS = {
    Limb.ACTUAL: _("Would taking part affect how the employee does their duties?"),
    Limb.PERCEIVED: _("Would a reasonable person who knows the facts see it so?"),
}


@dataclass(frozen=True)
class FindingFields:
    """The two fields of one factor."""

    title: Any
    weight: BoundField
    text: BoundField

    @property
    def is_used(self) -> bool:
        return bool(self.weight.value() or self.text.value() or self.weight.errors or self.text.errors)


@dataclass(frozen=True)
class LimbFields:
    """One limb with the fields of its factors."""

    title: Any
    hint: Any
    conclusion: BoundField
    findings: list[FindingFields]

    @property
    def is_used(self) -> bool:
        return any(finding.is_used for finding in self.findings)


def _text(label: Any, hint: Any, rows: int, missing: Any = None) -> forms.CharField:
    errors = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        help_text=hint,
        required=missing is not None,
        max_length=LONGEST_TEXT,
        widget=area(rows),
        error_messages=errors,
    )


class AdviceForm(forms.Form):
    """All parts of an advice. `complete`: False for a draft, which may lack anything."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    draft_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    facts_relied_on = _text(
        _("Facts relied on"),
        _("Duties, level, visibility, activity and timing, as far as they matter. Say what you could not find out."),
        5,
    )
    mitigations = _text(
        _("Precautions"),
        _("What the employee should do or avoid, one a line. Needed when the conclusion rests on precautions."),
        5,
    )
    reasons = _text(
        pgettext_lazy("of advice", "Reasons"),
        _("What follows from the facts and the factors, in words for the employee, who reads all of it."),
        8,
        _("Give the reasons: the employee is entitled to them."),
    )
    limits = _text(
        _("Limits of validity"), _("For which facts it holds, beside the work and the activity described."), 3
    )
    valid_until = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("If it ends on a day, such as that of an election."),
    )
    departure = forms.ChoiceField(
        label=_("If this departs from earlier answers: why"),
        required=False,
        choices=[("", _("It does not, or nothing comparable was answered")), *DepartureReason.choices],
        help_text=_(
            "Needed where most earlier answers about the same facts concluded otherwise. The employee does not see it."
        ),
    )
    departure_note = _text(
        _("In a sentence"),
        _("What is different here, or what changed. It is kept with the comparison, for those who answer."),
        2,
    )
    other_sources = forms.CharField(
        label=_("Other sources"),
        required=False,
        max_length=MOST_SOURCES * LONGEST_SOURCE,
        widget=area(2),
        help_text=_("One a line."),
    )

    def __init__(
        self, data: Any = None, *, case: Case, passages: Sequence[Passage] = (), complete: bool, **kwargs: Any
    ):
        super().__init__(data, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Conclusion"),
            choices=[
                (code.code, format_html('<strong>{}</strong> <span class="meaning">{}</span>', code.name, code.meaning))
                for code in case.type.answers
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a conclusion.")},
        )
        self.fields["known_sources"] = forms.MultipleChoiceField(
            label=_("Sources"),
            required=False,
            choices=[(key, str(sources()[key].text)) for key in OFFERED_SOURCES],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["passage"] = forms.ChoiceField(
            label=_("Passage or template"),
            required=False,
            choices=[("", _("Choose…")), *((str(one.pk), str(one)) for one in passages)],
        )
        for limb, name in LIMBS.items():
            self._add_limb(limb, name)
        if not complete:
            for field in self.fields.values():
                field.required = False

    def _add_limb(self, limb: Limb, name: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=_("Conclusion on this limb"), required=False, choices=[("", _("Not said")), *LimbConclusion.choices]
        )
        for factor in Factor:
            self.fields[f"{name}_{factor}_weight"] = forms.ChoiceField(
                label=format_lazy(_("{factor}: weight"), factor=factor.label),
                required=False,
                choices=[("", _("Not weighed")), *Weight.choices],
            )
            self.fields[f"{name}_{factor}_text"] = forms.CharField(
                label=format_lazy(_("{factor}: finding"), factor=factor.label),
                required=False,
                max_length=LONGEST_FINDING,
                widget=area(2),
            )

    @cached_property
    def limbs(self) -> list[LimbFields]:
        """The limbs with their fields, for the page."""
        return [
            LimbFields(limb.label, LIMB_HINTS[limb], self[name], list(self._findings(name)))
            for limb, name in LIMBS.items()
        ]

    def _findings(self, name: str) -> Iterator[FindingFields]:
        for factor in Factor:
            yield FindingFields(factor.label, self[f"{name}_{factor}_weight"], self[f"{name}_{factor}_text"])

    def clean(self) -> dict[str, Any]:
        """A finding has a weight and words, or neither; a draft may be half done."""
        given = super().clean() or self.cleaned_data
        if self.fields["outcome"].required:
            for name in LIMBS.values():
                for factor in Factor:
                    self._check_finding(f"{name}_{factor}")
        return given

    def _check_finding(self, place: str) -> None:
        weight, text = self.cleaned_data.get(f"{place}_weight"), self.cleaned_data.get(f"{place}_text")
        if weight and not text:
            self.add_error(f"{place}_text", _("Say in words what you found on each factor that you weighed."))
        if text and not weight:
            self.add_error(f"{place}_weight", _("Say which way this finding weighs."))

    def _found(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        for limb, name in LIMBS.items():
            for factor in Factor.values:
                weight = self.cleaned_data[f"{name}_{factor}_weight"]
                text = self.cleaned_data[f"{name}_{factor}_text"]
                if weight or text:
                    found.append({"limb": str(limb), "factor": factor, "weight": weight, "text": text})
        return found

    def departing(self) -> dict[str, str]:
        """Why it departs from earlier answers, where it does."""
        return {name: self.cleaned_data[name] for name in DEPARTURE}

    def answer(self) -> Answer:
        """What was written."""
        given = self.cleaned_data
        others = [line.strip() for line in given["other_sources"].splitlines() if line.strip()]
        return Answer(
            given["outcome"],
            given["reasons"],
            given["mitigations"],
            given["facts_relied_on"],
            given["actual"],
            given["perceived"],
            self._found(),
            given["limits"],
            given["valid_until"],
            [*given["known_sources"], *others],
        )


def as_initial(answer: Answer) -> dict[str, Any]:
    """An answer as the form shows it."""
    shown: dict[str, Any] = {
        name: getattr(answer, name)
        for name in (
            "outcome",
            "reasons",
            "mitigations",
            "facts_relied_on",
            "actual",
            "perceived",
            "limits",
            "valid_until",
        )
    }
    shown["known_sources"] = [source for source in answer.sources if source in OFFERED_SOURCES]
    shown["other_sources"] = "\n".join(source for source in answer.sources if source not in OFFERED_SOURCES)
    for finding in answer.findings:
        place = f"{LIMBS[Limb(finding['limb'])]}_{finding['factor']}"
        shown |= {f"{place}_weight": finding["weight"], f"{place}_text": finding["text"]}
    return shown
