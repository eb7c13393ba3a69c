"""The story of one synthetic case, from draft to close, as rows of every table that it touches."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from cases import clocks
from cases.enums import CaseStatus, ClockReason, EndingKind, Queue, RoutingReason
from cases.routing import RoutingFacts
from cases.seeding import words
from cases.seeding.ledger import Event, chain
from cases.seeding.results import Sheet
from cases.seeding.world import Place, Worker, World
from cases.timing import as_facts
from notifications import templates
from notifications.enums import State
from polact.access.enums import Role
from polact.audit.verbs import Verb
from polact.base import clock
from polact.base.text import both_languages
from polact.catalogue.advice import ADVICE, COMPATIBLE_WITH_PRECAUTIONS
from polact.catalogue.calendars import BUSINESS_VERSION, add_business_days
from polact.catalogue.registry import outcome as catalogue_outcome

S = CaseStatus
Rows = defaultdict[str, list[Sequence[Any]]]
PAGE_NUMBER = 987654321
ANSWER_DAYS = 5  # business days, as organizations have it by default
ROUNDS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
ANSWERS = ("COMPATIBLE",) * 6 + ("COMPATIBLE_WITH_PRECAUTIONS",) * 3 + ("NOT_ADVISED",)
DESTINATIONS = ("TO_VALUES_AND_ETHICS", "TO_VALUES_AND_ETHICS", "OUTSIDE_PART_7", "TO_CANDIDACY")


@dataclass
class Plan:
    """What is to become of a case: where it stands in the end, how often was asked back, and how long it took."""

    status: CaseStatus
    submitted_at: datetime
    took: timedelta
    rounds: int


def draw_plan(rng: Random, until: datetime) -> Plan:
    """Three in ten are open, mostly recent; the others are spread over three years."""
    kind = rng.random()
    if kind < 0.02:
        return Plan(S.DRAFT, until - timedelta(days=rng.expovariate(1 / 30)), timedelta(0), 0)
    rounds = rng.randint(6, 9) if rng.random() < 0.01 else rng.choice(ROUNDS)
    if kind < 0.32:
        age = timedelta(
            days=min(rng.expovariate(1 / 40) if rng.random() < 0.9 else rng.uniform(90, 700), 1000), hours=1
        )
        status = rng.choices((S.SUBMITTED, S.IN_REVIEW, S.AWAITING_INFORMATION), (35, 45, 20))[0]
        rounds = 0 if status == S.SUBMITTED else max(rounds, 1) if status == S.AWAITING_INFORMATION else rounds
        return Plan(status, until - age, age, rounds)
    age = timedelta(days=rng.uniform(1, 36 * 30.4))
    took = min(age, timedelta(days=rng.lognormvariate(2.0, 0.6)))
    status = rng.choices((S.ANSWERED, S.CLOSED, S.REDIRECTED, S.WITHDRAWN), (35, 45, 8, 12))[0]
    return Plan(status, until - age, took, rounds)


class Story:
    """Builds the rows of one case into `rows`. `pk` is the number reserved for it."""

    def __init__(self, *, rows: Rows, world: World, sheets: list[Sheet], rng: Random, pk: int, plan: Plan) -> None:
        self.rows, self.world, self.rng, self.pk, self.plan = rows, world, rng, pk, plan
        self.place: Place = world.draw(rng)
        self.requester: Worker = rng.choice(self.place.employees)
        self.queue = Queue.ORGANIZATION if self.place.rule else Queue.CENTRAL
        self.handlers = self.place.representatives if self.place.rule else world.officers
        self.assigned: Worker | None = self.place.assignee
        self.handler: Worker = self.assigned or rng.choice(self.handlers)
        self.sheet = rng.choice(sheets)
        self.language = self.requester.language
        self.subject, self.question = words.request_text(rng, self.language, self.sheet.name.in_language(self.language))
        self.attached = self.uuid() if rng.random() < 0.6 else None
        self.ref = self.uuid()
        self.events: list[Event] = []
        self.outcome, self.version = "", 1
        self.advice: UUID | None = None
        self.ended_at: datetime | None = None
        self.changed: tuple[datetime, Worker] = (plan.submitted_at, self.requester)
        self.pauses: list[clocks.Pause] = []
        self.standard, self.read_at, self.read_because = self._clock(), plan.submitted_at, ClockReason.SUBMITTED

    def _clock(self) -> clocks.Clock:
        on, days = clock.local_date(self.plan.submitted_at), self.place.organization.standard_days
        return clocks.service_standard(submitted_on=on, business_days=days, pauses=self.pauses)

    @property
    def due_on(self) -> date:
        return self.standard.due_on

    def uuid(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def tell(self) -> None:
        """Live through the plan and leave the rows."""
        if self.attached:
            self._attach()
        if self.plan.status != S.DRAFT:
            self._submit()
            self._go_on()
            sealed = chain(self.ref, self.events, self.uuid)
            self.rows["audit.data_key"].append(sealed.key)
            self.rows["audit.entry"] += sealed.entries
            self.rows["audit.payload"] += sealed.payloads
            self.rows["audit.head"].append(sealed.head)
        self.rows["cases_case"].append(self._row())

    def _go_on(self) -> None:
        times = self._moments()
        status = self.plan.status
        if status == S.SUBMITTED:
            return
        if status == S.WITHDRAWN and self.plan.rounds == 0:
            self._withdraw(next(times), S.SUBMITTED)
            return
        self.assigned = self.handler
        self._move(Verb.CASE_TAKEN_UP, next(times), self.handler, S.SUBMITTED, S.IN_REVIEW)
        for number in range(self.plan.rounds):
            is_last = number == self.plan.rounds - 1
            self._ask_back(next(times), None if is_last and status == S.AWAITING_INFORMATION else next(times))
        if status in (S.ANSWERED, S.CLOSED):
            if status == S.ANSWERED or self.rng.random() < 0.9:
                self._advise(next(times))
            else:
                self._redirect(next(times))
            if status == S.CLOSED:
                self._close(next(times))
        elif status == S.REDIRECTED:
            self._redirect(next(times))
        elif status == S.WITHDRAWN:
            self._withdraw(next(times), S.IN_REVIEW)

    def _moments(self) -> Any:
        fractions = sorted(self.rng.random() for _ in range(2 * self.plan.rounds + 4))
        return iter([self.plan.submitted_at + fraction * self.plan.took for fraction in fractions])

    def _move(
        self, verb: Verb, at: datetime, by: Worker, before: str, after: str, facts: dict[str, Any] | None = None
    ) -> None:
        role = Role.EMPLOYEE
        if by.pk != self.requester.pk:
            role = Role.REPRESENTATIVE if self.place.rule else Role.COMMISSION_OFFICER
        self.events.append(Event(verb, at, role.value, (by.pk, by.name), before, after, facts or {}))
        self.version += 1
        self.changed = (at, by)

    def _submit(self) -> None:
        at = self.plan.submitted_at
        told = {"subject": self.subject, **self._level(), **as_facts(self.standard)}
        self._move(Verb.CASE_SUBMITTED, at, self.requester, S.DRAFT.value, S.SUBMITTED.value, told)
        rule = self.place.rule.pk if self.place.rule else None
        routed = {"queue": _labels(self.queue), "rule": rule, **self._routing_facts()}
        self.events.append(Event(Verb.CASE_ROUTED, at, "SYSTEM", None, "", "", routed))
        version = self.place.rule.version if self.place.rule else None
        sent_to = self.place.assignee.pk if self.place.assignee else None
        facts = json.dumps(self._routing_facts())
        why = RoutingReason.SUBMITTED.value
        self.rows["cases_routing"].append(
            (self.uuid(), self.pk, at, why, rule, version, facts, self.queue.value, sent_to)
        )
        self._notice(self.requester, "request_received", at, due=self.due_on.isoformat())
        for person in [self.assigned] if self.assigned else self.handlers:
            self._notice(person, "case_arrived", at)

    def _ask_back(self, at: datetime, answered_at: datetime | None) -> None:
        number = self.rng.randrange(len(words.ASKED))
        question = words.ASKED[number].in_language(self.language)
        answer = words.ANSWERED[number].in_language(self.language) if answered_at else ""
        answer_by = add_business_days(clock.local_date(at), ANSWER_DAYS)[0]
        facts = {"question": question, "items": [], "answer_by": answer_by.isoformat()}
        self._move(Verb.INFORMATION_REQUESTED, at, self.handler, S.IN_REVIEW, S.AWAITING_INFORMATION, facts)
        self._notice(self.requester, "information_requested", at, day=answer_by.isoformat())
        if answered_at:
            self.pauses.append(clocks.Pause(clock.local_date(at), clock.local_date(answered_at)))
            self.standard, self.read_at, self.read_because = self._clock(), answered_at, ClockReason.RESUMED
            self._move(
                Verb.INFORMATION_PROVIDED,
                answered_at,
                self.requester,
                S.AWAITING_INFORMATION,
                S.IN_REVIEW,
                {"answer": answer, "items": [], **as_facts(self.standard)},
            )
            self._notice(self.handler, "information_provided", answered_at)
        self.rows["cases_informationrequest"].append(
            (self.uuid(), self.pk, self.handler.pk, at, question, answered_at, answer, answer_by)
        )

    def _advise(self, at: datetime) -> None:
        self._end(at, self.rng.choice(ANSWERS))
        reasons = words.REASONS[self.outcome].in_language(self.language)
        needs = self.outcome == COMPATIBLE_WITH_PRECAUTIONS.code
        mitigations = words.PRECAUTIONS.in_language(self.language) if needs else ""
        facts = {"outcome": _outcome_name(self.outcome), "reasons": reasons, "mitigations": mitigations}
        self._move(Verb.ADVICE_RECORDED, at, self.handler, S.IN_REVIEW, S.ANSWERED, facts)
        self.advice = self.uuid()
        self.rows["cases_advice"].append(
            (
                self.advice,
                self.pk,
                self.handler.pk,
                self.requester.pk,
                at,
                self.outcome,
                reasons,
                mitigations,
                self.language,
            )
        )
        self._notice(self.requester, "advice_recorded", at)

    def _redirect(self, at: datetime) -> None:
        self._end(at, self.rng.choice(DESTINATIONS))
        reasons = words.REASONS[self.outcome].in_language(self.language)
        facts = {"destination": _outcome_name(self.outcome), "reasons": reasons}
        self._move(Verb.CASE_REDIRECTED, at, self.handler, S.IN_REVIEW, S.REDIRECTED, facts)
        self._ending(EndingKind.REDIRECTED, self.handler, at, self.outcome, reasons)
        self._notice(self.requester, "request_redirected", at)

    def _withdraw(self, at: datetime, before: CaseStatus) -> None:
        self._end(at, "WITHDRAWN")
        reasons = words.REASONS["WITHDRAWN"].in_language(self.language)
        self._move(Verb.CASE_WITHDRAWN, at, self.requester, before, S.WITHDRAWN, {"reasons": reasons})
        self._ending(EndingKind.WITHDRAWN, self.requester, at, "WITHDRAWN", reasons)
        for person in [self.assigned] if self.assigned else self.handlers:
            self._notice(person, "request_withdrawn", at)

    def _close(self, at: datetime) -> None:
        self._move(Verb.CASE_CLOSED, at, self.handler, self.events[-1].after, S.CLOSED)
        self._ending(EndingKind.CLOSED, self.handler, at, "", "")

    def _end(self, at: datetime, outcome: str) -> None:
        self.outcome, self.ended_at = outcome, at

    def _ending(self, kind: EndingKind, by: Worker, at: datetime, outcome: str, reasons: str) -> None:
        self.rows["cases_ending"].append((self.uuid(), self.pk, kind.value, outcome, reasons, by.pk, at))

    def _attach(self) -> None:
        sheet = self.sheet
        at = self.plan.submitted_at - timedelta(minutes=5)
        self.rows["assessments_assessment"].append(
            (
                self.attached, self.requester.pk, sheet.version, sheet.content_hash, sheet.activity, sheet.answers,
                sheet.result, at,
            )
        )  # fmt: skip

    def _level(self) -> dict[str, str]:
        """Activity and level are known when an assessment is attached."""
        return {
            "activity": self.sheet.activity if self.attached else "",
            "level": self.sheet.level if self.attached else "",
        }

    def _found_by(self) -> str:
        names = (self.sheet.name.en, self.sheet.name.fr) if self.attached else ()
        return " ".join((self.requester.name, *names)) if self.plan.status != S.DRAFT else ""

    def _routing_facts(self) -> dict[str, Any]:
        known = self._level()
        return RoutingFacts(
            organization=self.place.organization.pk,
            request_type=ADVICE.code,
            activity_group=known["activity"].split(".")[0],
            level=known["level"].split()[-1] if known["level"] else "",
            language=self.language,
        ).as_json()

    def _notice(self, person: Worker, occasion: str, at: datetime, **values: str) -> None:
        template = f"cases/notices/{occasion}"
        number = {"number": f"PA-{self.pk:06d}", **values}
        subject, body = templates.render(template, person.language, number)
        page = "cases:request" if person.pk == self.requester.pk else "cases:case"
        sent = at + timedelta(seconds=self.rng.uniform(1, 20))
        read = sent + timedelta(hours=self.rng.expovariate(1 / 12)) if self.rng.random() < 0.8 else None
        self.rows["notifications_message"].append(
            (
                self.uuid(), person.pk, template, person.language, subject, body,
                _page(page, person.language).replace(str(PAGE_NUMBER), str(self.pk)), at, State.SENT.value, 1, at, sent, sent,
                "", read,
            )
        )  # fmt: skip

    def _row(self) -> tuple[Any, ...]:
        plan, is_draft = self.plan, self.plan.status == S.DRAFT
        known, (changed_at, changed_by) = self._level(), self.changed
        on = clock.local_date(plan.submitted_at)
        return (
            self.pk, self.ref, ADVICE.code, plan.status.value, self.place.organization.pk, self.requester.pk, self.language,
            self.subject, self.question, on + timedelta(days=self.rng.randrange(5, 90)), self.attached, known["activity"],
            known["level"], plan.submitted_at - timedelta(minutes=3), None if is_draft else plan.submitted_at,
            None if is_draft else on, "" if is_draft else self.queue.value,
            self.place.rule.pk if self.place.rule and not is_draft else None,
            json.dumps({} if is_draft else self._routing_facts()),
            self.assigned.pk if self.assigned and not is_draft else None, None if is_draft else self.due_on, self.outcome,
            self.ended_at, self.version, changed_at, changed_by.pk,
            None if is_draft else self.place.organization.standard_days, "" if is_draft else BUSINESS_VERSION,
            None if is_draft else self.read_at, "" if is_draft else self.read_because.value, self._found_by(), self.advice,
        )  # fmt: skip


@lru_cache
def _labels(queue: Queue) -> dict[str, str]:
    return both_languages(queue.label)


@lru_cache
def _outcome_name(code: str) -> dict[str, str]:
    return both_languages(catalogue_outcome(code).name)


@lru_cache
def _page(name: str, language: str) -> str:
    with override(language):
        return reverse(name, args=[PAGE_NUMBER])
