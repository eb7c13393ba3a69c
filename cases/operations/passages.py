"""Writing passages: each change is a new version, in both languages, and nothing is taken back."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from cases.enums import PassageKind
from cases.models import Passage
from cases.passages import PassageError, names_in
from cases.permissions import may_write_passages
from polact.access.enums import Role
from polact.access.models import Organization, Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Conflict, Invalid, NotPermitted

CODE = re.compile(r"[-a-zA-Z0-9_]{1,40}")


@transaction.atomic
def save_passage(
    *,
    code: str,
    organization: Organization | None,
    kind: str,
    title_en: str,
    title_fr: str,
    text_en: str = "",
    text_fr: str = "",
    parts: Sequence[str] = (),
    written_by: Person,
    at: datetime,
    version: int | None = None,
    is_withdrawn: bool = False,
) -> Passage:
    """Write a passage anew or as its next version; without an organization it is shared by the Commission.

    `version` is the one that was read, None for a new passage; `parts` are the codes that a template gathers. Raises
    NotPermitted, Conflict when somebody wrote another version meanwhile, Invalid when a language is missing, a
    placeholder is unknown or stands in one language only, or a template names a passage that there is not.
    """
    if not may_write_passages(written_by, organization.pk if organization else None):
        raise NotPermitted()
    if not CODE.fullmatch(code):
        raise Invalid(_("A code is made of letters, digits, hyphens and underscores."), field="code")
    _hold(code, organization)
    newest = _newest(code, organization)
    if (newest.version if newest else None) != version:
        raise Conflict(
            _("Somebody wrote another version of this passage. Copy what you typed, then open it again."),
            current_version=newest.version if newest else None,
        )
    _check_words(kind, {"title_en": title_en, "title_fr": title_fr}, {"text_en": text_en, "text_fr": text_fr})
    _check_parts(kind, parts, organization)
    passage = Passage.objects.create(
        ref=newest.ref if newest else uuid4(),
        code=code,
        organization=organization,
        version=(version or 0) + 1,
        kind=kind,
        title_en=title_en.strip(),
        title_fr=title_fr.strip(),
        text_en=text_en,
        text_fr=text_fr,
        parts=list(parts),
        is_withdrawn=is_withdrawn,
        written_by=written_by,
        written_at=at,
    )
    record(
        verb=Verb.PASSAGE_WITHDRAWN if is_withdrawn else Verb.PASSAGE_SAVED,
        subject=passage.ref,
        actor=written_by,
        role=Role.REPRESENTATIVE if organization else Role.COMMISSION_OFFICER,
        at=at,
        facts={"code": code, "version": passage.version},
    )
    return passage


def _newest(code: str, organization: Organization | None) -> Passage | None:
    """The version of a passage that was written last, withdrawn or not."""
    return Passage.objects.filter(code=code, organization=organization).order_by("-version").first()


def _hold(code: str, organization: Organization | None) -> None:
    """Two who write the same passage at once come one after the other."""
    with connection.cursor() as cursor:
        name = f"passage {organization.pk if organization else 0} {code}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _check_words(kind: str, titles: dict[str, str], texts: dict[str, str]) -> None:
    if kind not in PassageKind.values:
        raise Invalid(_("Choose where the passage goes."), field="kind")
    needed = titles if kind == PassageKind.TEMPLATE else titles | texts
    for field, words in needed.items():
        if not words.strip():
            raise Invalid(_("Both languages are equal: a text is missing here."), field=field)
    if kind == PassageKind.TEMPLATE:
        return
    names = {}
    for field, words in texts.items():
        try:
            names[field] = names_in(words)
        except PassageError as error:
            raise Invalid(str(error), field=field) from None
    if alone := names["text_en"] ^ names["text_fr"]:
        told = ", ".join(f"{{{name}}}" for name in sorted(alone))
        field = "text_fr" if alone & names["text_en"] else "text_en"
        raise Invalid(
            _("Both languages need the same placeholders. In one only: %(names)s.") % {"names": told}, field=field
        )


def _check_parts(kind: str, parts: Sequence[str], organization: Organization | None) -> None:
    if kind != PassageKind.TEMPLATE:
        if parts:
            raise Invalid(_("Only a template gathers passages."), field="parts")
        return
    if not parts:
        raise Invalid(_("Name the passages that the template gathers."), field="parts")
    for code in parts:
        own = _newest(code, organization) if organization else None
        found = own or _newest(code, None)
        if found is None or found.is_withdrawn or found.kind == PassageKind.TEMPLATE:
            raise Invalid(_("There is no passage “%(code)s” to gather.") % {"code": code}, field="parts")
