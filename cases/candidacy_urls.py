"""Addresses of candidacies. They stand before the addresses of the actions of advice, which take any word."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.candidacy import actions, intake

patterns = [
    path(_("requests/candidacy/new/"), intake.NewCandidacy.as_view(), name="candidacy_new"),
    path(_("requests/<int:pk>/candidacy/"), intake.EditCandidacy.as_view(), name="candidacy_draft"),
    path(
        _("requests/<int:pk>/candidacy/<slug:action>/"),
        actions.CandidacyRequestAction.as_view(),
        name="candidacy_request_action",
    ),
    path(
        _("desk/<int:pk>/candidacy/<slug:action>/"),
        actions.CandidacyCaseAction.as_view(),
        name="candidacy_case_action",
    ),
    path(_("desk/<int:pk>/candidacy-opinion/"), actions.InviteInput.as_view(), name="candidacy_invite"),
    path(_("consultations/candidacy/<uuid:asked>/"), intake.OneInput.as_view(), name="candidacy_input"),
]
