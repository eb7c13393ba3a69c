"""What representatives are told of the rules that send requests to them."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import override

from cases.models import RoutingRule
from notifications.operations import notify
from polact.access.models import Person
from polact.base.templatetags.ui import day_in_words


def rule_names(*, rule: RoutingRule, by: Person, at: datetime) -> None:
    """To the representative whom a rule names, unless they wrote it themselves: which requests come to them from when."""
    person = rule.assign_to
    if person is None or person.pk == by.pk or rule.organization is None:
        return
    with override(person.language):
        link = reverse("routing:rule", args=[rule.organization_id, rule.ref])
        values = {
            "number": str(rule.number),
            "organization": str(rule.organization),
            "day": day_in_words(rule.active_from, person.language),
        }
    notify(recipient=person, template="cases/notices/rule_names", values=values, link=link, at=at)
