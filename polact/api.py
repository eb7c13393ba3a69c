"""The API's addresses: /api/v1/, its description, and a plain "not found" for everything else below /api/."""

from django.http import Http404
from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments import anonymous_api as anonymous
from assessments import api as assessments
from assessments import rulebook_api as rulebooks
from cases.api import advising, simulations
from cases.api import requests as cases
from notifications import api as notifications
from polact.access import api as access
from polact.outreach.api import directory, guidance, sessions
from polact.reports import api as reports


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
    path("requests/<int:pk>/trail/", cases.Trail.as_view(), name="request_trail"),
    path("requests/<int:pk>/advice/", advising.AllAdvice.as_view(), name="request_all_advice"),
    path("requests/<int:pk>/advice-draft/", advising.Draft.as_view(), name="advice_draft"),
    path("requests/<int:pk>/letters/", advising.Letters.as_view(), name="request_letters"),
    path("requests/<int:pk>/letters/<uuid:letter>/", advising.LetterFile.as_view(), name="request_letter_file"),
    path("passages/", advising.Passages.as_view(), name="passages"),
    *(
        path(f"requests/<int:pk>/actions/{action}/", view.as_view(), name=f"request_{action}")
        for action, view in cases.action_doors().items()
    ),
    path("messages/", notifications.Messages.as_view(), name="messages"),
    path("messages/<uuid:pk>/read/", notifications.ReadMessage.as_view(), name="message_read"),
    path("reports/", reports.ReportsView.as_view(), name="reports"),
    path("reports/over-restriction/", reports.OverRestriction.as_view(), name="over_restriction"),
    path("published-figures/", reports.PublishedFigures.as_view(), name="published_figures"),
    path("reports/<slug:slug>/", reports.ReportView.as_view(), name="report"),
    path("simulations/", simulations.SimulationList.as_view(), name="simulations"),
    path("simulations/<uuid:pk>/", simulations.SimulationDetail.as_view(), name="simulation"),
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
