"""Addresses of the pages for everybody: `localized` go below /en/ and /fr/, `root` below neither."""

from django.conf import settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from polact.outreach.views import statements as views

app_name = "outreach"

localized = [
    path("", views.home, name="home"),
    path(_("guidance/"), views.guidance, name="guidance"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("sessions/"), include("polact.outreach.session_urls")),
]
style_guide = [path("_components/", views.components, name="components")]
if settings.DEBUG:
    localized += style_guide

root = [path("", views.choose_language)]

urlpatterns = localized
