"""What can be done with an assessment: keep it. Anonymous use keeps nothing and calls nothing here."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assessments.evaluation import InvalidAnswers
from assessments.explanation import explained
from assessments.models import Assessment
from assessments.rulebook import UnknownRulebook, load
from polact.access.models import Person
from polact.base.errors import Invalid


def keep_assessment(
    *, person: Person, activity: str, answers: Mapping[str, str], rulebook_version: str, at: datetime
) -> Assessment:
    """Evaluate and store a person's own assessment, with its explanation in both languages; return it.

    Called when a person attaches an assessment to a request, never before. The result is computed here, never taken
    from the caller; what is stored is never changed or recomputed. `at` is the moment of keeping. Raises Invalid when
    the version, the activity, a question or an option is unknown.
    """
    try:
        rulebook = load(rulebook_version)
        result = explained(rulebook, activity, answers)
    except UnknownRulebook as error:
        raise Invalid(_("This version of the self-assessment is not known here."), field="rulebook_version") from error
    except InvalidAnswers as error:
        raise Invalid(_("These answers do not belong to the self-assessment."), field="answers") from error
    return Assessment.objects.create(
        person=person,
        rulebook_version=rulebook.version,
        rulebook_hash=rulebook.content_hash,
        activity=activity,
        answers=dict(answers),
        result=result,
        created_at=at,
    )
