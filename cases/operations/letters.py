"""Making the PDF of an issued letter: the same bytes each time, which the trail can prove."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cases.advance import note
from cases.letters.parcel import check_handing_out
from cases.letters.printing import OF_DECISIONS, engine, engine_of, print_decision, print_letter
from cases.models import LANGUAGES, Case, DecisionLetter, DecisionLetterCopy, Letter, LetterCopy
from polact.access.acting import as_system
from polact.access.models import Person
from polact.audit.verbs import Verb
from polact.base.errors import Refusal
from polact.base.text import both_languages


class NotTheSame(Refusal):
    """The bytes made now are not those that were made before: nothing is handed out."""

    code = "letter-changed"
    status = 500
    message = _("This letter cannot be made again as it was. The administrators of this service have to look at it.")


@transaction.atomic
def make_letter(*, letter: Letter, language: str, made_for: Person, at: datetime) -> bytes:
    """The PDF of a letter in `language`, made from its row alone.

    The first time with one version of the typesetter, its SHA-256 is stored and written to the trail; from then on the
    bytes must have it. That is done on the first download, not when the advice is recorded: typesetting takes longer
    than all else of recording, and the case is locked meanwhile. Raises NotTheSame, and WrongRecipient when the letter
    does not belong to its case, or `made_for` has nothing to do with it.
    """
    check_handing_out(letter, made_for, at)
    document = print_letter(letter, language)
    told = {"language": language, "engine": engine(letter.template)}
    digest = hashlib.sha256(document).hexdigest()
    copy, is_first = LetterCopy.objects.get_or_create(letter=letter, **told, defaults={"sha256": digest, "made_at": at})
    if copy.sha256 != digest:
        raise NotTheSame()
    if is_first:
        note(
            case=letter.case,
            verb=Verb.LETTER_MADE,
            by=None,
            at=at,
            facts={
                "number": letter.number,
                "sha256": digest,
                "language": both_languages(dict(LANGUAGES)[language]),
                "engine": told["engine"],
            },
        )
    return document


@transaction.atomic
def make_decision_letter(*, letter: DecisionLetter, language: str, at: datetime) -> bytes:
    """The same of a decision letter, for whoever may read it: the employee, those who see the case, the deputy head.

    The deputy head does not see the case, to whose trail the first copy is written: that is done as the system.
    """
    document = print_decision(letter, language)
    told = {"language": language, "engine": engine_of(OF_DECISIONS[letter.template])}
    digest = hashlib.sha256(document).hexdigest()
    with as_system():
        copy, is_first = DecisionLetterCopy.objects.get_or_create(
            letter=letter, **told, defaults={"sha256": digest, "made_at": at}
        )
        if copy.sha256 != digest:
            raise NotTheSame()
        if is_first:
            facts = {"number": letter.number, "sha256": digest, "engine": told["engine"]}
            facts["language"] = both_languages(dict(LANGUAGES)[language])  # type: ignore[assignment]
            case = Case.objects.get(candidacy__decisions__letter=letter)
            note(case=case, verb=Verb.LETTER_MADE, by=None, at=at, facts=facts)
    return document
