from django.urls import path

from polact.outreach.views import home

app_name = "notifications"
urlpatterns = [
    path(f"notifications-{i}/", home, name=i)
    for i in ("mine", "desk", "inbox", "index", "new", "start", "request", "case")
]
