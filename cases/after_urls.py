"""Addresses of what follows a decision on a candidacy, and the list of published grants that is open to everybody."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views.candidacy import lists
from cases.views.candidacy.after import OF_CASE, OF_REQUEST, OnCondition, deed_page

app_name = "after"

urlpatterns = [
    path(_("requests/<int:pk>/after-decision/<slug:what>/"), deed_page, {"pages": OF_REQUEST}, name="of_request"),
    path(_("desk/<int:pk>/after-decision/<slug:what>/"), deed_page, {"pages": OF_CASE}, name="of_case"),
    path(
        _("conditions/<int:pk>/<uuid:condition>/<slug:kind>/"),
        OnCondition.as_view(),
        name="on_condition",
    ),
    path(_("conditions/"), lists.conditions_page, name="conditions"),
    path(_("gazette/"), lists.gazette_page, name="gazette"),
    path(_("gazette/words/"), lists.GazetteWords.as_view(), name="gazette_words"),
    path(_("touched/"), lists.touched_page, name="touched"),
    path(_("gazette-notices/"), lists.public_page, name="public"),
    path(_("gazette-notices/gazette-notices.csv"), lists.public_file, {"written_as": "csv"}, name="public_csv"),
    path(_("gazette-notices/gazette-notices.json"), lists.public_file, {"written_as": "json"}, name="public_json"),
]
