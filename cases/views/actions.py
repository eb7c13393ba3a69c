"""One page per action of the table: what is asked, what follows from it, and the deed."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import queries
from cases.deeds import perform
from cases.enums import CaseAction as Action
from cases.forms.actions import ActionForm
from cases.models import Case, InformationRequest
from cases.permissions import is_requester
from cases.views import attached, leaves, telling
from cases.views.common import SignedIn, case_or_404, with_version
from cases.workflow import BY_ACTION, Row
from polact.base import clock
from polact.base.errors import Conflict, NotNow
from polact.base.http import FormPage

DONE = {
    Action.SUBMIT: gettext_lazy("Your request is sent. You will be told by e-mail, and here, when there is news."),
    Action.TAKE_UP: gettext_lazy("You took up the request."),
    Action.REQUEST_INFORMATION: gettext_lazy("Your question was sent to the employee."),
    Action.PROVIDE_INFORMATION: gettext_lazy("Your answer was sent. The representative goes on."),
    Action.REMIND_AGAIN: gettext_lazy("The employee is asked once more."),
    Action.GO_ON: gettext_lazy("The review goes on, and the employee is told."),
    Action.CLOSE_UNANSWERED: gettext_lazy("The request is closed and the employee is told."),
    Action.RECORD_ADVICE: gettext_lazy("The advice is recorded and the employee is told."),
    Action.PROPOSE_ADVICE: gettext_lazy("A second person is asked to read the advice."),
    Action.APPROVE_ADVICE: gettext_lazy("The advice is recorded and the employee is told."),
    Action.RETURN_ADVICE: gettext_lazy("The advice is back with its author."),
    Action.REOPEN: gettext_lazy("The request is open again and the employee is told."),
    Action.REDIRECT: gettext_lazy("The request is redirected and the employee is told."),
    Action.WITHDRAW: gettext_lazy("Your request is withdrawn."),
    Action.CLOSE: gettext_lazy("The request is closed."),
}


class ActionPage(SignedIn, FormPage):
    """The page of one action. Which side of the case it belongs to, the subclass says."""

    of_requester: bool
    home: str
    case: Case
    row: Row

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.row = self._row(kwargs["action"])
            self.case = case_or_404(self.person, kwargs["pk"])
            if not self.row.who(self.person, self.case):
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def questions(self) -> list[InformationRequest]:
        return queries.questions_of(self.case)

    def _row(self, name: str) -> Row:
        row = BY_ACTION.get(Action(name)) if name in Action.values else None
        if row is None or (row.who is is_requester) != self.of_requester:
            raise Http404
        return row

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return "cases/review.html" if self.row.action == Action.SUBMIT else "cases/action.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.row.allows(self.person, self.case):
            said = _("“%(action)s” is not possible now: the request is %(status)s.")
            messages.warning(
                request,
                said % {"action": self.row.action.label, "status": str(self.case.get_status_display()).lower()},
            )
            return redirect(self.home, pk=self.case.pk)
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A request that was sent already, by a second press of the button, is simply shown."""
        if self.row.action == Action.SUBMIT and self.case.submitted_at is not None:
            messages.info(request, _("Your request is sent."))
            return redirect(self.home, pk=self.case.pk)
        return super().post(request, **kwargs)

    def form(self, data: Any = None) -> Form:
        return ActionForm(data, row=self.row, case=self.case)

    def deed(self, form: Form) -> HttpResponse:
        given = form.given()  # type: ignore[attr-defined]
        perform(action=self.row.action, case=self.case, by=self.person, at=clock.now(), **given)
        messages.success(self.request, str(DONE[self.row.action]))
        return redirect(self.home, pk=self.case.pk)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        """After a conflict, with what was typed and the version that is now in force: the person decides again."""
        if extra.get("refusal") is not None:
            self.case = case_or_404(self.person, self.case.pk)
        if isinstance(extra.get("refusal"), NotNow | Conflict):
            form.data = with_version(self.request.POST, self.case.version)
            form.errors.clear()  # the page says it once, at the top
        return super().show(form, status, **extra)

    def context(self) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        return {
            "case": self.case,
            "row": self.row,
            "action": self.row.action.value,
            "title": self.row.action.label,
            "possible": self.row.allows(self.person, self.case),
            "home": self.home,
            "of_requester": self.of_requester,
            "state": telling.state_of(self.case),
            "clock": telling.clock_of(self.case, today),
            "level": telling.level_of(self.case),
            "named": queries.named_in(self.case) if self.of_requester else [],
            "told": attached.stored(queries.assessments_of(self.case)),
            "questions": self.questions,
            "files": queries.attachments_of(self.person, self.case) if self.row.action == Action.SUBMIT else [],
            "leaving": leaves.of_action(self.row.action, self.case),
        }


class RequestAction(ActionPage):
    """What the one who asked can do."""

    of_requester = True
    home = "cases:request"


class CaseAction(ActionPage):
    """What those who answer can do."""

    of_requester = False
    home = "cases:case"
