"""Sessions are public; who signed up is seen by themselves and the organizers; the link by those who have a place.

Only the system writes sign-ups (`polact.outreach.seats`), so that nobody can give themselves or others a place.
"""

from django.db import migrations

from polact.base.sql import ME, MY_ORGANIZATIONS, SEES_ALL, grant, secure_rows, statement

ORGANIZES = f"organization_id = {MY_ORGANIZATIONS} or {SEES_ALL}"
OF_ONES_SESSION = (
    f"{SEES_ALL} or exists (select from outreach_informationsession s where s.id = session_id "
    f"and s.organization_id = {MY_ORGANIZATIONS})"
)
WITH_A_PLACE = (
    "exists (select from outreach_signup p where p.session_id = outreach_joininglink.session_id "
    f"and p.person_id = {ME} and p.state = 'SIGNED_UP')"
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0011_sessions"), ("access", "0002_row_security")]
    operations = [
        grant("outreach_informationsession", "select, insert, update"),
        grant("outreach_signup", "select, insert, update"),
        grant("outreach_joininglink", "select, insert, update, delete"),
        secure_rows("outreach_informationsession", read="true", insert=ORGANIZES, write=ORGANIZES),
        secure_rows("outreach_signup", read=f"person_id = {ME} or {OF_ONES_SESSION}", insert=SEES_ALL, write=SEES_ALL),
        secure_rows(
            "outreach_joininglink",
            read=f"{WITH_A_PLACE} or {OF_ONES_SESSION}",
            insert=OF_ONES_SESSION,
            write=OF_ONES_SESSION,
            delete=OF_ONES_SESSION,
        ),
        # Whoever may see a sign-up may see whose it is, also after that person went to work elsewhere.
        statement(
            "create policy app_read_participant on access_person for select to {app} "
            "using (exists (select from outreach_signup s where s.person_id = access_person.id));",
            "drop policy app_read_participant on access_person;",
        ),
    ]
