"""Addresses of decisions on candidacies: the steps of a case below desk/, decisions and instruments beside."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.candidacy import decided, deciding, delegations

app_name = "candidacy"

urlpatterns = [
    path(_("desk/<int:pk>/candidacy/submit-for-decision/"), deciding.DraftPage.as_view(), name="submit_for_decision"),
    path(_("desk/<int:pk>/candidacy/decide/"), deciding.DecidePage.as_view(), name="decide"),
    path(_("desk/<int:pk>/candidacy/return-to-officer/"), deciding.ReturnPage.as_view(), name="return_to_officer"),
    path(_("desk/<int:pk>/candidacy/confirm-notices/"), deciding.NoticesPage.as_view(), name="confirm_notices"),
    path(_("desk/<int:pk>/candidacy/decide-again/"), deciding.AgainPage.as_view(), name="decide_again"),
    path(_("decisions/"), decided.waiting, name="waiting"),
    path(_("decisions/<uuid:pk>/"), decided.decision_page, name="decision"),
    path(_("decisions/<uuid:pk>/pdf/"), decided.decision_pdf, name="decision_pdf"),
    path(_("delegations/"), delegations.Delegations.as_view(), name="delegations"),
    path(_("delegations/new/"), delegations.RecordDelegation.as_view(), name="record_delegation"),
    path(_("delegations/<uuid:pk>/end/"), delegations.EndDelegation.as_view(), name="end_delegation"),
]
