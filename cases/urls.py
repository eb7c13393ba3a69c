"""Addresses of cases: the requester's side below requests/, the side of those who answer below desk/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.actions import CaseAction, RequestAction
from cases.views.bulk import Bulk, RunPage, UndoRun
from cases.views.case import case_page
from cases.views.comparing import compare_page
from cases.views.desk import desk
from cases.views.drafts import DiscardDraft, EditDraft, NewRequest
from cases.views.keys import keys_page
from cases.views.requests import mine, request_page
from cases.views.saved_views import AlertOnView, DeleteView, EditView, MoveView, NewView, Views
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
    path(_("requests/<int:pk>/<slug:action>/"), RequestAction.as_view(), name="request_action"),
    path(_("desk/"), desk, name="desk"),
    path(_("desk/keys/"), keys_page, name="keys"),
    path(_("desk/views/"), Views.as_view(), name="views"),
    path(_("desk/views/new/"), NewView.as_view(), name="new_view"),
    path(_("desk/views/<uuid:pk>/"), EditView.as_view(), name="edit_view"),
    path(_("desk/views/<uuid:pk>/alert/"), AlertOnView.as_view(), name="view_alert"),
    path(_("desk/views/<uuid:pk>/move/"), MoveView.as_view(), name="move_view"),
    path(_("desk/views/<uuid:pk>/delete/"), DeleteView.as_view(), name="delete_view"),
    path(_("desk/several/"), Bulk.as_view(), name="bulk"),
    path(_("desk/several/<uuid:pk>/"), RunPage.as_view(), name="bulk_run"),
    path(_("desk/several/<uuid:pk>/undo/"), UndoRun.as_view(), name="undo_run"),
    path(_("desk/<int:pk>/"), case_page, name="case"),
    path(_("desk/<int:pk>/<slug:action>/"), CaseAction.as_view(), name="case_action"),
    path(_("simulations/"), Simulations.as_view(), name="simulations"),
    path(_("simulations/replay/"), Replay.as_view(), name="replay"),
    path(_("simulations/<uuid:pk>/"), SimulationPage.as_view(), name="simulation"),
]
