"""The API's addresses: /api/v1/, its description, and a plain "not found" for everything else below /api/."""

from django.http import Http404
from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from allegations import api as allegations
from assessments import anonymous_api as anonymous
from assessments import api as assessments
from assessments import rulebook_api as rulebooks
from cases.api import (
    advising,
    assigning,
    attachments,
    candidacy_after,
    candidacy_intake,
    clocks,
    conversation,
    deciding,
    desk,
    elections,
    importing,
    links,
    precedents,
    recusals,
    rules,
    safety,
    simulations,
)
from cases.api import requests as cases
from notifications import api as notifications
from polact.access import api as access
from polact.outreach.api import directory, guidance, sessions
from polact.reports.api import reports


@extend_schema(exclude=True)
class Nothing(APIView):
    """Answers for addresses that lead nowhere, in the form of every other refusal."""

    permission_classes = [AllowAny]
    authentication_classes = ()

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404

    def get(self, request: Request) -> Response:
        raise Http404


v1 = [
    path("me/", access.Me.as_view(), name="me"),
    path("organizations/", access.Organizations.as_view(), name="organizations"),
    path("organizations/<int:pk>/regime/", access.OrganizationRegime.as_view(), name="organization_regime"),
    path(
        "organizations/<int:pk>/representatives/",
        access.Representatives.as_view(),
        name="organization_representatives",
    ),
    path("organizations/<int:pk>/standard/", access.OrganizationStandard.as_view(), name="organization_standard"),
    path("request-types/", cases.RequestTypes.as_view(), name="request_types"),
    path("rulebooks/current/", assessments.CurrentRulebook.as_view(), name="rulebook"),
    path("rulebooks/versions/", rulebooks.Versions.as_view(), name="rulebook_versions"),
    path("rulebooks/versions/<str:version>/", rulebooks.VersionFile.as_view(), name="rulebook_version"),
    path("rulebooks/drafts/", rulebooks.Drafts.as_view(), name="rulebook_drafts"),
    path("rulebooks/drafts/<uuid:pk>/", rulebooks.OneDraft.as_view(), name="rulebook_draft"),
    path("rulebooks/drafts/<uuid:pk>/file/", rulebooks.DraftFile.as_view(), name="rulebook_draft_file"),
    path("rulebooks/drafts/<uuid:pk>/details/", rulebooks.DraftDetails.as_view(), name="rulebook_draft_details"),
    path("rulebooks/drafts/<uuid:pk>/reviews/", rulebooks.DraftReviews.as_view(), name="rulebook_draft_reviews"),
    path("rulebooks/drafts/<uuid:pk>/ask/", rulebooks.AskReview.as_view(), name="rulebook_draft_ask"),
    path("rulebooks/drafts/<uuid:pk>/publish/", rulebooks.PublishDraft.as_view(), name="rulebook_draft_publish"),
    path("rulebooks/drafts/<uuid:pk>/discard/", rulebooks.DiscardDraft.as_view(), name="rulebook_draft_discard"),
    path("assessments/evaluate/", assessments.EvaluateAssessment.as_view(), name="evaluate"),
    re_path(r"^assessments/evaluate$", assessments.EvaluateAssessment.as_view(schema=None)),
    path("assessments/saved/", anonymous.SaveAssessment.as_view(), name="assessment_save"),
    path("assessments/saved/open/", anonymous.OpenAssessment.as_view(), name="assessment_open"),
    path("assessments/saved/delete/", anonymous.DeleteAssessment.as_view(), name="assessment_delete"),
    path("assessments/feedback/", anonymous.GiveFeedback.as_view(), name="feedback"),
    path("assessments/feedback/given/", anonymous.FeedbackGiven.as_view(), name="feedback_given"),
    path("requests/", cases.Requests.as_view(), name="requests"),
    path("requests/<int:pk>/", cases.OneRequest.as_view(), name="request"),
    path("requests/<int:pk>/comparison/", cases.Compared.as_view(), name="request_comparison"),
    path("requests/<int:pk>/precedents/", precedents.Precedents.as_view(), name="request_precedents"),
    path("requests/<int:pk>/trail/", cases.Trail.as_view(), name="request_trail"),
    path("requests/<int:pk>/attachments/", attachments.Attachments.as_view(), name="attachments"),
    path("requests/<int:pk>/attachments/<uuid:file>/", attachments.OneAttachment.as_view(), name="attachment"),
    path(
        "requests/<int:pk>/attachments/<uuid:file>/content/",
        attachments.AttachmentBytes.as_view(),
        name="attachment_content",
    ),
    path(
        "requests/<int:pk>/attachments/<uuid:file>/share/",
        attachments.ShareAttachment.as_view(),
        name="attachment_share",
    ),
    path("requests/<int:pk>/notes/", conversation.Notes.as_view(), name="request_notes"),
    path("requests/<int:pk>/messages/", conversation.CaseMessages.as_view(), name="request_messages"),
    path("requests/<int:pk>/messages/read/", conversation.CaseMessagesRead.as_view(), name="request_messages_read"),
    path("requests/<int:pk>/answers/", conversation.ItemAnswers.as_view(), name="request_items_answer"),
    path("requests/<int:pk>/answer-draft/", conversation.OwnAnswerDraft.as_view(), name="request_answer_draft"),
    path("requests/<int:pk>/not-needed/", conversation.NotNeeded.as_view(), name="request_items_not_needed"),
    path("requests/<int:pk>/advice/", advising.AllAdvice.as_view(), name="request_all_advice"),
    path("requests/<int:pk>/advice-draft/", advising.Draft.as_view(), name="advice_draft"),
    path("requests/<int:pk>/letters/", advising.Letters.as_view(), name="request_letters"),
    path("requests/<int:pk>/letters/<uuid:letter>/", advising.LetterFile.as_view(), name="request_letter_file"),
    path("requests/<int:pk>/decision-draft/", deciding.DecisionDraftDoor.as_view(), name="decision_draft"),
    path("requests/<int:pk>/decisions/", deciding.Decisions.as_view(), name="request_decisions"),
    *(
        path(f"requests/<int:pk>/candidacy/{action}/", view.as_view(), name=f"candidacy_{action}")
        for action, view in deciding.decision_doors().items()
    ),
    path("decisions/waiting/", deciding.WaitingForDecision.as_view(), name="decisions_waiting"),
    path("decision-letters/<uuid:pk>/", deciding.OneDecisionLetter.as_view(), name="decision_letter"),
    path("decision-letters/<uuid:pk>/file/", deciding.DecisionLetterFile.as_view(), name="decision_letter_file"),
    path("delegations/", deciding.Delegations.as_view(), name="delegations"),
    path("delegations/<uuid:pk>/end/", deciding.EndDelegation.as_view(), name="delegation_end"),
    path("passages/", advising.Passages.as_view(), name="passages"),
    *(
        path(f"requests/<int:pk>/actions/{action}/", view.as_view(), name=f"request_{action}")
        for action, view in cases.action_doors().items()
    ),
    path("requests/<int:pk>/recuse/", recusals.Recuse.as_view(), name="request_recuse"),
    path("requests/<int:pk>/opinions/", recusals.RequestConsultations.as_view(), name="request_opinions"),
    path(
        "requests/<int:pk>/opinions/<uuid:consultation>/extend/",
        recusals.ExtendOpinion.as_view(),
        name="opinion_extend",
    ),
    path(
        "requests/<int:pk>/opinions/<uuid:consultation>/withdraw/",
        recusals.WithdrawOpinion.as_view(),
        name="opinion_withdraw",
    ),
    path(
        "requests/<int:pk>/opinions/<uuid:consultation>/consent/",
        recusals.OpinionConsent.as_view(),
        name="opinion_consent",
    ),
    path("recusals/", recusals.RecusalList.as_view(), name="recusals"),
    path("consultations/", recusals.AwaitedOpinions.as_view(), name="consultations"),
    path("consultations/<uuid:pk>/", recusals.AwaitedOpinion.as_view(), name="consultation"),
    path("consultations/<uuid:pk>/opinion/", recusals.GiveOpinion.as_view(), name="consultation_opinion"),
    path("requests/<int:pk>/holders/", assigning.History.as_view(), name="request_holders"),
    path("requests/<int:pk>/assign/", assigning.Assign.as_view(), name="request_assign"),
    path("requests/<int:pk>/pass-on/", assigning.PassOn.as_view(), name="request_pass_on"),
    path("requests/<int:pk>/release/", assigning.Release.as_view(), name="request_release"),
    path("requests/<int:pk>/send-back/", assigning.SendBack.as_view(), name="request_send_back"),
    path("requests/<int:pk>/explanations/", safety.Explanations.as_view(), name="request_explanations"),
    path("holdings/", assigning.Holdings.as_view(), name="holdings"),
    path("requests/<int:pk>/conditions/", candidacy_after.CandidacyConditions.as_view(), name="candidacy_conditions"),
    path(
        "requests/<int:pk>/conditions/acknowledge/",
        candidacy_after.AcknowledgeConditions.as_view(),
        name="candidacy_acknowledge",
    ),
    path(
        "requests/<int:pk>/conditions/<uuid:condition>/notes/",
        candidacy_after.NoteOnCondition.as_view(),
        name="candidacy_condition_note",
    ),
    path("requests/<int:pk>/gazette/", candidacy_after.Gazette.as_view(), name="candidacy_gazette"),
    path("requests/<int:pk>/gazette/publication/", candidacy_after.Publication.as_view(), name="candidacy_publication"),
    path("requests/<int:pk>/results/", candidacy_after.Results.as_view(), name="candidacy_results"),
    path("requests/<int:pk>/conditions/follow/", candidacy_after.Follow.as_view(), name="candidacy_follow"),
    path("requests/<int:pk>/close-candidacy/", candidacy_after.Close.as_view(), name="candidacy_close"),
    path("requests/<int:pk>/changes/", candidacy_after.Changes.as_view(), name="candidacy_changes"),
    path("conditions/", candidacy_after.ConditionsInForce.as_view(), name="conditions"),
    path("touched-facts/", candidacy_after.TouchedFacts.as_view(), name="touched_facts"),
    path("gazette-words/", candidacy_after.GazetteWords.as_view(), name="gazette_words"),
    path("gazette-notices/", candidacy_after.PublishedGrants.as_view(), name="gazette_notices"),
    path("clocks/differences/", clocks.ClockDifferences.as_view(), name="clock_differences"),
    path("history/", importing.History.as_view(), name="history"),
    path("safety-net/", safety.SafetyNet.as_view(), name="safety_net"),
    path("requests/<int:pk>/links/", links.Links.as_view(), name="request_links"),
    path("requests/<int:pk>/links/<uuid:link>/end/", links.EndLink.as_view(), name="request_link_end"),
    path("requests/<int:pk>/ask-again/", links.AskAgain.as_view(), name="request_ask_again"),
    path("requests/<int:pk>/routings/", rules.Routings.as_view(), name="request_routings"),
    path("organizations/<int:pk>/routing-rules/", rules.Rules.as_view(), name="routing_rules"),
    path("organizations/<int:pk>/routing-rules/preview/", rules.RulesPreview.as_view(), name="routing_preview"),
    path("organizations/<int:pk>/routing-rules/<uuid:ref>/", rules.OneRule.as_view(), name="routing_rule"),
    path(
        "organizations/<int:pk>/routing-rules/<uuid:ref>/preview/",
        rules.OneRulePreview.as_view(),
        name="routing_rule_preview",
    ),
    path("organizations/<int:pk>/routing-rules/<uuid:ref>/end/", rules.EndRule.as_view(), name="routing_rule_end"),
    path("elections/", elections.Elections.as_view(), name="elections"),
    path("elections/import/", elections.Import.as_view(), name="election_import"),
    path("elections/<int:pk>/", elections.OneElection.as_view(), name="election"),
    path("elections/<int:pk>/filing/", elections.FilingDate.as_view(), name="election_filing"),
    path("elections/<int:pk>/dates/", elections.SetDays.as_view(), name="election_dates"),
    path("elections/<int:pk>/postpone/", elections.Postpone.as_view(), name="election_postpone"),
    path("elections/<int:pk>/withdraw/", elections.Withdraw.as_view(), name="election_withdraw"),
    path("elections/<int:pk>/end/", elections.EndElection.as_view(), name="election_end"),
    path("views/", desk.SavedViews.as_view(), name="views"),
    path("views/<uuid:pk>/", desk.OneSavedView.as_view(), name="view"),
    path("views/<uuid:pk>/alert/", desk.AlertOfView.as_view(), name="view_alert"),
    path("bulk/", desk.Bulk.as_view(), name="bulk"),
    path("bulk/preview/", desk.BulkPreview.as_view(), name="bulk_preview"),
    path("bulk/<uuid:pk>/", desk.OneBulk.as_view(), name="bulk_run"),
    path("bulk/<uuid:pk>/undo/", desk.UndoBulk.as_view(), name="bulk_undo"),
    path("candidacies/", candidacy_intake.Candidacies.as_view(), name="candidacies"),
    path("candidacies/<int:pk>/", candidacy_intake.OneCandidacy.as_view(), name="candidacy"),
    path("candidacies/<int:pk>/invite/", candidacy_intake.InviteInput.as_view(), name="candidacy_invite"),
    *(
        path(f"candidacies/<int:pk>/{action}/", door.as_view(), name=f"candidacy_{action}")
        for action, door in candidacy_intake.candidacy_doors().items()
    ),
    path("candidacy-inputs/", candidacy_intake.AwaitedInputs.as_view(), name="candidacy_inputs"),
    path("candidacy-inputs/<uuid:pk>/", candidacy_intake.AwaitedInput.as_view(), name="candidacy_input"),
    path("messages/", notifications.Messages.as_view(), name="messages"),
    path("messages/<uuid:pk>/read/", notifications.ReadMessage.as_view(), name="message_read"),
    path("reports/", reports.ReportsView.as_view(), name="reports"),
    path("reports/over-restriction/", reports.OverRestriction.as_view(), name="over_restriction"),
    path("published-figures/", reports.PublishedFigures.as_view(), name="published_figures"),
    path("reports/allegations/", reports.AllegationCounts.as_view(), name="allegation_counts"),
    path("reports/<slug:slug>/", reports.ReportView.as_view(), name="report"),
    path("simulations/", simulations.SimulationList.as_view(), name="simulations"),
    path("simulations/<uuid:pk>/", simulations.SimulationDetail.as_view(), name="simulation"),
    path("allegations/", allegations.Allegations.as_view(), name="allegations"),
    path("allegations/make/", allegations.MakeAllegation.as_view(), name="allegation_make"),
    path("allegations/<int:pk>/", allegations.OneAllegation.as_view(), name="allegation"),
    *(
        path(f"allegations/<int:pk>/actions/{action}/", view.as_view(), name=f"allegation_{action}")
        for action, view in allegations.action_doors().items()
    ),
    path("guidance/", guidance.Guidance.as_view(), name="guidance"),
    path("guidance/<slug:code>/", guidance.OnePage.as_view(), name="guidance_page"),
    path("guidance/<slug:code>/draft/", guidance.Draft.as_view(), name="guidance_draft"),
    path("guidance/<slug:code>/publish/", guidance.Publish.as_view(), name="guidance_publish"),
    path("directory/", directory.Directory.as_view(), name="directory"),
    path("organizations/<int:pk>/office/", directory.SaveOffice.as_view(), name="organization_office"),
    path("organizations/<int:pk>/covers/", directory.RecordCover.as_view(), name="organization_cover"),
    path("organizations/<int:pk>/covers/<int:cover>/end/", directory.EndCover.as_view(), name="organization_end_cover"),
    path("sessions/", sessions.Sessions.as_view(), name="sessions"),
    path("sessions/<int:pk>/", sessions.OneSession.as_view(), name="session"),
    path("sessions/<int:pk>/cancel/", sessions.CancelSession.as_view(), name="session_cancel"),
    path("sessions/<int:pk>/sign-up/", sessions.OwnSignUp.as_view(), name="session_sign_up"),
    path("sessions/<int:pk>/participants/", sessions.Participants.as_view(), name="session_participants"),
    path("sessions/<int:pk>/attendance/", sessions.Attendance.as_view(), name="session_attendance"),
]

app_name = "api"
urlpatterns = [
    path(
        "schema/", SpectacularAPIView.as_view(permission_classes=[AllowAny], authentication_classes=[]), name="schema"
    ),
    path("v1/", include(v1)),
    re_path(r"", Nothing.as_view()),
]
