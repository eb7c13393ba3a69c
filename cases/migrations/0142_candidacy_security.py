"""Who sees a candidacy and what belongs to it: whoever sees its case. Somebody of the organization whose opinion is waited
for sees the candidacy's own row and their invitation, never the case.

Instruments of delegation are the Commission's: those who see everything read them, and so does whoever holds one.
Decisions are never changed but for the moments of their notices.
"""

from django.db import migrations

from polact.base.sql import ME, SEES_ALL, grant, secure_rows, statement

OF_A_VISIBLE_CASE = "exists (select from cases_case c where c.id = case_id)"
OF_A_VISIBLE_CANDIDACY = "exists (select from cases_case c where c.id = candidacy_id)"
# The employee reads decisions, never drafts.
OF_SOMEBODY_ELSES = (
    f"exists (select from cases_case c where c.id = candidacy_id and c.requester_id is distinct from {ME})"
)
DECIDED = "exists (select from cases_decision d where d.id = decision_id)"
NOTED = "exists (select from cases_condition d where d.id = condition_id)"


def together(table: str, visible: str, insert: str = "", write: str = "", delete: str = "") -> list[object]:
    privileges = ["select", *(["insert"] if insert else []), *(["update"] if write else [])]
    privileges += ["delete"] if delete else []
    return [
        grant(table, ", ".join(privileges)),
        secure_rows(table, read=visible, insert=insert, write=write, delete=delete),
    ]


AWAITED = f"(awaited_from @> array[{ME}]) is true"
INVITED = f"person_id = {ME}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0141_candidacy")]
    operations = [
        *together(
            "cases_candidacy",
            f"{OF_A_VISIBLE_CASE} or {AWAITED}",
            OF_A_VISIBLE_CASE,
            OF_A_VISIBLE_CASE,
            f"stage = 'DRAFT' and {OF_A_VISIBLE_CASE}",
        ),
        *together(
            "cases_candidacyinput",
            f"{OF_A_VISIBLE_CANDIDACY} or {INVITED}",
            OF_A_VISIBLE_CANDIDACY,
            OF_A_VISIBLE_CANDIDACY,
        ),
        *together("cases_candidacyitem", OF_A_VISIBLE_CANDIDACY, OF_A_VISIBLE_CANDIDACY, OF_A_VISIBLE_CANDIDACY),
        *together("cases_delegation", f"{SEES_ALL} or person_id = {ME}", SEES_ALL, SEES_ALL),
        *together("cases_decisiondraft", OF_SOMEBODY_ELSES, OF_SOMEBODY_ELSES, OF_SOMEBODY_ELSES),
        *together(
            "cases_decision", OF_A_VISIBLE_CANDIDACY, f"decided_by_id = {ME} and {OF_SOMEBODY_ELSES}", OF_SOMEBODY_ELSES
        ),
        *together("cases_decisionfinding", DECIDED, DECIDED),
        *together("cases_authorization", DECIDED, DECIDED),
        *together("cases_condition", DECIDED, DECIDED, DECIDED),
        *together("cases_conditionevent", NOTED, NOTED),
        *together("cases_gazettenotice", DECIDED, DECIDED, DECIDED),
        *together("cases_candidacyresult", OF_A_VISIBLE_CANDIDACY, OF_SOMEBODY_ELSES),
        statement(
            "revoke update on cases_decision from {app};"
            "grant update (employee_notified_at, deputy_head_notified_at) on cases_decision to {app};",
            "select 1;",
        ),
    ]
