"""Addresses of the mail room, below messages/ in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<uuid:pk>/", views.message, name="message"),
    path(_("waiting/"), views.waiting, name="waiting"),
    path(_("waiting/<uuid:pk>/again/"), views.send_again, name="send_again"),
    path(_("waiting/<uuid:pk>/arrived/"), views.confirm_arrival, name="confirm_arrival"),
]
