"""After the decision: conditions, the Gazette, the result of the election, and changes, as stories."""

from datetime import date, timedelta

import pytest

from assessments.sitting import Sitting, Situation
from cases.enums.candidacy import ElectionResult, Stage
from cases.models import Candidacy, Case, Condition, ConditionEvent, ElectionPeriod, TouchedFact
from cases.operations import candidacy_conditions as conditions
from cases.operations.advising import record_advice
from cases.operations.candidacy_changes import start_change
from cases.operations.candidacy_gazette import record_publication, request_publication, save_gazette_words
from cases.operations.candidacy_results import close_candidacy, follow_conditions, record_result
from cases.operations.condition_reminders import remind_of_conditions
from cases.operations.drafting import start_assessed_draft
from cases.operations.submission import submit_request
from cases.operations.touching import look_for_changes
from cases.operations.triage import take_up
from cases.queries.after import open_data_rows
from cases.results import gap, waits_since
from cases.touched import told as told_in_words
from notifications.models import Message
from polact.access.acting import as_system
from polact.access.enums import Role
from polact.access.models import Appointment
from polact.audit.queries import trail_of
from polact.base.errors import Conflict, Invalid, NotNow, NotPermitted
from tests.assessments.newer import newer_rulebook
from tests.assessments.test_evaluation import EXAMPLE
from tests.cases.granted import POLLING_DAY, decide, granted
from tests.conftest import acting_as
from tests.factories import NOON, acting, make_case, make_person

TODAY = NOON.date()
R = ElectionResult
LINK = "https://gazette.gc.ca/rp-pr/p1/2026/notice.html"


def told(occasion):
    """To whom an occasion was told, in order of their first names."""
    with as_system():
        found = Message.objects.filter(template=f"cases/notices/{occasion}").select_related("recipient")
        return sorted(message.recipient.given_name for message in found)


def read(candidacy):
    with as_system():
        return Candidacy.objects.select_related("case").get(pk=candidacy.pk)


def test_conditions_are_acknowledged_reminded_once_noted_and_end(people):
    candidacy = granted(people)
    strangers = (people.luc, people.sam, people.audrey)
    for stranger in (*strangers, people.rita, people.olive):
        with pytest.raises(NotPermitted):
            conditions.acknowledge_conditions(candidacy=candidacy, acknowledged_by=acting(stranger), at=NOON)
    with acting_as(people.emma):
        mine = conditions.acknowledge_conditions(candidacy=candidacy, acknowledged_by=people.emma, at=NOON)
        with pytest.raises(NotNow):
            conditions.acknowledge_conditions(candidacy=candidacy, acknowledged_by=people.emma, at=NOON)
    own, theirs = sorted(mine, key=lambda one: one.owner)
    assert told("conditions_acknowledged") == ["René", "Rita"]

    assert [remind_of_conditions(at=NOON) for _again in range(2)] == [2, 0]
    assert told("condition_begins") == ["Emma", "René", "Rita"]
    late = NOON + timedelta(days=39)
    assert [remind_of_conditions(at=late), remind_of_conditions(at=late)] == [2, 0]
    assert told("condition_ends") == ["Emma", "René", "Rita"]

    noted = {"text": "Leave form of 2 December.", "happened_on": TODAY, "at": NOON}
    for person, deed in (
        (people.emma, conditions.note_breach),
        (people.emma, conditions.meet_condition),
        (people.rita, conditions.lift_condition),
        (people.audrey, conditions.note_evidence),
    ):
        with pytest.raises(NotPermitted):
            deed(condition=own, noted_by=acting(person), **noted)
    conditions.note_evidence(condition=own, noted_by=acting(people.emma), **noted)
    for field, wrong in (("happened_on", TODAY + timedelta(days=1)), ("text", " ")):
        with pytest.raises(Invalid) as refusal:
            conditions.note_breach(condition=own, noted_by=acting(people.rita), **{**noted, field: wrong})
        assert refusal.value.field == field
    conditions.note_breach(condition=own, noted_by=people.rita, **{**noted, "text": "The title stood on a sign."})
    assert told("condition_noted") == ["Emma", "René", "René", "Rita"]
    conditions.meet_condition(condition=own, noted_by=acting(people.olive), **noted)
    conditions.lift_condition(condition=theirs, noted_by=people.olive, **noted)
    with pytest.raises(NotNow):
        conditions.note_evidence(condition=own, noted_by=acting(people.emma), **noted)
    with as_system():
        kinds = list(ConditionEvent.objects.filter(condition=own).values_list("kind", flat=True))
        assert sorted(kinds) == ["ACKNOWLEDGED", "BREACH", "EVIDENCE", "MET", "REMINDED", "REMINDED"]
    assert "acknowledged the conditions" in " ".join(str(entry) for entry in trail_of(candidacy.case.ref))
    with acting_as(people.sam):
        assert not Condition.objects.exists()


def test_conditions_of_a_decision_that_was_superseded_are_neither_told_nor_acknowledged(people):
    candidacy = granted(people)
    with as_system():
        first = candidacy.decisions.get()
        decide(people, candidacy, outcome="REFUSED", at=NOON, supersedes=first)
    assert remind_of_conditions(at=NOON) == 0
    with pytest.raises(NotNow):
        conditions.acknowledge_conditions(candidacy=candidacy, acknowledged_by=acting(people.emma), at=NOON)
    with pytest.raises(NotNow):
        request_publication(candidacy=candidacy, requested_by=acting(people.olive), at=NOON)
    with pytest.raises(NotNow):
        record_result(candidacy=candidacy, kind=R.ELECTED, happened_on=TODAY, recorded_by=acting(people.olive), at=NOON)
    close_candidacy(candidacy=candidacy, closed_by=acting(people.olive), at=NOON)
    assert read(candidacy).stage == Stage.CLOSED


def test_notice_is_requested_published_and_the_file_closed_in_that_order(people):
    candidacy, olive = granted(people), people.olive
    with pytest.raises(NotPermitted):
        request_publication(candidacy=candidacy, requested_by=acting(people.rita), at=NOON)
    with pytest.raises(NotPermitted):
        save_gazette_words(text_en="x", text_fr="x", written_by=people.rita, at=NOON)
    acting(olive)
    for en, fr, field in (("{nobody}", "x", "text_en"), ("x", "", "text_fr"), ("{district}", "x", "text_fr")):
        with pytest.raises(Invalid) as refusal:
            save_gazette_words(text_en=en, text_fr=fr, written_by=olive, at=NOON)
        assert refusal.value.field == field
    words = "{employee.name}, {organization.name}: {sections}"
    save_gazette_words(text_en=words, text_fr=words, written_by=olive, at=NOON)
    with pytest.raises(Conflict):
        save_gazette_words(text_en=words, text_fr=words, written_by=olive, at=NOON)

    published = {"published_on": TODAY, "issue": "Part I, vol. 160", "link": LINK, "recorded_by": olive, "at": NOON}
    with pytest.raises(NotNow):
        record_publication(candidacy=candidacy, **published)
    notice = request_publication(candidacy=candidacy, requested_by=olive, at=NOON)
    sections = "s. 114(1), s. 114(2), s. 114(3)"
    assert notice.text_en == f"Emma Sample, Employment and Social Development Canada: {sections}"
    assert notice.text_fr == f"Emma Sample, Emploi et Développement social Canada: {sections}"
    with pytest.raises(NotNow):
        request_publication(candidacy=candidacy, requested_by=olive, at=NOON)
    for field, wrong in (
        ("published_on", TODAY + timedelta(days=1)),
        ("published_on", TODAY - timedelta(days=1)),
        ("issue", " "),
        ("link", "http://gazette.gc.ca/"),
        ("link", "javascript:alert(1)"),
    ):
        with pytest.raises(Invalid) as refusal:
            record_publication(candidacy=candidacy, **{**published, field: wrong})
        assert refusal.value.field == field
    follow_conditions(candidacy=candidacy, followed_by=olive, at=NOON)
    record_publication(candidacy=read(candidacy), **published)
    assert read(candidacy).stage == Stage.MONITORING
    assert told("gazette_published") == ["Emma", "René", "Rita"]
    with pytest.raises(NotNow):
        close_candidacy(candidacy=candidacy, closed_by=acting(olive), at=NOON)
    for condition in Condition.objects.all():
        conditions.meet_condition(condition=condition, text="Done.", happened_on=TODAY, noted_by=olive, at=NOON)
    close_candidacy(candidacy=candidacy, closed_by=olive, at=NOON)
    assert (read(candidacy).stage, read(candidacy).case.status) == (Stage.CLOSED, "CLOSED")


def test_nothing_of_a_candidacy_is_public_but_a_published_grant(people, client):
    """Every stage, refusals, what waits for its publication, a grant that was superseded, an imported request: none shows."""
    names = iter(("Aba", "Bela", "Cala", "Dela", "Ela", "Fela", "Gela", "Hela", "Ila", "Jela", "Kela", "Lela", "Mela"))

    def somebody():
        with as_system():
            return make_person(next(names), people.organization, Role.EMPLOYEE)

    published = granted(people, "MUNICIPAL")
    request_publication(candidacy=published, requested_by=acting(people.olive), at=NOON)
    pages = ("/en/gazette-notices/", "/fr/avis-gazette/", "/en/gazette-notices/gazette-notices.csv")
    pages += ("/en/gazette-notices/gazette-notices.json", "/api/v1/gazette-notices/")
    for stage in (Stage.NOTIFIED, Stage.CLOSED, Stage.WITHDRAWN, Stage.NO_DECISION, Stage.DECIDED, Stage.ANALYSIS):
        granted(people, stage=stage, employee=somebody())
        granted(people, stage=stage, employee=somebody(), outcome="REFUSED")
    waiting = granted(people, employee=somebody())
    request_publication(candidacy=waiting, requested_by=acting(people.olive), at=NOON)
    with acting_as(None):
        assert open_data_rows() == []
        assert not Candidacy.objects.exists()
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert "Sample" not in response.content.decode(), page
    record_publication(
        candidacy=published, published_on=TODAY, issue="=1", link=LINK, recorded_by=acting(people.olive), at=NOON
    )
    with acting_as(None):
        (row,) = open_data_rows()
    assert (row["given_name"], row["sections"], row["leave"]) == ("Emma", "s. 115(1)", False)
    for page in pages:
        body = client.get(page).content.decode()
        assert body.count("Sample") == 1, page
        assert "Emma" in body
        assert "NO_TITLE" not in body
    assert ",'=1," in client.get(pages[2]).content.decode()


def test_who_is_declared_elected_ceases_to_be_an_employee_that_day(people):
    candidacy, olive = granted(people), people.olive
    with as_system():
        head = make_person("Hélène", people.organization, Role.DEPUTY_HEAD)
    result = {"candidacy": candidacy, "at": NOON}
    with pytest.raises(NotPermitted):
        record_result(kind=R.ELECTED, happened_on=TODAY, recorded_by=acting(people.rita), **result)
    acting(olive)
    with pytest.raises(Invalid):
        record_result(kind=R.RETURNED, happened_on=TODAY, recorded_by=olive, **result)
    with pytest.raises(Invalid):
        record_result(kind=R.ELECTED, happened_on=TODAY + timedelta(days=1), recorded_by=olive, **result)
    pending = record_result(kind=R.ELECTED_PENDING, happened_on=POLLING_DAY, recorded_by=olive, **result)
    assert waits_since(candidacy, [pending], TODAY) == 7
    assert told("result_recorded") == ["Emma", "Hélène", "René", "Rita"]
    with pytest.raises(Invalid):
        record_result(kind=R.ELECTED, happened_on=POLLING_DAY - timedelta(days=1), recorded_by=acting(olive), **result)
    declared = record_result(kind=R.ELECTED, happened_on=TODAY, recorded_by=acting(olive), **result)
    assert gap(candidacy, [pending, declared]) == 7
    assert told("employment_ceased") == ["Emma"]
    assert told("employment_ceased_organization") == ["Hélène", "René", "Rita"]
    assert told("employment_ceased_administrator") == ["Ada"]
    with as_system():
        assert dict(Condition.objects.values_list("owner", "state")) == {"EMPLOYEE": "LIFTED", "ORGANIZATION": "OPEN"}
        assert Appointment.objects.filter(person=people.emma, active_to=None).exists()
    with pytest.raises(Invalid):
        record_result(kind=R.RETURNED, happened_on=TODAY, recorded_by=acting(olive), **result)
    assert head.given_name == "Hélène"


@pytest.mark.parametrize(
    ("level", "kinds"),
    [("MUNICIPAL", (R.ACCLAIMED, R.RETURNED)), ("FEDERAL", (R.NOT_ELECTED, R.RETURNED)), ("PROVINCIAL", (R.WITHDREW,))],
)
def test_employment_goes_on_municipally_and_without_election(people, level, kinds):
    candidacy = granted(people, level)
    for kind in kinds:
        record_result(candidacy=candidacy, kind=kind, happened_on=TODAY, recorded_by=acting(people.olive), at=NOON)
    assert told("employment_ceased") == []
    with as_system():
        assert set(Condition.objects.values_list("state", flat=True)) == {"OPEN"}


def move(person, place, **changes):
    """The person begins another position today, as an administrator records it."""
    with as_system():
        Appointment.objects.filter(person=person, role=Role.EMPLOYEE).update(active_to=TODAY)
        Appointment.objects.create(person=person, organization=place, role=Role.EMPLOYEE, active_from=TODAY, **changes)


def test_change_under_a_permission_is_told_once_and_looked_at_again(people):
    with as_system():
        Appointment.objects.filter(person=people.emma).update(position_title="Analyst", unit="Programs")
        ElectionPeriod.objects.create(
            level="FEDERAL", jurisdiction="CA", label_en="x", label_fr="x", source="x",
            active_from=date(2026, 10, 12), active_to=POLLING_DAY + timedelta(days=1),
        )  # fmt: skip
    granted(people, outcome="REFUSED", employee=people.luc)
    candidacy = granted(people)
    assert look_for_changes(at=NOON) is None
    assert told("facts_changed") == []
    move(people.emma, people.organization, position_title="Press secretary", unit="PROGRAMS ")
    with as_system():
        ElectionPeriod.objects.update(active_to=POLLING_DAY + timedelta(days=8))
    look_for_changes(at=NOON)
    look_for_changes(at=NOON + timedelta(days=1))
    assert told("facts_changed") == ["Emma"]
    assert told("facts_changed_organization") == ["René", "Rita"]
    with acting_as(people.rita):
        found = {one.fact: (one.was, one.became) for one in TouchedFact.objects.all()}
    assert found == {
        "POSITION": ("Analyst", "Press secretary"),
        "POLLING_DAY": ("2026-11-16", "2026-11-23"),
    }
    assert [told_in_words("POLLING_DAY", day, {}) for day in found["POLLING_DAY"]] == [
        "November 16, 2026",
        "November 23, 2026",
    ]
    with acting_as(people.sam):
        assert not TouchedFact.objects.exists()

    for stranger in (people.rita, people.olive, people.luc):
        with pytest.raises(NotPermitted):
            start_change(parent=candidacy, change="New job", started_by=acting(stranger), at=NOON)
    acting(people.emma)
    with pytest.raises(Invalid) as refusal:
        start_change(parent=candidacy, change=" ", started_by=people.emma, at=NOON)
    assert refusal.value.field == "change"
    begun = start_change(parent=candidacy, change="I speak to the press.", started_by=people.emma, at=NOON)
    with pytest.raises(NotNow):
        start_change(parent=candidacy, change="Again", started_by=people.emma, at=NOON)
    assert (begun.stage, begun.parent_id, begun.case.request_type) == (
        Stage.DRAFT,
        candidacy.pk,
        "CHANGE_OF_CIRCUMSTANCES",
    )
    assert (begun.position_title, begun.duties, begun.polling_day) == (
        "Press secretary",
        "Analyses programs.",
        date(2026, 11, 23),
    )
    assert set(TouchedFact.objects.values_list("change", flat=True)) == {begun.pk}
    with acting_as(people.rita):
        assert not Case.objects.filter(pk=begun.pk).exists()


def test_advice_is_touched_when_the_employee_moves_and_not_once_it_is_over(people):
    with as_system():
        Appointment.objects.filter(person=people.emma).update(unit="Programs")
    before = NOON - timedelta(days=9)
    make_case(people.emma, people.organization, status="ANSWERED", by=people.rita, at=before)
    move(people.emma, people.elsewhere, unit="Programs")
    look_for_changes(at=NOON)
    assert told("facts_changed_advice") == ["Emma"]
    with as_system():
        (found,) = TouchedFact.objects.all()
    assert (found.fact, found.was) == ("ORGANIZATION", "Department of Employment and Social Development")


def test_advice_is_touched_by_new_rules_only_where_they_would_end_otherwise(people, tmp_path):
    for situation in (Situation("SOC.POST", EXAMPLE), Situation("INF.VOTE", {})):
        draft = start_assessed_draft(
            requester=acting(people.emma),
            organization=people.organization,
            request_type_code="ADVICE",
            language="en",
            subject=situation.activity,
            question="May I?",
            sitting=Sitting("0.1.0", (situation,)),
            at=NOON,
        )
        case = submit_request(case=draft, submitted_by=people.emma, at=NOON)
        case = take_up(case=case, taken_by=acting(people.rita), at=NOON)
        record_advice(case=case, decided_by=people.rita, outcome="COMPATIBLE", reasons="Own time.", at=NOON)
    look_for_changes(at=NOON)
    assert told("facts_changed_advice") == []
    with newer_rulebook(tmp_path) as version:
        look_for_changes(at=NOON)
        look_for_changes(at=NOON)
    assert told("facts_changed_advice") == ["Emma"]
    with as_system():
        (found,) = TouchedFact.objects.select_related("case")
    assert (found.case.subject, found.fact, found.was, found.became) == ("SOC.POST", "RULEBOOK", "0.1.0", version)
