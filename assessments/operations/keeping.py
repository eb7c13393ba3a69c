"""What can be done with an assessment: keep it. Anonymous use keeps nothing and calls nothing here."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.evaluation import InvalidAnswers
from assessments.explanation import explained
from assessments.models import Assessment, PublishedOverlay
from assessments.overall import by_weight
from assessments.rulebook import UnknownRulebook
from assessments.sitting import MOST_ACTIVITIES, Sitting
from polact.access.models import Person
from polact.base.errors import Invalid


@transaction.atomic
def keep_sitting(*, person: Person, sitting: Sitting, at: datetime) -> Assessment:
    """Evaluate and store a person's own sitting, one assessment for each activity; return the main one.

    The main one has the highest result; the others are its companions and point to it. Called when a person attaches a
    sitting to a request, never before. The results are computed here, never taken from the caller; what is stored is
    never changed or recomputed. `at` is the moment of keeping. Raises Invalid when the version, an activity, a question
    or an option is unknown, when there is no activity or more than ten, or one of them twice.
    """
    _check(sitting)
    try:
        rulebook = sitting.rulebook
        results = [explained(rulebook, one.activity, one.answers) for one in sitting.situations]
    except (UnknownRulebook, PublishedOverlay.DoesNotExist) as error:
        raise Invalid(_("This version of the self-assessment is not known here."), field="rulebook_version") from error
    except InvalidAnswers as error:
        raise Invalid(_("These answers do not belong to the self-assessment."), field="answers") from error
    kept = [
        Assessment(
            person=person,
            rulebook_version=rulebook.version,
            rulebook_hash=rulebook.content_hash,
            overlay_hash=sitting.overlay,
            activity=one.activity,
            answers=dict(one.answers),
            result=result,
            created_at=at,
            place=place,
        )
        for place, (one, result) in enumerate(zip(sitting.situations, results, strict=True))
    ]
    main = kept[by_weight([result["result"] for result in results])[0]]
    main.save(force_insert=True)
    companions = [one for one in kept if one is not main]
    for companion in companions:
        companion.together_with = main
    Assessment.objects.bulk_create(companions)
    return main


def _check(sitting: Sitting) -> None:
    activities = [one.activity for one in sitting.situations]
    if not 0 < len(activities) <= MOST_ACTIVITIES:
        raise Invalid(_("Between one and ten activities can be kept together."), field="companions")
    if len(set(activities)) != len(activities):
        raise Invalid(_("Each activity can be kept only once."), field="companions")
