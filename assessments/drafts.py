"""Rulebooks that are proposed and not in force: the files in `rulebooks/drafts/`, and the drafts that are open in the editor.

This is the one place that says what a draft is. A person names one by its `ref`; what is done with it is done with the
`Rulebook` that comes back, whatever it was kept in. Of those in the editor everybody gets what they may see: that is
said by row-level security, which shows them to administrators alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from assessments.draft_standing import Standing
from assessments.models import DraftState, RulebookDraft
from assessments.rulebook import RULEBOOKS, UnknownRulebook, parse
from assessments.rulebook_parts import Rulebook

DRAFTS = RULEBOOKS / "drafts"  # `rulebook.versions` does not look below its own folder


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed rulebook. `content` are the bytes that its hash is of; `label` tells it from others in a list."""

    ref: str
    content: bytes
    label: str

    @property
    def rulebook(self) -> Rulebook:
        """The draft, checked as a published version is. Raises InvalidRulebook."""
        return parse(self.content)


def proposed() -> tuple[Draft, ...]:
    """Return every draft that comes with the product, by name. Asks no database."""
    return tuple(
        Draft(path.stem, path.read_bytes(), _("%(version)s, proposed with polact") % {"version": path.stem})
        for path in sorted(DRAFTS.glob("*.yaml"))
    )


def drafts() -> tuple[Draft, ...]:
    """Return every draft: those that come with the product, then those in the editor that are open, newest first."""
    rows = RulebookDraft.objects.filter(state=DraftState.OPEN).select_related("drafted_by")
    return (*proposed(), *map(_from_the_editor, rows.prefetch_related("changes__made_by")))


def draft(ref: str) -> Draft:
    """Return one draft. Raises UnknownRulebook when there is none of that name, or none that may be seen."""
    found = next((known for known in proposed() if known.ref == ref), None) or _in_the_editor(ref)
    if found is None:
        raise UnknownRulebook(f"There is no draft {ref!r}.")
    return found


def draft_rulebook(ref: str) -> Rulebook:
    """Return the rulebook of one draft. Raises UnknownRulebook, or InvalidRulebook when it does not pass the checks."""
    return draft(ref).rulebook


def _in_the_editor(ref: str) -> Draft | None:
    try:
        wanted = UUID(ref)
    except ValueError:
        return None
    row = RulebookDraft.objects.filter(pk=wanted, state=DraftState.OPEN).first()
    return _from_the_editor(row) if row else None


def _from_the_editor(row: RulebookDraft) -> Draft:
    standing = Standing(row)
    told = {"version": standing.version, "base": row.based_on, "names": ", ".join(standing.editors.values())}
    label = _("%(version)s, made from %(base)s, edited by %(names)s") % told
    return Draft(str(row.pk), standing.content, label)
