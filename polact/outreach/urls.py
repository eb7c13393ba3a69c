"""Addresses of the pages for everybody: `localized` go below /en/ and /fr/, `root` below neither."""

from django.conf import settings
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from polact.outreach.views import directory, drafting, guidance, search
from polact.outreach.views import statements as views

app_name = "outreach"

localized = [
    path("", views.home, name="home"),
    path(_("guidance/"), guidance.hub, name="guidance"),
    path(_("guidance/<slug:slug>/"), guidance.page, name="guidance_page"),
    path(_("guidance-versions/"), drafting.Drafts.as_view(), name="guidance_drafts"),
    path(_("guidance-versions/<slug:code>/"), drafting.Versions.as_view(), name="guidance_versions"),
    path(_("guidance-versions/<slug:code>/draft/"), drafting.EditDraft.as_view(), name="guidance_edit"),
    path(_("guidance-versions/<slug:code>/<int:number>/"), drafting.Version.as_view(), name="guidance_version"),
    path(_("guidance-versions/<slug:code>/<int:number>/publish/"), drafting.Publish.as_view(), name="guidance_publish"),
    path(_("search/"), search.Search.as_view(), name="search"),
    path(_("representatives/"), directory.Directory.as_view(), name="directory"),
    path(_("representatives/<int:pk>/office/"), directory.EditOffice.as_view(), name="office"),
    path(_("representatives/<int:pk>/cover/"), directory.RecordCover.as_view(), name="cover"),
    path(_("representatives/<int:pk>/cover/<int:cover>/end/"), directory.EndCover.as_view(), name="end_cover"),
    path(_("accessibility/"), views.accessibility, name="accessibility"),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("sessions/"), include("polact.outreach.session_urls")),
]
style_guide = [path("_components/", views.components, name="components")]
if settings.DEBUG:
    localized += style_guide

root = [path("", views.choose_language)]

urlpatterns = localized
