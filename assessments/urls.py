"""The addresses of the self-assessment, none of which ever holds an answer, a result or a code; and those of its rules."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from assessments.views import overlays, rulebook_gate, rulebook_parts, rulebooks
from assessments.views.bundle import bundle
from assessments.views.counting import count
from assessments.views.document import Document
from assessments.views.feedback import GiveFeedback, feedback_given
from assessments.views.saved import OpenSaved, SaveSitting
from assessments.views.wizard import SelfAssessment

app_name = "assessments"
SLUG = gettext_noop("assessment/")  # the roof puts these pages there, in both languages
RULEBOOKS_SLUG = gettext_noop("rulebooks/")

urlpatterns = [
    path("", SelfAssessment.as_view(), name="start"),
    path("rulebook.json", bundle, name="bundle"),
    path("count/", count, name="count"),
    path("document/", Document.as_view(), name="document"),
    path(_("feedback/"), GiveFeedback.as_view(), name="feedback"),
    path(_("feedback/given/"), feedback_given, name="feedback_given"),
    path(_("save/"), SaveSitting.as_view(), name="save"),
    path(_("come-back/"), OpenSaved.as_view(), name="saved"),
]

rulebook_pages = (
    [
        path("", rulebooks.Rulebooks.as_view(), name="index"),
        path(_("drafts/<uuid:pk>/"), rulebooks.DraftPage.as_view(), name="draft"),
        path(_("drafts/<uuid:pk>/details/"), rulebook_gate.Details.as_view(), name="details"),
        path(_("drafts/<uuid:pk>/differences/"), rulebooks.Differences.as_view(), name="differences"),
        path(_("drafts/<uuid:pk>/gate/"), rulebook_gate.Gate.as_view(), name="gate"),
        path(_("drafts/<uuid:pk>/publish/"), rulebook_gate.Publish.as_view(), name="publish"),
        path(_("drafts/<uuid:pk>/ask/"), rulebooks.AskForReview.as_view(), name="ask"),
        path(_("drafts/<uuid:pk>/discard/"), rulebooks.DiscardDraft.as_view(), name="discard"),
        path(_("drafts/<uuid:pk>/upload/"), rulebook_gate.UploadFile.as_view(), name="upload"),
        path(_("drafts/<uuid:pk>/draft.yaml"), rulebooks.DraftFile.as_view(), name="draft_file"),
        path(_("drafts/<uuid:pk>/parts/<slug:kind>/"), rulebook_parts.SectionPage.as_view(), name="section"),
        path(_("drafts/<uuid:pk>/add/<slug:kind>/"), rulebook_parts.PartPage.as_view(), name="add"),
        path(_("drafts/<uuid:pk>/add/<slug:kind>/check/"), rulebook_parts.CheckPart.as_view(), name="check_new"),
        path(_("drafts/<uuid:pk>/parts/<slug:kind>/<str:code>/"), rulebook_parts.PartPage.as_view(), name="part"),
        path(
            _("drafts/<uuid:pk>/parts/<slug:kind>/<str:code>/check/"), rulebook_parts.CheckPart.as_view(), name="check"
        ),
        path(_("drafts/<uuid:pk>/parts/<slug:kind>/<str:code>/drop/"), rulebook_parts.DropPart.as_view(), name="drop"),
        path(_("own-rules/"), overlays.Overlays.as_view(), name="overlays"),
        path(_("own-rules/<int:pk>/"), overlays.OverlayPage.as_view(), name="overlay"),
        path(_("own-rules/<int:pk>/<slug:section>/<str:code>/"), overlays.OwnEntryPage.as_view(), name="own_entry"),
        path("<str:version>/", rulebooks.VersionPage.as_view(), name="version"),
        path("<str:version>/rulebook.yaml", rulebooks.VersionFile.as_view(), name="file"),
    ],
    "rulebooks",
)
