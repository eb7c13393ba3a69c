"""The self-assessment in the browser: one address, no account, nothing kept, nothing in the address.

Each page is a form that carries everything said so far; sending it asks for the next page. So the person can go back,
change an answer or switch the language, and closing the window forgets it all. Sending changes nothing on the
server but a count, which is why no token against forged requests is needed (it would cost a cookie). With scripts no
answer is sent: `assessment.js` takes the same steps in the page, and fills the same templates.

What is counted: each activity's result, whenever a step of choosing or answering (COUNTED) leads to the result page. Not
counted is a result that is only shown again: in the other language, as a document, or when what was said before comes back.
Nothing tells one visit from another, so whoever changes an answer, or adds an activity, and comes to a result again is
counted again, for every activity on the page: counts are of results that came out, not of people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from assessments import pages
from assessments.asking import Place, left_to_ask, page_of, place_named
from assessments.department import rulebook_for
from assessments.evaluation import evaluate
from assessments.forms import (
    ORGANIZATION,
    PREFIX,
    SEARCH,
    SEARCH_LENGTH,
    SEARCHED,
    WizardState,
    activity_error,
    answer_errors,
    is_answer,
)
from assessments.phrases import say
from assessments.quiet import held_back, padded
from assessments.rulebook import current
from assessments.sitting import FIELD, known_part, read_sitting
from assessments.tally import count_result, is_counting
from assessments.views.bundle import bundle_address
from polact.base import clock

CHANGE = "change:"
COUNTED = ("find", "choose", "next", "finish")  # steps whose results are counted; assessment.js has the same
FIRST_STEPS = {"activity": "find", "questions": "next", "result": "another"}  # what Enter presses on each page


@method_decorator(csrf_exempt, name="dispatch")
class SelfAssessment(View):
    """Every step of the self-assessment."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.rulebook = current()
        refused = held_back(request) if request.method == "POST" else None
        response = padded(refused or super().dispatch(request, *args, **kwargs))  # type: ignore[arg-type]
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store, no-transform, private"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._choose_activity(WizardState())

    def post(self, request: HttpRequest) -> HttpResponse:
        data = request.POST
        self.rulebook = rulebook_for(data.get(ORGANIZATION, ""))
        state = WizardState.read(self.rulebook, data)
        if request.is_language_switch:  # type: ignore[attr-defined]
            return self._same_again(state, data)
        step = data.get("_step", "")
        if step.startswith(CHANGE):
            return self._change(state, step.removeprefix(CHANGE))
        return self._steps.get(step, SelfAssessment._find)(self, state, data)

    # Steps: what a button asks for

    def _find(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Show the activities that the words may mean; those chosen under the same words go on."""
        unchanged = data.get(SEARCH, "") == data.get(SEARCHED)
        if unchanged and state.activities:
            return self._choose(state, data)
        return self._choose_activity(state, data, error=activity_error(state) if state.spoiled else "")

    def _choose(self, state: WizardState, data: QueryDict) -> HttpResponse:
        if error := activity_error(state):
            return self._choose_activity(state, data, error=error)
        state.forget_others()
        return self._go_on(state)

    def _next(self, state: WizardState, data: QueryDict) -> HttpResponse:
        if error := activity_error(state):
            return self._choose_activity(state, error=error)
        if errors := answer_errors(state.page, data):
            return self._ask(state, typed=_typed(state, data), errors=errors)
        self._keep_typed(state, data)
        state.trail = (*state.trail, state.page) if state.page else state.trail
        return self._go_on(state)

    def _back(self, state: WizardState, data: QueryDict) -> HttpResponse:
        self._keep_typed(state, data)
        if not state.activities or not state.trail:
            return self._choose_activity(state)
        *before, page = state.trail
        state.trail, state.page = tuple(before), page
        return self._ask(state)

    def _finish(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Show the result with what has been said: a range, where that is all it allows."""
        if error := activity_error(state):
            return self._choose_activity(state, error=error)
        self._keep_typed(state, data)
        state.trail = (*state.trail, state.page) if state.page else state.trail
        return self._result(state)

    def _restart(self, state: WizardState, data: QueryDict) -> HttpResponse:
        self.rulebook = current()
        return self._choose_activity(WizardState())

    def _another(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Add an activity, or choose others: all that was said stays."""
        state.trail = ()
        return self._choose_activity(state)

    def _resume(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """What was said before and travelled (a saved code, a request not sent), under the rulebook in force."""
        brought = read_sitting(data.get(FIELD, ""))
        self.rulebook = rulebook_for(brought.organization if brought else "")
        said = brought and known_part(self.rulebook, brought)
        if not said:
            return self._choose_activity(WizardState(spoiled=True), error=say("error.activity"))
        return self._result(WizardState.of(self.rulebook, said))

    _steps: dict[str, Callable[[SelfAssessment, WizardState, QueryDict], HttpResponse]] = {
        "find": _find,
        "choose": _choose,
        "next": _next,
        "back": _back,
        "finish": _finish,
        "restart": _restart,
        "another": _another,
        "resume": _resume,
    }

    def _change(self, state: WizardState, key: str) -> HttpResponse:
        place = place_named(self.rulebook, key)
        error = activity_error(state)
        if error or place is None or (place.activity and place.activity not in state.codes):
            state.spoiled = True
            return self._choose_activity(state, error=activity_error(state))
        state.page = (place,)
        state.trail = tuple(part for part in state.trail if part != state.page)
        return self._ask(state)

    # Pages: what is shown

    def _go_on(self, state: WizardState) -> HttpResponse:
        left = left_to_ask(self.rulebook, state.codes, state.said)
        state.page = tuple(page_of(left)) if left else ()
        return self._ask(state, left=len(left)) if left else self._result(state)

    def _same_again(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """The page that was sent, in the language now in force, with what was typed, unjudged."""
        if state.shown == "activity":
            return self._choose_activity(state, data)
        self._keep_typed(state, data)
        return self._result(state) if state.shown == "result" else self._ask(state)

    def _choose_activity(self, state: WizardState, data: QueryDict | None = None, error: str = "") -> HttpResponse:
        state.shown, state.page = "activity", ()
        words = (data.get(SEARCH, "") if data else "")[:SEARCH_LENGTH]
        view = pages.activity_page(self.rulebook, state, words, error)
        return self._page("activity", view, status=422 if error else 200)

    def _ask(
        self,
        state: WizardState,
        left: int | None = None,
        typed: dict[str, str] | None = None,
        errors: dict[str, str] | None = None,
    ) -> HttpResponse:
        if not state.page:
            return self._go_on(state)
        state.shown = "questions"
        if left is None:
            left = len(left_to_ask(self.rulebook, state.codes, state.said))
        view = pages.questions_page(self.rulebook, state, left, typed, errors)
        return self._page("questions", view, status=422 if errors else 200)

    def _result(self, state: WizardState) -> HttpResponse:
        state.shown, state.page = "result", ()
        view = pages.result_page(self.rulebook, state)
        self._count(state)
        posted = [(field["name"], field["value"]) for field in view["posted"]]
        return self._page("result", view, posted=posted)

    # Helpers

    def _count(self, state: WizardState) -> None:
        is_new = not self.request.is_language_switch and self.request.POST.get("_step") in COUNTED  # type: ignore[attr-defined]
        for activity in state.activities if is_new and is_counting() else []:
            result = evaluate(self.rulebook, activity.code, state.said.about(activity.code))
            count_result(activity.group, result.code, pages.language())

    def _page(self, shown: str, view: dict[str, Any], *, status: int = 200, **context: Any) -> HttpResponse:
        told = {
            "shown": f"assessments/parts/{shown}.html",
            "first_step": FIRST_STEPS[shown],
            "view": view,
            "today": clock.local_date(clock.now()),
            "bundle_url": bundle_address(),
            "is_counting": is_counting(),
            **context,
        }
        return render(self.request, "assessments/page.html", told, status=status)

    def _keep_typed(self, state: WizardState, data: QueryDict) -> None:
        """Take the answers on the page that make sense; the others stay open."""
        for place, answer in _sent(state, data):
            if is_answer(place, answer):
                state.said.put(place, answer)


def _sent(state: WizardState, data: QueryDict) -> list[tuple[Place, str]]:
    return [(place, data.get(f"{PREFIX}{place.key}", "")) for place in state.page]


def _typed(state: WizardState, data: QueryDict) -> dict[str, str]:
    return {place.key: answer for place, answer in _sent(state, data)}
