"""Trying a rulebook on all stored assessments: started by an administrator, done in parts by whichever workers are free.

A part is a range of cases. Whoever takes one holds its row until the counts stand in it, so that a worker that dies
leaves it to the next, two workers never do the same, and doing a task twice does nothing twice.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext as _

from assessments.department import rulebook_as_kept
from assessments.drafts import draft
from assessments.models import PublishedOverlay, Simulation, SimulationKind, SimulationPart
from assessments.rulebook import InvalidRulebook, UnknownRulebook, current, load, parse
from assessments.rulebook_parts import Rulebook
from assessments.simulation import Counts, Stored, replay, simulate
from cases.models import Case
from cases.notices import simulations as notices
from cases.permissions import may_simulate
from notifications.waking import ask
from polact.access.enums import Role
from polact.access.models import Person
from polact.audit.recording import record
from polact.audit.verbs import Verb
from polact.base.errors import Invalid, NotPermitted

PART = 20_000  # cases: some seconds of work, so that messages need not wait long for a worker
MOST_PARTS = 500
AT_ONCE = 2  # workers that are woken: as many as the product runs
AT_A_TIME = 2_000  # rows that the database hands over in one go
WORK = "cases.tasks.simulate"


@transaction.atomic
def start_simulation(*, ref: str = "", content: bytes = b"", started_by: Person, at: datetime) -> Simulation:
    """Begin to try a proposed rulebook: the draft `ref`, or the `content` of a file. Returns the run.

    Raises NotPermitted for anybody but administrators, Invalid for a draft that is not there, and for a draft or a file
    that does not pass the checks (its message says all that is wrong).
    """
    if not may_simulate(started_by):
        raise NotPermitted()
    field = "file" if content else "draft"
    try:
        content = content or draft(ref).content
        rulebook = parse(content)
        told = content.decode()
    except UnknownRulebook as error:
        raise Invalid(_("Choose a draft, or a file."), field="draft") from error
    except (InvalidRulebook, UnicodeDecodeError) as error:
        raise Invalid(_("This rulebook cannot be used: %(problems)s") % {"problems": error}, field=field) from error
    run = Simulation(
        kind=SimulationKind.DRAFT,
        name=rulebook.version,
        rulebook_version=rulebook.version,
        rulebook_hash=rulebook.content_hash,
        content=told,
    )
    return _start(run, started_by, at)


@transaction.atomic
def start_replay(*, started_by: Person, at: datetime) -> Simulation:
    """Begin to evaluate every stored assessment under its own version again: all must come out as they are stored.

    Raises NotPermitted for anybody but administrators. Returns the run.
    """
    if not may_simulate(started_by):
        raise NotPermitted()
    rulebook = current()
    run = Simulation(
        kind=SimulationKind.REPLAY,
        name=rulebook.version,
        rulebook_version=rulebook.version,
        rulebook_hash=rulebook.content_hash,
    )
    return _start(run, started_by, at)


def _start(run: Simulation, started_by: Person, at: datetime) -> Simulation:
    run.in_force, run.started_by, run.started_at = current().version, started_by, at
    run.save(force_insert=True)
    parts = [SimulationPart(simulation=run, number=n, first=a, last=z) for n, (a, z) in enumerate(_ranges(), start=1)]
    SimulationPart.objects.bulk_create(parts)
    record(
        verb=Verb.SIMULATION_STARTED,
        subject=run.pk,
        actor=started_by,
        role=Role.ADMINISTRATOR,
        at=at,
        facts=_facts(run),
    )
    transaction.on_commit(lambda: wake(simulation_id=run.pk, chains=min(AT_ONCE, len(parts))))
    return run


def _ranges() -> Iterator[tuple[int, int]]:
    """Ranges of case numbers that hold every assessment of a submitted case; at least one."""
    ends = _assessed().aggregate(first=Min("pk"), last=Max("pk"))
    first, last = ends["first"] or 1, ends["last"] or 1
    width = max(PART, -(-(last - first + 1) // MOST_PARTS))
    return ((start, min(last, start + width - 1)) for start in range(first, last + 1, width))


def wake(*, simulation_id: UUID, chains: int = 1) -> None:
    """Ask so many workers to begin with a part; each goes on until no part is left. Changes nothing itself."""
    for _number in range(chains):
        ask(WORK, str(simulation_id))


@transaction.atomic
def evaluate_part(*, simulation_id: UUID, at: datetime) -> bool:
    """Take one part that nobody has, evaluate it, and keep its counts; with the last one, end the run.

    Acts as the system: the caller sees to that (`as_system`). Returns whether there was a part to take. May be called
    twice, at once, or for a run that has ended.
    """
    part = (
        SimulationPart.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(simulation_id=simulation_id, counts__isnull=True, simulation__finished_at=None)
        .first()
    )
    if part is None:
        return False
    part.counts = _count(part.simulation, _stored(part)).as_json()
    part.save(update_fields=["counts"])
    _end_if_done(simulation_id, at)
    return True


def _count(run: Simulation, stored: Iterator[Stored]) -> Counts:
    if run.kind == SimulationKind.REPLAY:
        return replay(stored, rulebook_of=_as_kept)
    return simulate(stored, candidate=_candidate(run.content), in_force=load(run.in_force))


def _as_kept(version: str, overlay_hash: str) -> Rulebook:
    try:
        return rulebook_as_kept(version, overlay_hash)
    except PublishedOverlay.DoesNotExist as error:
        raise LookupError from error


@lru_cache(maxsize=2)
def _candidate(content: str) -> Rulebook:
    """The rulebook that is tried. Reading one costs as much as evaluating ten thousand assessments: once for all parts."""
    return parse(content.encode())


def _stored(part: SimulationPart) -> Iterator[Stored]:
    """The assessments of the part, streamed by a cursor of the database: each case's main one, then their companions.

    Advice is about the request as a whole and is compared with its main assessment alone: companions come without one.
    """
    cases = _assessed().filter(pk__range=(part.first, part.last))
    for *told, outcome in _told(cases, "assessment__", "outcome"):
        yield _one(*told, outcome=outcome)
    for told in _told(cases.filter(assessment__companions__isnull=False), "assessment__companions__"):
        yield _one(*told, outcome="")


def _told(cases: QuerySet[Case], of: str, *more: str) -> Iterator[Any]:
    fields = [f"{of}{name}" for name in ("pk", "activity", "answers", "codes", "rulebook_version", "overlay_hash")]
    return cases.values_list(*fields, "organization_id", *more).iterator(chunk_size=AT_A_TIME)


def _one(
    ref: UUID, activity: str, answers: Any, codes: Any, version: str, overlay: str, organization: int, *, outcome: str
) -> Stored:
    return Stored(str(ref), activity, answers, tuple(codes or ()), version, organization, outcome, overlay)


def _assessed() -> QuerySet[Case]:
    return Case.objects.filter(submitted_at__isnull=False, assessment__isnull=False).order_by()


def _end_if_done(simulation_id: UUID, at: datetime) -> None:
    """Whoever holds the run's row sees every part that ended before: so exactly one ends it."""
    run = Simulation.objects.select_for_update(of=("self",)).select_related("started_by").get(pk=simulation_id)
    parts = run.parts.all()
    if parts.filter(counts__isnull=True).exists():
        return
    counts = Counts()
    for told in parts.values_list("counts", flat=True):
        assert told is not None, "every part has counts, or the run would not end"
        counts.add(Counts.from_json(told))
    run.counts, run.finished_at = counts.as_json(), at
    run.save(update_fields=["counts", "finished_at"])
    facts = _facts(run) | {"evaluated": counts.evaluated, "differing": counts.differing}
    record(verb=Verb.SIMULATION_FINISHED, subject=run.pk, actor=None, role="SYSTEM", at=at, facts=facts)
    notices.simulation_finished(simulation=run, at=at)


def _facts(run: Simulation) -> dict[str, str]:
    return {"name": run.name, "kind": run.kind, "version": run.rulebook_version, "hash": run.rulebook_hash}
