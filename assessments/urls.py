"""The address of the self-assessment: one, whatever the step, so that no answer ever stands in it."""

from django.urls import path
from django.utils.translation import gettext_noop

from assessments.views.bundle import bundle
from assessments.views.wizard import SelfAssessment

app_name = "assessments"
SLUG = gettext_noop("assessment/")  # the roof puts these pages there, in both languages

urlpatterns = [
    path("", SelfAssessment.as_view(), name="start"),
    path("rulebook.json", bundle, name="bundle"),
]
