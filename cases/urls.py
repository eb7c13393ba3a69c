"""Addresses of cases: the requester's side below requests/, the side of those who answer below desk/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.actions import RequestAction
from cases.views.advising import AdvicePreview, DiscardAdviceDraft, case_action
from cases.views.case import case_page
from cases.views.comparing import compare_page
from cases.views.desk import desk
from cases.views.drafts import DiscardDraft, EditDraft, NewRequest
from cases.views.letters import letter_page, letter_pdf
from cases.views.passages import EditPassage, NewPassage, passage_list
from cases.views.requests import mine, request_page
from cases.views.simulation import Replay, SimulationPage, Simulations
from cases.views.start import start

app_name = "cases"

urlpatterns = [
    path(_("requests/"), mine, name="mine"),
    path(_("requests/start/"), start, name="start"),
    path(_("requests/new/"), NewRequest.as_view(), name="new"),
    path(_("requests/<int:pk>/"), request_page, name="request"),
    path(_("requests/<int:pk>/draft/"), EditDraft.as_view(), name="draft"),
    path(_("requests/<int:pk>/discard/"), DiscardDraft.as_view(), name="discard"),
    path(_("requests/<int:pk>/comparison/"), compare_page, name="compare"),
    path(_("requests/<int:pk>/letters/<uuid:letter>/"), letter_page, name="letter"),
    path(_("requests/<int:pk>/letters/<uuid:letter>/pdf/"), letter_pdf, name="letter_pdf"),
    path(_("requests/<int:pk>/<slug:action>/"), RequestAction.as_view(), name="request_action"),
    path(_("desk/"), desk, name="desk"),
    path(_("desk/<int:pk>/"), case_page, name="case"),
    path(_("desk/passages/"), passage_list, name="passages"),
    path(_("desk/passages/new/"), NewPassage.as_view(), name="passage_new"),
    path(_("desk/passages/<uuid:ref>/"), EditPassage.as_view(), name="passage"),
    path(_("desk/<int:pk>/advice-draft/preview/"), AdvicePreview.as_view(), name="advice_preview"),
    path(_("desk/<int:pk>/advice-draft/discard/"), DiscardAdviceDraft.as_view(), name="advice_discard"),
    path(_("desk/<int:pk>/<slug:action>/"), case_action, name="case_action"),
    path(_("simulations/"), Simulations.as_view(), name="simulations"),
    path(_("simulations/replay/"), Replay.as_view(), name="replay"),
    path(_("simulations/<uuid:pk>/"), SimulationPage.as_view(), name="simulation"),
]
