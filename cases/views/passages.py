"""Passages and templates: the list, a new one, the next version of one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.forms.passages import SHARED, PassageForm
from cases.models import Passage
from cases.operations.passages import save_passage
from cases.passages import NAMES
from cases.permissions import may_use_desk, may_write_passages
from cases.queries import advising as reading
from cases.queries import places
from cases.views.common import SignedIn, person_of, with_version
from polact.access.models import Organization
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage

WITHDRAW, BRING_BACK = "withdraw", "bring-back"


@require_safe
@login_required
def passage_list(request: HttpRequest) -> HttpResponse:
    """Passages shared by the Commission and the person's organizations' own, withdrawn ones too."""
    person = person_of(request)
    if not may_use_desk(person):
        raise Http404
    found = reading.passages(person.standing.represents, withdrawn=True)
    rows = [{"passage": one, "may_write": may_write_passages(person, one.organization_id)} for one in found]
    return render(request, "cases/passages/list.html", {"rows": rows})


class PassagePage(SignedIn, FormPage):
    """What the pages of one passage share: they are for those who may write one."""

    template_name = "cases/passages/edit.html"
    passage: Passage | None = None

    def own(self) -> list[Organization]:
        known = places()
        return [known[pk] for pk in self.person.standing.represents if pk in known]

    def form(self, data: Any = None) -> Form:
        return PassageForm(
            data,
            organizations=self.own(),
            shared=may_write_passages(self.person, None),
            is_new=self.passage is None,
            initial=self.initial() if data is None else None,
        )

    def context(self) -> dict[str, Any]:
        versions = reading.versions_of(self.passage) if self.passage else []
        return {"passage": self.passage, "versions": versions, "placeholders": [f"{{{name}}}" for name in NAMES]}


class NewPassage(PassagePage):
    """A passage that there was not."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated and not may_use_desk(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, PassageForm)
        owner = form.cleaned_data["owner"]
        organization = None if owner == SHARED else places()[int(owner)]
        save_passage(
            code=form.cleaned_data["code"],
            organization=organization,
            written_by=self.person,
            at=clock.now(),
            **form.words(),
        )
        messages.success(self.request, _("The passage is saved."))
        return redirect("cases:passages")


class EditPassage(PassagePage):
    """The next version of a passage, or its withdrawal."""

    passage: Passage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.passage = self._passage(kwargs["ref"])
        return super().dispatch(request, *args, **kwargs)

    def _passage(self, ref: UUID) -> Passage:
        found = reading.passage_by_ref(ref)
        if found is None or not may_write_passages(self.person, found.organization_id):
            raise Http404
        return found

    def initial(self) -> dict[str, Any]:
        names = ("kind", "title_en", "title_fr", "text_en", "text_fr", "version")
        shown = {name: getattr(self.passage, name) for name in names}
        return {**shown, "parts": "\n".join(self.passage.parts)}

    def deed(self, form: Form) -> HttpResponse:
        assert isinstance(form, PassageForm)
        wish = self.request.POST.get("do", "")
        save_passage(
            code=self.passage.code,
            organization=self.passage.organization,
            written_by=self.person,
            at=clock.now(),
            is_withdrawn=wish == WITHDRAW,
            **form.words(),
        )
        done = _("The passage is withdrawn. Advice that used it stays as it is.")
        messages.success(self.request, done if wish == WITHDRAW else _("The passage is saved as a new version."))
        return redirect("cases:passages")

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):
            form.data = with_version(self.request.POST, extra["refusal"].facts["current_version"])
        return super().show(form, status, **extra)
