"""Keeping an assessment: computed here, stored as explained, seen by its person, changed by nobody."""

from datetime import datetime

import pytest
from django.db import Error, connection, transaction

from assessments.models import Assessment
from assessments.operations.keeping import keep_sitting
from assessments.rulebook import current
from assessments.sitting import Sitting, Situation
from polact.access.models import Person
from polact.base.errors import Invalid
from tests.assessments.test_evaluation import EXAMPLE
from tests.conftest import acting_as
from tests.factories import People


def one(activity: str, answers: dict[str, str] | None = None, version: str = "0.1.0") -> Sitting:
    return Sitting(version, (Situation(activity, answers or {}),))


def keep(people: People, at: datetime) -> Assessment:
    with acting_as(people.emma):
        return keep_sitting(person=people.emma, sitting=one("SOC.POST", EXAMPLE), at=at)


def test_stores_the_explained_result_with_version_and_hash(people: People, noon: datetime) -> None:
    kept = keep(people, noon)
    with acting_as(people.emma):
        kept.refresh_from_db()
    assert (kept.rulebook_version, kept.rulebook_hash) == ("0.1.0", current().content_hash)
    assert (kept.result["code"], kept.result["result"], kept.created_at) == ("HIGH", ["HIGH"], noon)
    assert kept.answers == EXAMPLE
    assert kept.result["explanation"]["fr"]["title"] == "Risque élevé"
    assert kept.words["title"] == "High risk"


@pytest.mark.parametrize(
    ("sitting", "field"),
    [
        (one("SOC.POST", version="9.9.9"), "rulebook_version"),
        (one("SOC.POST", version="../../x"), "rulebook_version"),
        (one("NO.SUCH"), "answers"),
        (one("SOC.POST", {"M.AUD": "a9"}), "answers"),
        (Sitting("0.1.0", ()), "companions"),
        (Sitting("0.1.0", (Situation("INF.VOTE", {}),) * 2), "companions"),
        (Sitting("0.1.0", tuple(Situation(code, {}) for code in list(current().activities)[:11])), "companions"),
    ],
)
def test_refuses_what_the_rulebook_does_not_know(people: People, noon: datetime, sitting, field) -> None:
    with acting_as(people.emma), pytest.raises(Invalid) as refused:
        keep_sitting(person=people.emma, sitting=sitting, at=noon)
    assert refused.value.field == field


def test_keeps_a_sitting_with_the_highest_result_as_the_main_one(people: People, noon: datetime) -> None:
    vote, post, private = Situation("INF.VOTE", {}), Situation("SOC.POST", EXAMPLE), Situation("SOC.PRIVATE", {})
    with acting_as(people.emma):
        main = keep_sitting(person=people.emma, sitting=Sitting("0.1.0", (vote, post, private)), at=noon)
        companions = list(main.companions.order_by("place"))
    assert (main.activity, main.together_with_id) == ("SOC.POST", None)
    assert [kept.activity for kept in companions] == ["INF.VOTE", "SOC.PRIVATE"]
    assert {kept.rulebook_hash for kept in companions} == {current().content_hash}
    assert {kept.person_id for kept in companions} == {people.emma.pk}


def test_companion_of_somebody_elses_or_of_a_companion_is_refused(people: People, noon: datetime) -> None:
    with acting_as(people.emma):
        main = keep_sitting(
            person=people.emma,
            sitting=Sitting("0.1.0", (Situation("INF.VOTE", {}), Situation("SOC.POST", {}))),
            at=noon,
        )
        companion = main.companions.get()

    def add(person: Person, to: Assessment) -> None:
        with transaction.atomic():
            Assessment.objects.create(
                person=person,
                rulebook_version="0.1.0",
                rulebook_hash="x",
                activity="X",
                created_at=noon,
                together_with=to,
            )

    for person, to in ((people.sam, main), (people.emma, companion)):
        with acting_as(person), pytest.raises(Error, match="row-level security"):
            add(person, to)


def test_is_seen_by_its_person_and_by_no_stranger(people: People, noon: datetime) -> None:
    keep(people, noon)
    with acting_as(people.emma):
        assert Assessment.objects.count() == 1
    with acting_as(people.sam):
        assert Assessment.objects.count() == 0
    with acting_as(None):
        assert Assessment.objects.count() == 0


def test_cannot_be_kept_in_the_name_of_somebody_else(people: People, noon: datetime) -> None:
    with acting_as(people.sam), pytest.raises(Error, match="row-level security"), transaction.atomic():
        keep_sitting(person=people.emma, sitting=one("INF.VOTE"), at=noon)


@pytest.mark.parametrize(
    "deed", ["update assessments_assessment set activity = 'X'", "delete from assessments_assessment"]
)
def test_cannot_be_changed_or_deleted_by_the_application(people: People, noon: datetime, deed) -> None:
    keep(people, noon)
    with (
        acting_as(people.emma),
        pytest.raises(Error, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
