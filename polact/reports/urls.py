from django.urls import path

from polact.outreach.views import home

app_name = "reports"
urlpatterns = [path(f"reports-{i}/", home, name=i) for i in ("mine", "desk", "inbox", "index", "new", "start", "request", "case")]
