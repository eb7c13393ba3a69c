"""A draft of a rulebook as it stands: its file, what is wrong with it, what it changes, and what keeps it from being published.

Read only: operations write, pages and the API show the same standing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.authoring.differences import Change, Weight, differences, next_version, weight_of
from assessments.authoring.parts import Raw, stamp
from assessments.department import misfits
from assessments.gate import Moved, moved, vectors_file, watched
from assessments.models import GateReview, RulebookDraft
from assessments.plain_yaml import read_yaml
from assessments.rulebook import RULEBOOKS, build, issues, load, problems_of, raw_of, version_key
from assessments.rulebook_problems import Problem
from polact.base.text import current_language


def proposals() -> dict[str, bytes]:
    """The files of versions that are proposed with the product, by name: a draft may start from one."""
    return {path.stem: path.read_bytes() for path in sorted((RULEBOOKS / "drafts").glob("*.yaml"))}


def newest() -> str:
    """The newest published version, in effect or not yet: the one that a draft will replace."""
    return issues()[-1].version


def proposed_version(raw: Raw) -> str:
    """The number that the kind of change asks for, after the newest published version."""
    weight = weight_of(differences(raw_of(newest()), raw)) or Weight.PATCH
    return next_version(newest(), Weight(weight))


@dataclass(frozen=True)
class Standing:
    """One draft, read once for a page or a deed."""

    draft: RulebookDraft

    @cached_property
    def content(self) -> bytes:
        return bytes(self.draft.content)

    @cached_property
    def content_hash(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def seen(self) -> str:
        """The stamp of the whole file, as a page hands it back with a deed about the whole draft."""
        return stamp(self.content)

    @cached_property
    def raw(self) -> Raw:
        raw: Raw = read_yaml(self.content)
        return raw

    @property
    def version(self) -> str:
        return str(self.raw["model"].get("version", ""))

    @cached_property
    def proposed(self) -> str:
        return proposed_version(self.raw)

    @cached_property
    def replaces(self) -> str:
        return newest()

    @cached_property
    def problems(self) -> list[Problem]:
        return problems_of(self.raw)

    @cached_property
    def changes(self) -> list[Change]:
        """What is different from the version that the draft was made from."""
        return differences(raw_of(self.draft.based_on), self.raw)

    @cached_property
    def editors(self) -> dict[int, str]:
        """Everybody who changed the draft, by their key: they neither review nor publish it."""
        found = {self.draft.drafted_by_id: str(self.draft.drafted_by)}
        return found | {change.made_by_id: str(change.made_by) for change in self.draft.changes.all()}

    @cached_property
    def moved(self) -> list[Moved]:
        """The examples and vectors whose result the draft changes; none as long as it has problems."""
        if self.problems:
            return []
        vectors = watched(load(vectors_file()["version"]))
        return moved(load(self.replaces), build(self.raw, self.content_hash), vectors)

    @cached_property
    def reviews(self) -> Mapping[tuple[str, str, str], GateReview]:
        """The reviews that count: those whose before and after are what the draft does now; the last of each."""
        wanted = {found.key for found in self.moved}
        reviews = self.draft.reviews.select_related("reviewer")
        return {key: one for one in reviews if (key := (one.item, one.before, one.after)) in wanted}

    @property
    def unreviewed(self) -> list[Moved]:
        return [found for found in self.moved if found.key not in self.reviews]

    @property
    def is_high_enough(self) -> bool:
        """Whether the number follows the newest version by at least the step that the kind of change asks for."""
        try:
            number = version_key(self.version)
        except ValueError:
            return False
        return len(number) == 3 and number >= version_key(self.proposed)

    def obstacles(self, today: date) -> list[str]:
        """What keeps the draft from being published today, in sentences; nothing when a second person may publish it."""
        found = []
        if self.problems:
            found.append(
                ngettext("It has %(number)d problem.", "It has %(number)d problems.", len(self.problems))
                % {"number": len(self.problems)}
            )
        if not self.is_high_enough:
            found.append(
                _("Its number must be at least %(version)s for this kind of change.") % {"version": self.proposed}
            )
        if not (self.draft.note_en.strip() and self.draft.note_fr.strip()):
            found.append(_("The change note is needed in both languages."))
        found += self._day_obstacles(today)
        if not self.problems:
            found += [
                _("The own rules of %(organization)s would no longer fit.")
                % {"organization": name.in_language(current_language())}
                for name in misfits(self.raw)
            ]
        if self.unreviewed:
            count = len(self.unreviewed)
            found.append(
                ngettext(
                    "%(number)d changed result waits for a review.",
                    "%(number)d changed results wait for a review.",
                    count,
                )
                % {"number": count}
            )
        return found

    def _day_obstacles(self, today: date) -> list[str]:
        day = self.draft.effective_from
        if day is None:
            return [_("The day on which it takes effect is missing.")]
        if day < today:
            return [_("The day on which it takes effect is past.")]
        if day < issues()[-1].effective_from:
            return [_("It may not take effect before the version that it replaces.")]
        return []
