"""The forms of what is written beside the steps of a case, and of an answer item by item."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.shared import LONGEST_TEXT, area
from cases.queries.conversation import Needed

ITEM = "item-"


class NoteForm(forms.Form):
    """An internal note."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("New internal note"),
        help_text=_("For those who handle the case. It cannot be changed afterwards; a correction is another note."),
        required=False,  # the operation says what is missing: on the page of a case nothing has to be written
        max_length=LONGEST_TEXT,
        widget=area(3),
    )


class MessageForm(forms.Form):
    """A message to the other side."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("New message"),
        help_text=_("The other side is told that there is a message; its words stay on this page."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=area(3),
    )


class SettleForm(forms.Form):
    """What is not needed any more."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    not_needed = forms.TypedMultipleChoiceField(
        label=_("What is not needed any more?"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose what is not needed any more."),
            "invalid_choice": _("One of these is not needed any more. Look at the list as it is now."),
        },
    )

    def __init__(self, data: Any = None, *, items: Sequence[Needed], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["not_needed"].choices = [(str(item.id), item.needed) for item in items]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer: to each thing that is needed, or one text for all of them. `keep` saves it as a draft instead."""

    use_required_attribute = False

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, items: Sequence[Needed], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"{ITEM}{item.id}"] = forms.CharField(
                label=item.needed, required=False, max_length=LONGEST_TEXT, widget=area(3)
            )
        label, hint = _("Your answer"), _("Do not name a party or a candidate.")
        if items:
            label = _("Or one text that answers everything")
            hint = _("Write here if you would rather answer in one go; then nothing more is waited for.")
        self.fields["answer"] = forms.CharField(
            label=label, help_text=hint, required=False, max_length=LONGEST_TEXT, widget=area(6)
        )

    @property
    def keeps(self) -> bool:
        """Whether it is only to be kept as a draft."""
        return "keep" in self.data

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.keeps and not self.answer and not self.answers:
            missing = _("Write an answer to at least one of them, or one text for all.")
            self.add_error("answer", missing if self.items else _("Write your answer."))
        return given

    @property
    def answer(self) -> str:
        text: str = self.cleaned_data.get("answer", "")
        return text

    @property
    def answers(self) -> dict[UUID, str]:
        """What was written to single things."""
        named = {item.id: self.cleaned_data.get(f"{ITEM}{item.id}", "") for item in self.items}
        return {key: text for key, text in named.items() if text}
