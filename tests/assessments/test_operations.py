"""Keeping an assessment: computed here, stored as explained, seen by its person, changed by nobody."""

from datetime import datetime

import pytest
from django.db import Error, connection, transaction

from assessments.models import Assessment
from assessments.operations.keeping import keep_assessment
from assessments.rulebook import current
from polact.base.errors import Invalid
from tests.assessments.test_evaluation import EXAMPLE
from tests.conftest import acting_as
from tests.factories import People


def keep(people: People, at: datetime) -> Assessment:
    with acting_as(people.emma):
        return keep_assessment(
            person=people.emma, activity="SOC.POST", answers=EXAMPLE, rulebook_version="0.1.0", at=at
        )


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
    ("changed", "field"),
    [
        ({"rulebook_version": "9.9.9"}, "rulebook_version"),
        ({"rulebook_version": "../../x"}, "rulebook_version"),
        ({"activity": "NO.SUCH"}, "answers"),
        ({"answers": {"M.AUD": "a9"}}, "answers"),
    ],
)
def test_refuses_what_the_rulebook_does_not_know(people: People, noon: datetime, changed, field) -> None:
    given = {"activity": "SOC.POST", "answers": {}, "rulebook_version": "0.1.0"} | changed
    with acting_as(people.emma), pytest.raises(Invalid) as refused:
        keep_assessment(person=people.emma, at=noon, **given)
    assert refused.value.field == field


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
        keep_assessment(person=people.emma, activity="INF.VOTE", answers={}, rulebook_version="0.1.0", at=noon)


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
