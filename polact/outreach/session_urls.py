"""Addresses of information sessions, below /en/sessions/ and /fr/seances/."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from polact.outreach.views import organizing, sessions

urlpatterns = [
    path("", sessions.upcoming, name="sessions"),
    path(_("mine/"), sessions.mine, name="my_sessions"),
    path(_("organized/"), organizing.Organized.as_view(), name="organized_sessions"),
    path(_("new/"), organizing.NewSession.as_view(), name="new_session"),
    path("<int:pk>/", sessions.one, name="session"),
    path(_("<int:pk>/calendar.ics"), sessions.calendar, name="session_calendar"),
    path(_("<int:pk>/sign-up/"), sessions.SignUpPage.as_view(), name="sign_up"),
    path(_("<int:pk>/give-up-my-place/"), sessions.GiveUpPage.as_view(), name="give_up"),
    path(_("<int:pk>/certificate.pdf"), sessions.certificate, name="certificate"),
    path(_("<int:pk>/change/"), organizing.ChangeSession.as_view(), name="change_session"),
    path(_("<int:pk>/cancel/"), organizing.CancelSession.as_view(), name="cancel_session"),
    path("<int:pk>/participants/", organizing.Participants.as_view(), name="participants"),
]
