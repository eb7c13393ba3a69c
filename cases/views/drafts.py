"""Beginning a request, coming back to a draft, and discarding it."""

from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.sitting import Sitting
from cases import queries
from cases.enums import CaseAction, CaseStatus
from cases.forms.actions import VersionForm
from cases.forms.requests import RequestForm, places
from cases.models import Case
from cases.operations.drafting import discard_draft, save_draft, start_assessed_draft, start_draft
from cases.views import attached
from cases.views.common import SignedIn, own_case_or_404, with_version
from polact.access.models import Organization
from polact.base import clock
from polact.base.errors import Conflict
from polact.base.http import FormPage
from polact.catalogue.kinds import Family
from polact.catalogue.registry import types_of

REVIEW, DRAFT, FILES, SHOW = "review", "draft", "files", "show"


class RequestPage(SignedIn, FormPage):
    """A page that writes a request: new, or a draft again."""

    template_name = "cases/edit.html"
    form_class = RequestForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.organizations = queries.places()
            ids = {pk for pks in self.person.standing.organizations_by_role.values() for pk in pks}
            self.own = [self.organizations[pk] for pk in sorted(ids) if pk in self.organizations]

    @property
    @abstractmethod
    def told(self) -> attached.Attached | None:
        """The self-assessment that is or may be attached."""

    def form(self, data: Any = None) -> Form:
        return RequestForm(
            data,
            places=places(self.own, list(self.organizations.values())),
            may_attach=self.told is not None,
            representatives=self._representatives(data),
            complete=data is None or data.get("next") not in {DRAFT, FILES},
            initial=self.initial() if data is None else None,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Somebody who only asks to see the representatives of another organization is shown what they typed, unjudged."""
        if request.POST.get("next") != SHOW:
            return super().post(request, **kwargs)
        form = self.form(request.POST)
        form._errors = ErrorDict()  # type: ignore[attr-defined]
        return self.show(form)

    def context(self) -> dict[str, Any]:
        return {"told": self.told, "outside": self._outside()}

    def _representatives(self, data: Any) -> list[tuple[int, str]]:
        """Who could handle the request where it is to be sent, without oneself."""
        chosen = str(self.initial().get("organization", "") if data is None else data.get("organization", ""))
        place = self.organizations.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else None
        if place is None:
            return []
        found = queries.representatives(place, clock.local_date(clock.now()))
        return [(person.pk, str(person)) for person in found if person.pk != self.person.pk]

    def _outside(self) -> Organization | None:
        """The organization in question when no request can be sent there: the page then says what to do."""
        chosen = self.request.POST.get("organization", "")
        asked = [self.organizations.get(int(chosen))] if chosen.isdecimal() and len(chosen) < 10 else self.own[:1]
        return next((organization for organization in asked if organization and not organization.takes_requests), None)

    def go_on(self, case: Case) -> HttpResponse:
        """To the review or to the files when the person asked for it, else to the list of requests."""
        if self.request.POST.get("next") == REVIEW:
            return redirect("cases:request_action", pk=case.pk, action=CaseAction.SUBMIT.value)
        if self.request.POST.get("next") == FILES:
            return redirect("cases:request_files", pk=case.pk)
        messages.success(self.request, _("Your draft is saved. Nobody but you can see it."))
        return redirect("cases:mine")

    def written(self, form: Form) -> dict[str, Any]:
        given = form.cleaned_data
        fields = {name: given[name] for name in ("subject", "question", "planned_on", "language")}
        fields["named"] = [int(pk) for pk in given["named"]]
        return {**fields, "organization": self.organizations[int(given["organization"])], "at": clock.now()}


class NewRequest(RequestPage):
    """A new request, with the self-assessment that the person brought along, if any."""

    @cached_property
    def sitting(self) -> Sitting | None:
        return attached.carried(self.request)

    @cached_property
    def told(self) -> attached.Attached | None:
        return attached.told(self.sitting) if self.sitting else None

    def initial(self) -> dict[str, Any]:
        return {
            "organization": self.own[0].pk if len(self.own) == 1 else "",
            "request_type": types_of(Family.ADVICE)[0].code,
            "language": get_language(),
            "subject": self.told.main.words["activity"][:200] if self.told else "",
            "attach": True,
        }

    def deed(self, form: Form) -> HttpResponse:
        draft = {"request_type_code": form.cleaned_data["request_type"], **self.written(form)}
        if self.sitting and form.cleaned_data.get("attach"):
            case = start_assessed_draft(requester=self.person, sitting=self.sitting, **draft)
        else:
            case = start_draft(requester=self.person, **draft)
        attached.put_down(self.request)
        return self.go_on(case)


class DraftPage(SignedIn, FormPage):
    """What the pages of one draft share: it is one's own, and not sent yet."""

    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.case = own_case_or_404(self.person, kwargs["pk"])
            if self.case.status != CaseStatus.DRAFT:
                messages.info(request, _("This request was sent and can no longer be changed."))
                return redirect("cases:request", pk=self.case.pk)
        return super().dispatch(request, *args, **kwargs)


class EditDraft(DraftPage, RequestPage):
    """A draft, where it was left. That of a candidacy has a page of its own."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.case.type.candidacy:
            return redirect("cases:candidacy_draft", pk=self.case.pk)
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.get(request) if self.case.type.candidacy else super().post(request, **kwargs)

    @cached_property
    def told(self) -> attached.Attached | None:
        return attached.stored(queries.assessments_of(self.case))

    def initial(self) -> dict[str, Any]:
        names = ("request_type", "subject", "question", "planned_on", "language", "named", "version")
        return {
            **{name: getattr(self.case, name) for name in names},
            "organization": self.case.organization_id,
            "attach": True,
        }

    def context(self) -> dict[str, Any]:
        return {**super().context(), "case": self.case, "files": queries.attachments_of(self.person, self.case)}

    def deed(self, form: Form) -> HttpResponse:
        case = save_draft(
            case=self.case,
            saved_by=self.person,
            attached=bool(form.cleaned_data.get("attach", True)),
            version=form.cleaned_data["version"],
            **self.written(form),
        )
        return self.go_on(case)

    def show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        if isinstance(extra.get("refusal"), Conflict):
            form.data = with_version(self.request.POST, extra["refusal"].facts["current_version"])
        return super().show(form, status, **extra)


class DiscardDraft(DraftPage):
    """Asks before a draft is deleted for good."""

    template_name = "cases/discard.html"
    form_class = VersionForm

    def context(self) -> dict[str, Any]:
        return {"case": self.case}

    def deed(self, form: Form) -> HttpResponse:
        discard_draft(case=self.case, discarded_by=self.person)
        messages.success(self.request, _("The draft is deleted."))
        return redirect("cases:mine")
