"""Addresses of cases: the requester's side below requests/, the side of those who answer below desk/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.actions import CaseAction, RequestAction
from cases.views.answering import AnswerPage
from cases.views.case import case_page
from cases.views.clocks import clock_differences
from cases.views.comparing import compare_page
from cases.views.conversing import SettleItems, WriteMessage, WriteNote, messages_read
from cases.views.desk import desk
from cases.views.drafts import DiscardDraft, EditDraft, NewRequest
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
    path(_("requests/<int:pk>/provide-information/"), AnswerPage.as_view(), {"action": "provide-information"}),
    path(_("requests/<int:pk>/messages/"), WriteMessage.as_view(), name="request_message"),
    path(_("requests/<int:pk>/messages/read/"), messages_read, name="messages_read"),
    path(_("requests/<int:pk>/<slug:action>/"), RequestAction.as_view(), name="request_action"),
    path(_("desk/"), desk, name="desk"),
    path(_("desk/<int:pk>/"), case_page, name="case"),
    path(_("desk/<int:pk>/notes/"), WriteNote.as_view(), name="note"),
    path(_("desk/<int:pk>/messages/"), WriteMessage.as_view(), name="case_message"),
    path(_("desk/<int:pk>/not-needed/"), SettleItems.as_view(), name="settle"),
    path(_("desk/<int:pk>/<slug:action>/"), CaseAction.as_view(), name="case_action"),
    path(_("clocks/"), clock_differences, name="clock_differences"),
    path(_("simulations/"), Simulations.as_view(), name="simulations"),
    path(_("simulations/replay/"), Replay.as_view(), name="replay"),
    path(_("simulations/<uuid:pk>/"), SimulationPage.as_view(), name="simulation"),
]
