"""Addresses of allegations: the public form, the pages inside the wall, and one's own letter."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from allegations.views import pages, public

app_name = "allegations"

urlpatterns = [
    path(_("allegations/"), pages.desk, name="desk"),
    path(_("allegations/make/"), public.Make.as_view(), name="make"),
    path(_("allegations/received/"), public.received, name="received"),
    path(_("allegations/enter/"), pages.Enter.as_view(), name="enter"),
    path(_("allegations/letters/<uuid:pk>/"), pages.letter, name="letter"),
    path(_("allegations/<int:pk>/"), pages.allegation_page, name="allegation"),
    path(_("allegations/<int:pk>/<slug:action>/"), pages.Action.as_view(), name="action"),
]
