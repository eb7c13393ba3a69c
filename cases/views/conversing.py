"""What is written about a case beside its steps: internal notes, messages, and what of a list is not needed any more."""

from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import queries
from cases.enums import ItemState
from cases.forms.conversation import MessageForm, NoteForm, SettleForm
from cases.models import Case
from cases.operations.conversing import mark_messages_read, send_message, write_note
from cases.operations.triage import settle_items
from cases.permissions import Predicate, is_requester, may_handle, may_write_messages, may_write_notes
from cases.queries.conversation import Needed
from cases.views import telling
from cases.views.common import SignedIn, case_or_404, person_of, with_version
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage


def home_of(case: Case, request: HttpRequest) -> str:
    """The page of a case on the reader's own side."""
    return "cases:request" if is_requester(person_of(request), case) else "cases:case"


class WritingPage(SignedIn, FormPage):
    """A page with one small form about a case; to those who may not write it, it is not there."""

    template_name = "cases/write.html"
    who: Predicate
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = case_or_404(self.person, kwargs["pk"])
            if not type(self).who(self.person, self.case):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def title(self) -> str:
        """What the page is called."""

    def context(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "title": self.title(),
            "home": home_of(self.case, self.request),
            "of_requester": is_requester(self.person, self.case),
            "state": telling.state_of(self.case),
        }

    def done(self, said: str, where: str) -> HttpResponse:
        messages.success(self.request, said)
        page: HttpResponse = redirect(home_of(self.case, self.request), pk=self.case.pk)
        page["Location"] += where
        return page


class WriteNote(WritingPage):
    """An internal note; whoever asked finds nothing here, also as a colleague of those who handle it."""

    form_class = NoteForm
    who = staticmethod(may_write_notes)

    def title(self) -> str:
        return _("New internal note")

    def deed(self, form: Form) -> HttpResponse:
        write_note(case=self.case, written_by=self.person, text=form.cleaned_data["text"], at=clock.now())
        return self.done(_("The note is kept."), "#notes")


class WriteMessage(WritingPage):
    """A message to the other side."""

    form_class = MessageForm
    who = staticmethod(may_write_messages)

    def title(self) -> str:
        return _("New message")

    def deed(self, form: Form) -> HttpResponse:
        send_message(case=self.case, sent_by=self.person, text=form.cleaned_data["text"], at=clock.now())
        return self.done(_("Your message is sent."), "#messages")


class SettleItems(WritingPage):
    """What of the open question's list is not needed any more."""

    who = staticmethod(may_handle)

    def title(self) -> str:
        return _("What is not needed any more?")

    def items(self) -> list[Needed]:
        asked = next((one for one in queries.questions_of(self.case) if one.ended_at is None), None)
        return [item for item in asked.checklist if item.state == ItemState.NEEDED] if asked else []

    def form(self, data: Any = None) -> Form:
        return SettleForm(data, items=self.items(), initial={"version": self.case.version})

    def deed(self, form: Form) -> HttpResponse:
        chosen, version = form.cleaned_data["not_needed"], form.cleaned_data["version"]
        settle_items(case=self.case, settled_by=self.person, not_needed=chosen, at=clock.now(), version=version)
        return self.done(_("The list is changed and the employee is told."), "#waiting")

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            self.case = case_or_404(self.person, self.case.pk)
            form.data = with_version(self.request.POST, self.case.version)
        return super().show(form, status, **extra)


@require_POST
@login_required
def messages_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the other side's messages are read."""
    person = person_of(request)
    case = case_or_404(person, pk)
    if not may_write_messages(person, case):
        raise Http404
    mark_messages_read(case=case, read_by=person, at=clock.now())
    page: HttpResponse = redirect(home_of(case, request), pk=pk)
    page["Location"] += "#messages"
    return page
