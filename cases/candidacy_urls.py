"""Addresses of candidacies: the employee's side below requests/, the side of others below cases/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.candidacy import decided, deciding, delegations

app_name = "candidacy"

urlpatterns = [
    path(_("cases/<int:pk>/candidacy/submit-for-decision/"), deciding.DraftPage.as_view(), name="submit_for_decision"),
    path(_("cases/<int:pk>/candidacy/decide/"), deciding.DecidePage.as_view(), name="decide"),
    path(_("cases/<int:pk>/candidacy/return-to-officer/"), deciding.ReturnPage.as_view(), name="return_to_officer"),
    path(_("cases/<int:pk>/candidacy/confirm-notices/"), deciding.NoticesPage.as_view(), name="confirm_notices"),
    path(_("cases/<int:pk>/candidacy/decide-again/"), deciding.AgainPage.as_view(), name="decide_again"),
    path(_("decisions/"), decided.waiting, name="waiting"),
    path(_("decisions/<uuid:pk>/"), decided.decision_page, name="decision"),
    path(_("decisions/<uuid:pk>/pdf/"), decided.decision_pdf, name="decision_pdf"),
    path(_("delegations/"), delegations.Delegations.as_view(), name="delegations"),
    path(_("delegations/new/"), delegations.RecordDelegation.as_view(), name="record_delegation"),
    path(_("delegations/<uuid:pk>/end/"), delegations.EndDelegation.as_view(), name="end_delegation"),
]
