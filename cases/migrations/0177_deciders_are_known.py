"""Who decides for the Commission is known to everybody, as its officers and the representatives are: decisions name them."""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, statement

BEFORE = "role in ('REPRESENTATIVE', 'COMMISSION_OFFICER')"
AFTER = "role in ('REPRESENTATIVE', 'COMMISSION_OFFICER', 'COMMISSION_DECIDER')"


def policies(public: str) -> str:
    """Who reads appointments and people, with these roles public."""
    return (
        "alter policy app_read on access_appointment using "
        f"(person_id = {ME} or organization_id = {MY_ORGANIZATIONS} or {public} or {SEES_ALL});"
        f"alter policy app_read on access_person using (id = {ME} or {SEES_ALL} or exists (select from access_appointment a "
        f"where a.person_id = access_person.id and (a.organization_id = {MY_ORGANIZATIONS} or a.{public})));"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0176_decision_security"), ("access", "0090_answer_days")]
    operations = [statement(policies(AFTER), policies(BEFORE))]
