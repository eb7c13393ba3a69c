from django.urls import path
from django.utils.translation import gettext_lazy as _

from polact.outreach.views import home

app_name = "cases"
urlpatterns = [
    path(_("requests/"), home, name="mine"),
    path("requests/<int:pk>/", home, name="request"),
    path("requests/start/", home, name="start"),
    path("requests/new/", home, name="new"),
    path("desk/", home, name="desk"),
    path("desk/<int:pk>/", home, name="case"),
]
