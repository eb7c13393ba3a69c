"""The addresses of a place that is no demonstration: sign-in by password."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from polact.access import views

access = (
    [path("sign-in/", views.SignIn.as_view(), name="sign_in"), path("sign-out/", views.sign_out, name="sign_out")],
    "access",
)

urlpatterns = [
    *i18n_patterns(
        path("", include("polact.outreach.urls")),
        path("", include(access)),
        path("assessment/", include("assessments.urls")),
        path("", include("cases.urls")),
        path("", include("cases.routing_urls")),
        path("messages/", include("notifications.urls")),
        path("reports/", include("polact.reports.urls")),
        path("", include("allauth.account.urls")),
    )
]
