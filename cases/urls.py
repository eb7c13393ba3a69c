"""Addresses of cases: the requester's side below requests/, the side of those who answer below desk/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases import candidacy_urls
from cases.views import holding, safety
from cases.views.actions import RequestAction
from cases.views.advising import AdvicePreview, DiscardAdviceDraft, case_action
from cases.views.answering import AnswerPage
from cases.views.bulk import Bulk, RunPage, UndoRun
from cases.views.case import case_page
from cases.views.clocks import clock_differences
from cases.views.comparing import compare_page
from cases.views.consultations import (
    AskOpinion,
    Consent,
    ExtendConsultation,
    OneConsultation,
    WithdrawConsultation,
    consultations,
)
from cases.views.conversing import SettleItems, WriteMessage, WriteNote, messages_read
from cases.views.desk import desk
from cases.views.drafts import DiscardDraft, EditDraft, NewRequest
from cases.views.files import CaseFiles, OneFile, RemoveFile, RequestFiles, download
from cases.views.importing import HistoryImport, HistoryPreview, history_problems
from cases.views.keys import keys_page
from cases.views.letters import letter_page, letter_pdf
from cases.views.passages import EditPassage, NewPassage, passage_list
from cases.views.precedents import precedents_page
from cases.views.recusing import RecusePage, recusals_page
from cases.views.requests import mine, request_page
from cases.views.saved_views import AlertOnView, DeleteView, EditView, MoveView, NewView, Views
from cases.views.simulation import Replay, SimulationPage, Simulations
from cases.views.start import start

app_name = "cases"

urlpatterns = [
    *candidacy_urls.patterns,
    path(_("requests/"), mine, name="mine"),
    path(_("requests/start/"), start, name="start"),
    path(_("requests/new/"), NewRequest.as_view(), name="new"),
    path(_("requests/<int:pk>/"), request_page, name="request"),
    path(_("requests/<int:pk>/draft/"), EditDraft.as_view(), name="draft"),
    path(_("requests/<int:pk>/discard/"), DiscardDraft.as_view(), name="discard"),
    path(_("requests/<int:pk>/comparison/"), compare_page, name="compare"),
    path(_("requests/<int:pk>/files/"), RequestFiles.as_view(), name="request_files"),
    path(_("requests/<int:pk>/files/<uuid:file>/"), download, name="download"),
    path(_("requests/<int:pk>/files/<uuid:file>/remove/"), RemoveFile.as_view(), name="remove_file"),
    path(_("desk/<int:pk>/files/"), CaseFiles.as_view(), name="case_files"),
    path(_("desk/<int:pk>/files/<uuid:file>/"), OneFile.as_view(), name="file"),
    path(_("requests/<int:pk>/provide-information/"), AnswerPage.as_view(), {"action": "provide-information"}),
    path(_("requests/<int:pk>/messages/"), WriteMessage.as_view(), name="request_message"),
    path(_("requests/<int:pk>/messages/read/"), messages_read, name="messages_read"),
    path(_("requests/<int:pk>/letters/<uuid:letter>/"), letter_page, name="letter"),
    path(_("requests/<int:pk>/letters/<uuid:letter>/pdf/"), letter_pdf, name="letter_pdf"),
    path(_("desk/"), desk, name="desk"),
    path(_("desk/holdings/"), holding.holdings_page, name="holdings"),
    path(_("desk/safety-net/"), safety.safety_net, name="safety_net"),
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
    path(_("desk/<int:pk>/earlier-answers/"), precedents_page, name="precedents"),
    path(_("requests/<int:pk>/consent/<uuid:consultation>/"), Consent.as_view(), name="consent"),
    path(_("desk/recusals/"), recusals_page, name="recusals"),
    path(_("desk/<int:pk>/step-aside/"), RecusePage.as_view(), name="recuse"),
    path(_("desk/<int:pk>/ask-opinion/"), AskOpinion.as_view(), name="ask_opinion"),
    path(
        _("desk/<int:pk>/opinions/<uuid:consultation>/extend/"),
        ExtendConsultation.as_view(),
        name="extend_consultation",
    ),
    path(
        _("desk/<int:pk>/opinions/<uuid:consultation>/withdraw/"),
        WithdrawConsultation.as_view(),
        name="withdraw_consultation",
    ),
    path(_("desk/<int:pk>/history/"), holding.history_page, name="history"),
    path(_("desk/<int:pk>/hand-over/"), holding.HandOver.as_view(), name="hand_over"),
    path(_("desk/<int:pk>/take/"), holding.Take.as_view(), name="take"),
    path(_("desk/<int:pk>/release/"), holding.Release.as_view(), name="release"),
    path(_("desk/<int:pk>/send-back/"), holding.SendBack.as_view(), name="send_back"),
    path(_("desk/<int:pk>/explain/"), safety.Explain.as_view(), name="explain"),
    path(_("consultations/"), consultations, name="consultations"),
    path(_("consultations/<uuid:consultation>/"), OneConsultation.as_view(), name="consultation"),
    path(_("desk/<int:pk>/notes/"), WriteNote.as_view(), name="note"),
    path(_("desk/<int:pk>/messages/"), WriteMessage.as_view(), name="case_message"),
    path(_("desk/<int:pk>/not-needed/"), SettleItems.as_view(), name="settle"),
    path(_("clocks/"), clock_differences, name="clock_differences"),
    path(_("history-import/"), HistoryImport.as_view(), name="history"),
    path(_("history-import/<uuid:pk>/"), HistoryPreview.as_view(), name="history_preview"),
    path(_("history-import/<uuid:pk>/problems.csv"), history_problems, name="history_problems"),
    path(_("desk/passages/"), passage_list, name="passages"),
    path(_("desk/passages/new/"), NewPassage.as_view(), name="passage_new"),
    path(_("desk/passages/<uuid:ref>/"), EditPassage.as_view(), name="passage"),
    path(_("desk/<int:pk>/advice-draft/preview/"), AdvicePreview.as_view(), name="advice_preview"),
    path(_("desk/<int:pk>/advice-draft/discard/"), DiscardAdviceDraft.as_view(), name="advice_discard"),
    path(_("simulations/"), Simulations.as_view(), name="simulations"),
    path(_("simulations/replay/"), Replay.as_view(), name="replay"),
    path(_("simulations/<uuid:pk>/"), SimulationPage.as_view(), name="simulation"),
    path(_("desk/<int:pk>/<slug:action>/"), case_action, name="case_action"),
    path(_("requests/<int:pk>/<slug:action>/"), RequestAction.as_view(), name="request_action"),
]
