"""The addresses of the self-assessment. None of them ever holds an answer, a result or a code."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from assessments.views.bundle import bundle
from assessments.views.document import Document
from assessments.views.feedback import GiveFeedback, feedback_given
from assessments.views.saved import OpenSaved, SaveSitting
from assessments.views.wizard import SelfAssessment

app_name = "assessments"
SLUG = gettext_noop("assessment/")  # the roof puts these pages there, in both languages

urlpatterns = [
    path("", SelfAssessment.as_view(), name="start"),
    path("document/", Document.as_view(), name="document"),
    path(_("feedback/"), GiveFeedback.as_view(), name="feedback"),
    path(_("feedback/given/"), feedback_given, name="feedback_given"),
    path(_("save/"), SaveSitting.as_view(), name="save"),
    path(_("come-back/"), OpenSaved.as_view(), name="saved"),
    path("rulebook.json", bundle, name="bundle"),
]
