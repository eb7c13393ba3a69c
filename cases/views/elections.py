"""Elections: for everybody to read, for the Commission to record and change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from cases import queries
from cases.election_files import DISTRICT_COLUMNS, ELECTION_COLUMNS, Found, RowResult, read
from cases.enums import ElectionChangeReason
from cases.filing import USUAL_DAYS, Filing, filing_of, latest_safe_filing
from cases.forms.elections import DaysForm, ElectionForm, FilingForm, ImportForm, PostponeForm, WithdrawForm, days_of
from cases.forms.routing import ConfirmForm
from cases.models import ElectionPeriod, ElectoralDistrict
from cases.operations.elections import (
    end_election,
    import_elections,
    postpone_election,
    record_election,
    set_days,
    withdraw_writ,
)
from cases.permissions import may_record_elections
from cases.views.common import SignedIn, person_of
from polact.base import clock
from polact.base.errors import Invalid, Refusal
from polact.base.http import FormPage
from polact.base.templatetags.ui import time_in_words
from polact.base.text import current_language
from polact.catalogue.candidacy import PART_7
from polact.catalogue.offices import offices_of


def may_record(request: HttpRequest) -> bool:
    return request.user.is_authenticated and may_record_elections(person_of(request))


class Elections(View):
    """The periods in force, to come, and past."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = clock.local_date(clock.now())
        periods = queries.elections()
        for period in periods:
            period.filing = filing_of(period)  # type: ignore[attr-defined]
        context = {
            "now": [period for period in periods if period.holds_on(today)],
            "to_come": [period for period in periods if period.active_from > today and not period.never_held],
            "past": [
                period for period in periods if period.never_held or (period.last_day and period.last_day < today)
            ],
            "today": today,
            "days": USUAL_DAYS,
            "length": PART_7.limit.length,
            "may_record": may_record(request),
        }
        return render(request, "cases/routing/elections.html", context)


class ElectionPage(View):
    """One election: its days, by when to file, its districts, and what it was before."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        period = _period_or_404(pk)
        today = clock.local_date(clock.now())
        form = FilingForm(request.GET if "days" in request.GET else {"days": USUAL_DAYS})
        days, words = form.number(), request.GET.get("q", "").strip()[:100].replace("\0", "")
        districts, count = queries.districts_of(period, words)
        own = queries.district_periods_of(period)
        for one in own:
            one.filing = (  # type: ignore[attr-defined]
                latest_safe_filing(nominations_close=one.nominations_close, rules=PART_7, organization_days=days)
                if one.nominations_close and period.awaits_polling
                else None
            )
        filing = filing_of(period, days)
        context = {
            "period": period,
            "hour": time_in_words(period.nominations_time, current_language()) if period.nominations_time else "",
            "today": today,
            "offices": offices_of(period.level, period.jurisdiction),
            "filing": filing,
            "warning": filing.warning(today) if filing else None,
            "form": form,
            "length": PART_7.limit.length,
            "points": points_of(period, filing),
            "own": own,
            "changes": queries.changes_of(period),
            "districts": districts,
            "count": count,
            "words": words,
            "may_change": may_record(request)
            and not period.never_held
            and (period.active_to is None or period.active_to > today),
        }
        return render(request, "cases/routing/election.html", context)


def points_of(period: ElectionPeriod, filing: Filing | None) -> list[dict[str, Any]]:
    """The days of the time line, in order, each with its place from 0 to 100 across; fewer than two make no line."""
    named: list[tuple[date | None, str]] = [
        (filing.send_by if filing else None, _("Send your request")),
        (filing.complete_by if filing else None, _("Complete file at the Commission")),
        (period.active_from, _("First day of the period")),
        (period.nominations_close, _("Nominations close")),
        (period.polling_day, _("Polling day")),
    ]
    known = sorted(((day, name) for day, name in named if day is not None), key=lambda one: one[0])
    if len(known) < 2:
        return []
    first, span = known[0][0], max((known[-1][0] - known[0][0]).days, 1)
    return [
        {"day": day, "name": name, "x": round(4 + 92 * (day - first).days / span, 1), "number": number}
        for number, (day, name) in enumerate(known, start=1)
    ]


class ForTheCommission(SignedIn):
    """To whoever may not record elections, the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not may_record_elections(self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class RecordElection(ForTheCommission, FormPage):
    """A new election."""

    template_name = "cases/routing/record_election.html"
    form_class = ElectionForm

    def initial(self) -> dict[str, Any]:
        return {"active_from": clock.local_date(clock.now())}

    def deed(self, form: Form) -> HttpResponse:
        given = {name: value for name, value in form.cleaned_data.items() if name != "last_day"}
        code = given.pop("district")
        given |= vars(form.days())  # type: ignore[attr-defined]
        with beside_last_day():
            district = _coded(given["level"], given["jurisdiction"], code)
            record_election(**given, district=district, recorded_by=self.person, at=clock.now())
        messages.success(self.request, _("The election period is recorded. Routing rules look at it from now on."))
        return redirect("routing:elections")


class ChangeElection(ForTheCommission, FormPage):
    """What the doors share that change one election."""

    @cached_property
    def period(self) -> ElectionPeriod:
        return _period_or_404(self.kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return {"period": self.period}

    def district(self, code: str) -> ElectoralDistrict | None:
        found = queries.district_coded(self.period, code) if code else None
        if code and found is None:
            raise Invalid(_("There is no district with this code in this election."), field="district")
        return found

    def done(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        return redirect("routing:election", pk=self.period.pk)


class SetDays(ChangeElection):
    """The days as they are known now."""

    template_name = "cases/routing/set_days.html"
    form_class = DaysForm

    def initial(self) -> dict[str, Any]:
        return days_of(self.period)

    def deed(self, form: Form) -> HttpResponse:
        with beside_last_day():
            set_days(
                period=self.period,
                days=form.days(),  # type: ignore[attr-defined]
                source=form.cleaned_data["source"],
                set_by=self.person,
                at=clock.now(),
            )
        return self.done(_("The dates are set anew. What they were before is kept."))


class Postpone(ChangeElection):
    """A later polling day."""

    template_name = "cases/routing/postpone_election.html"
    form_class = PostponeForm

    def initial(self) -> dict[str, Any]:
        return {"reason": ElectionChangeReason.POSTPONED.value}

    def deed(self, form: Form) -> HttpResponse:
        given = dict(form.cleaned_data)
        district = self.district(given.pop("district"))
        postpone_election(period=self.period, district=district, postponed_by=self.person, at=clock.now(), **given)
        return self.done(_("The postponement is recorded."))


class Withdraw(ChangeElection):
    """The writ is withdrawn."""

    template_name = "cases/routing/withdraw_writ.html"
    form_class = WithdrawForm

    def deed(self, form: Form) -> HttpResponse:
        district, source = self.district(form.cleaned_data["district"]), form.cleaned_data["source"]
        withdraw_writ(period=self.period, district=district, source=source, withdrawn_by=self.person, at=clock.now())
        return self.done(_("The withdrawal of the writ is recorded."))


class EndElection(ChangeElection):
    """The end of a period, earlier than it was recorded."""

    template_name = "cases/routing/end_election.html"
    form_class = ConfirmForm

    def deed(self, form: Form) -> HttpResponse:
        end_election(period=self.period, ended_by=self.person, at=clock.now())
        messages.success(self.request, _("The election period is ended."))
        return redirect("routing:elections")


class ImportElections(ForTheCommission, FormPage):
    """A file of elections or districts: looked at first, with what is wrong line by line; then all of it, or nothing."""

    template_name = "cases/routing/import_elections.html"
    form_class = ImportForm

    def form(self, data: Any = None) -> Form:
        return ImportForm(data, self.request.FILES if data is not None else None)

    def context(self) -> dict[str, Any]:
        return {"columns": (",".join(ELECTION_COLUMNS), ",".join(DISTRICT_COLUMNS))}

    def deed(self, form: Form) -> HttpResponse:
        content, only_look = form.cleaned_data["content"], "import" not in self.request.POST
        results = import_elections(rows=read(content), imported_by=self.person, at=clock.now(), dry_run=only_look)
        refused = [result for result in results if result.found == Found.REFUSED]
        if only_look or refused:
            seen = ImportForm(initial={"content": content})
            return self.show(seen, status=422 if refused else 200, **told(results))
        messages.success(self.request, _("Imported. New: %(new)s, corrected: %(corrected)s.") % told(results))
        return redirect("routing:elections")


def told(results: list[RowResult]) -> dict[str, Any]:
    """The rows and how many came out how."""
    counts = {found.value: sum(result.found == found for result in results) for found in Found}
    return {"results": results, "fits": not counts["refused"], **counts}


@contextmanager
def beside_last_day() -> Iterator[None]:
    """What is refused of the first day after the period is said beside the form's last day."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field == "active_to":
            refusal.field = "last_day"
        raise


def _period_or_404(pk: int) -> ElectionPeriod:
    found = queries.election_in_full(pk)
    if found is None:
        raise Http404
    return found


def _coded(level: str, jurisdiction: str, code: str) -> ElectoralDistrict | None:
    """The newest district under a code. Raises Invalid where there is none."""
    found = queries.newest_district(level, jurisdiction, code) if code else None
    if code and found is None:
        raise Invalid(_("There is no district with this code. Import the districts first."), field="district")
    return found
