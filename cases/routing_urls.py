"""Addresses of routing: an organization's own pages, its rules, the periods of elections, and what belongs together."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.views import elections, links, rules

app_name = "routing"

urlpatterns = [
    path(_("my-organization/"), rules.Index.as_view(), name="index"),
    path(_("my-organization/<int:pk>/"), rules.OrganizationPage.as_view(), name="organization"),
    path(_("my-organization/<int:pk>/routing/"), rules.Rules.as_view(), name="rules"),
    path(_("my-organization/<int:pk>/routing/preview/"), rules.Preview.as_view(), name="preview"),
    path(_("my-organization/<int:pk>/routing/new/"), rules.AddRule.as_view(), name="add"),
    path(_("my-organization/<int:pk>/routing/<uuid:ref>/"), rules.RulePage.as_view(), name="rule"),
    path(_("my-organization/<int:pk>/routing/<uuid:ref>/change/"), rules.ChangeRule.as_view(), name="change"),
    path(_("my-organization/<int:pk>/routing/<uuid:ref>/end/"), rules.EndRule.as_view(), name="end"),
    path(_("links/<int:pk>/"), links.Links.as_view(), name="links"),
    path(_("links/<int:pk>/<uuid:link>/end/"), links.EndLink.as_view(), name="end_link"),
    path(_("links/<int:pk>/ask-again/"), links.AskAgain.as_view(), name="ask_again"),
    path(_("elections/"), elections.Elections.as_view(), name="elections"),
    path(_("elections/new/"), elections.RecordElection.as_view(), name="record_election"),
    path(_("elections/import/"), elections.ImportElections.as_view(), name="import_elections"),
    path(_("elections/<int:pk>/"), elections.ElectionPage.as_view(), name="election"),
    path(_("elections/<int:pk>/dates/"), elections.SetDays.as_view(), name="set_days"),
    path(_("elections/<int:pk>/postpone/"), elections.Postpone.as_view(), name="postpone_election"),
    path(_("elections/<int:pk>/withdraw/"), elections.Withdraw.as_view(), name="withdraw_writ"),
    path(_("elections/<int:pk>/end/"), elections.EndElection.as_view(), name="end_election"),
]
