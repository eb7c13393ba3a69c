"""The roof: where every address leads. Pages live below /en/ and /fr/, the API below /api/, probes below neither."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from assessments import urls as assessments
from polact import probes
from polact.outreach import urls as outreach

urlpatterns = [
    path("healthz", probes.alive),
    path("readyz", probes.ready),
    path("api/", include("polact.api")),
    *outreach.root,
    *i18n_patterns(
        path("", include("polact.outreach.urls")),
        path("", include("polact.access.urls")),
        path(_("assessment/"), include("assessments.urls")),
        path(_("rulebooks/"), include(assessments.rulebook_pages)),
        path("", include("cases.deciding_urls")),  # before the pages of actions, which take any word
        path("", include("cases.urls")),
        path("", include("cases.routing_urls")),
        path("", include("allegations.urls")),
        path("", include("cases.after_urls")),
        path("messages/", include("notifications.urls")),
        path(_("reports/"), include("polact.reports.urls")),
        path(_("published-figures/"), include("polact.reports.public_urls")),
        path("admin/", admin.site.urls),
    ),
]
