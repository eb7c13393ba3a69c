"""What people say about the self-assessment: taken without a name, kept without a moment."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assessments.models.feedback import MOST_WORDS, Feedback, Helpfulness
from assessments.rulebook import UnknownRulebook, load
from polact.base.errors import Invalid


def give_feedback(*, helpful: str, words: str, language: str, rulebook_version: str, on: date) -> Feedback:
    """Keep one answer to "Did this help you?", with optional words (at most 1,000 characters).

    An anonymous act: nobody is named, the trail has no entry and nobody is told. Of the day `on` (Gatineau) only the
    month is kept. Raises Invalid when the answer or the version is unknown, or the words are too long.
    """
    if helpful not in Helpfulness.values:
        raise Invalid(_("Choose one of the three answers."), field="helpful")
    if len(words) > MOST_WORDS:
        raise Invalid(_("Keep it to 1,000 characters."), field="words")
    try:
        version = load(rulebook_version).version
    except UnknownRulebook as error:
        raise Invalid(_("This version of the self-assessment is not known here."), field="rulebook_version") from error
    return Feedback.objects.create(
        helpful=helpful, words=words.strip(), language=language, rulebook_version=version, month=on.replace(day=1)
    )
