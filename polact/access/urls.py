"""Signing in and out, and the organizations that administrators keep."""

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _

from polact.access import views
from polact.access.standard_views import StandardPage

app_name = "access"

urlpatterns = [
    path(_("sign-in/"), views.demo_sign_in if settings.DEMO else views.SignIn.as_view(), name="sign_in"),
    path(_("sign-out/"), views.sign_out, name="sign_out"),
    path(_("organizations/"), views.Organizations.as_view(), name="organizations"),
    path(_("organizations/<int:pk>/"), views.ConfirmRegimePage.as_view(), name="confirm_regime"),
    path(_("organizations/<int:pk>/standard/"), StandardPage.as_view(), name="standard"),
]
