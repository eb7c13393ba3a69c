"""The wall around what is written about a case. What hangs on a case passes through the case's own policy.

A note is hidden from whoever asked, in whatever role they come: they may represent the organization, or see everything.
What the employee has begun to write is theirs alone. A message and a note are written in one's own name, and nobody has
the right to change their words: of a message only the mark that it was read can be set, by the other side.
"""

from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"
OF_SOMEBODY_ELSES_CASE = (
    f"exists (select from cases_case c where c.id = case_id and c.requester_id is distinct from {ME})"
)
OF_A_VISIBLE_REQUEST = "exists (select from cases_informationrequest r where r.id = information_request_id)"

# Cases from before readings were kept: their standard is known, the calendar's version and the moment are not.
STANDARDS = """
update cases_case c set standard_days = o.standard_days
from access_organization o where o.id = c.organization_id and c.submitted_at is not null and c.standard_days is null;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0090_conversation_and_waiting"), ("access", "0090_answer_days")]
    operations = [
        grant("cases_internalnote", "select, insert"),
        grant("cases_casemessage", "select, insert, update (read_at, read_by_id)"),
        grant("cases_informationitem", "select, insert, update (state, answer, changed_at, changed_by_id)"),
        grant("cases_answerdraft", "select, insert, update, delete"),
        grant("cases_informationreminder", "select, insert"),
        grant("cases_clockdifference", "select, insert"),
        secure_rows(
            "cases_internalnote",
            read=OF_SOMEBODY_ELSES_CASE,
            insert=f"author_id = {ME} and {OF_SOMEBODY_ELSES_CASE}",
        ),
        secure_rows(
            "cases_casemessage",
            read=OF_A_VISIBLE_CASE,
            insert=f"author_id = {ME} and {OF_A_VISIBLE_CASE}",
            write=f"author_id <> {ME} and {OF_A_VISIBLE_CASE}",
        ),
        secure_rows(
            "cases_informationitem",
            read=OF_A_VISIBLE_REQUEST,
            insert=f"changed_by_id = {ME} and {OF_A_VISIBLE_REQUEST}",
            write=OF_A_VISIBLE_REQUEST,
        ),
        secure_rows(
            "cases_answerdraft",
            read=f"person_id = {ME}",
            insert=f"person_id = {ME} and {OF_A_VISIBLE_REQUEST}",
            write=f"person_id = {ME} and {OF_A_VISIBLE_REQUEST}",
            delete=f"person_id = {ME}",
        ),
        secure_rows("cases_informationreminder", read=OF_A_VISIBLE_REQUEST, insert=SEES_ALL),
        secure_rows("cases_clockdifference", read=f"{SEES_ALL} and {OF_A_VISIBLE_CASE}", insert=SEES_ALL),
        statement("set constraints all immediate;" + STANDARDS + "set constraints all deferred;"),
    ]
