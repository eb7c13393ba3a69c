"""The self-assessment in the browser: one address, no account, nothing kept, nothing in the address.

Each page is a form that carries everything said so far; sending it asks for the next page. So the person can go back,
change an answer or switch the language, and closing the window forgets it all. Sending changes nothing on the
server, which is why no token against forged requests is needed (it would cost a cookie).
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
from assessments.explanation import explained
from assessments.forms import (
    PREFIX,
    SEARCH_LENGTH,
    SEARCHED,
    ActivityForm,
    QuestionsForm,
    WizardState,
    language,
)
from assessments.inquiry import next_questions
from assessments.rulebook import current
from assessments.rulebook_parts import UNSURE, Question
from assessments.sitting import FIELD, Sitting, Situation, known_part, read_sitting

CHANGE = "change:"


@method_decorator(csrf_exempt, name="dispatch")
class SelfAssessment(View):
    """Every step of the self-assessment."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.rulebook = current()
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._choose_activity(WizardState())

    def post(self, request: HttpRequest) -> HttpResponse:
        data = request.POST
        state = WizardState.read(self.rulebook, data)
        if request.is_language_switch:  # type: ignore[attr-defined]
            return self._same_again(state, data)
        step = data.get("_step", "")
        if step.startswith(CHANGE):
            return self._change(state, step.removeprefix(CHANGE))
        return self._steps.get(step, SelfAssessment._find)(self, state, data)

    # Steps: what a button asks for

    def _find(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Show the activities that the words may mean; an activity chosen under the same words goes on."""
        unchanged = data.get("search", "") == data.get(SEARCHED)
        if unchanged and state.activity and not state.spoiled:
            return self._choose(state, data)
        return self._choose_activity(state, data, error=state.spoiled)

    def _choose(self, state: WizardState, data: QueryDict) -> HttpResponse:
        form = self._activity_form(data)
        if not form.is_valid() or state.activity is None:
            return self._choose_activity(state, data, form=form, error=True)
        return self._go_on(state)

    def _next(self, state: WizardState, data: QueryDict) -> HttpResponse:
        if state.activity is None or state.spoiled:
            return self._choose_activity(state, error=True)
        questions = self._on_page(state)
        form = QuestionsForm(questions, data)
        if not form.is_valid():
            return self._ask(state, questions, form)
        state.answers.update(form.answers())
        state.trail = (*state.trail, state.page) if state.page else state.trail
        return self._go_on(state)

    def _back(self, state: WizardState, data: QueryDict) -> HttpResponse:
        self._keep_typed(state, data)
        if state.activity is None or not state.trail:
            state.shown = "activity"
            return self._choose_activity(state)
        *before, page = state.trail
        state.trail, state.page = tuple(before), page
        return self._ask(state, self._on_page(state))

    def _finish(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Show the result with what has been said: a range, where that is all it allows."""
        if state.activity is None or state.spoiled:
            return self._choose_activity(state, error=True)
        self._keep_typed(state, data)
        state.trail = (*state.trail, state.page) if state.page else state.trail
        return self._result(state)

    def _restart(self, state: WizardState, data: QueryDict) -> HttpResponse:
        return self._choose_activity(WizardState())

    def _another(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """Another activity with the answers about oneself kept: those about the activity are asked again."""
        kept = {code: a for code, a in state.answers.items() if self.rulebook.questions[code].kind in ("route", "P")}
        return self._choose_activity(WizardState(answers=kept))

    def _resume(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """What was said before and travelled (a saved code, a request not sent), under the rulebook in force."""
        brought = read_sitting(data.get(FIELD, ""))
        said = brought and known_part(self.rulebook, brought)
        if not said:
            return self._choose_activity(WizardState(spoiled=True), error=True)
        one = said.situations[0]
        return self._result(WizardState(activity=self.rulebook.activities[one.activity], answers=dict(one.answers)))

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

    def _change(self, state: WizardState, code: str) -> HttpResponse:
        if state.activity is None or code not in self.rulebook.questions:
            return self._choose_activity(state, error=True)
        state.page = (code,)
        state.trail = tuple(part for part in state.trail if part != state.page)
        return self._ask(state, self._on_page(state))

    # Pages: what is shown

    def _go_on(self, state: WizardState) -> HttpResponse:
        assert state.activity is not None
        left = next_questions(self.rulebook, state.activity.code, state.answers)
        questions = pages.page_of(left)
        state.page = tuple(question.code for question in questions)
        return self._ask(state, questions, left=len(left)) if questions else self._result(state)

    def _same_again(self, state: WizardState, data: QueryDict) -> HttpResponse:
        """The page that was sent, in the language now in force, with what was typed, unjudged."""
        if state.shown == "activity":
            return self._choose_activity(state, data)
        self._keep_typed(state, data)
        return self._result(state) if state.shown == "result" else self._ask(state, self._on_page(state))

    def _choose_activity(
        self, state: WizardState, data: QueryDict | None = None, form: ActivityForm | None = None, error: bool = False
    ) -> HttpResponse:
        state.shown = "activity"
        state.page = ()
        words = (data.get("search", "") if data else "")[:SEARCH_LENGTH]
        typed = {"search": words, "activity": state.activity.code if state.activity else ""}
        form = form or ActivityForm(self.rulebook, words, initial=typed)
        return self._page(
            "assessments/activity.html",
            status=422 if error else 200,
            form=form,
            words=words,
            state=[pair for pair in state.hidden() if pair[0] != "activity"],
            spoiled=state.spoiled and error,
        )

    def _ask(
        self, state: WizardState, questions: list[Question], form: QuestionsForm | None = None, left: int | None = None
    ) -> HttpResponse:
        assert state.activity is not None
        if not questions:
            return self._go_on(state)
        state.shown = "questions"
        if left is None:
            left = len(next_questions(self.rulebook, state.activity.code, state.answers))
        given = {f"{PREFIX}{code}": answer for code, answer in state.answers.items()}
        return self._page(
            "assessments/questions.html",
            status=422 if form else 200,
            form=form or QuestionsForm(questions, initial=given),
            state=state.hidden(questions),
            topic=pages.topic(questions),
            asides=pages.asides(self.rulebook, state.activity, questions),
            left=max(left, len(questions)),
            activity=state.activity.text.in_language(language()),
        )

    def _result(self, state: WizardState) -> HttpResponse:
        assert state.activity is not None
        state.shown, state.page = "result", ()
        result = explained(self.rulebook, state.activity.code, state.answers)
        return self._page(
            "assessments/result.html",
            state=state.hidden(),
            result=result,
            words=result["explanation"][language()[:2]],
            level=pages.level_shape(result),
            said=pages.said(self.rulebook, state.activity, state.answers),
            posted=Sitting(self.rulebook.version, (Situation(state.activity.code, dict(state.answers)),)).fields(),
        )

    # Helpers

    def _page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        return render(self.request, template, context, status=status)

    def _activity_form(self, data: QueryDict) -> ActivityForm:
        form = ActivityForm(self.rulebook, "", data)
        words = data.get("search", "")[:SEARCH_LENGTH]
        if words.strip() and not form.is_valid():
            return ActivityForm(self.rulebook, words, data)
        return form

    def _on_page(self, state: WizardState) -> list[Question]:
        return [self.rulebook.questions[code] for code in state.page]

    def _keep_typed(self, state: WizardState, data: QueryDict) -> None:
        """Take the answers on the page that make sense; the others stay open."""
        for question in self._on_page(state):
            answer = data.get(f"{PREFIX}{question.code}", "")
            if answer == UNSURE or answer in question.by_code:
                state.answers[question.code] = answer
