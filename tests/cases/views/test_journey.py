"""The main journey through the pages, as people with a browser without scripts walk it, in both languages."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from cases.enums import CaseStatus
from cases.models import Case
from polact.access.acting import as_system
from tests.factories import acting

pytestmark = pytest.mark.django_db


def path(name, *args, language="en"):
    with override(language):
        return reverse(name, args=args)


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_leads_from_question_to_answer(people, client_of, language):
    emma, rita = client_of(people.emma), client_of(people.rita)
    new = path("cases:new", language=language)
    assert emma.get(new).status_code == 200
    written = {
        "organization": people.organization.pk,
        "request_type": "ADVICE",
        "subject": "A sign on my lawn",
        "question": "May I put an election sign on my lawn?",
        "language": language,
        "next": "review",
    }
    answer = emma.post(new, written)
    acting(people.emma)
    case = Case.objects.get(requester=people.emma)
    submit = path("cases:request_action", case.pk, "submit", language=language)
    assert answer.headers["Location"] == submit
    review = emma.get(submit)
    assert "A sign on my lawn" in review.content.decode()
    sent = emma.post(submit, {"version": hidden(review, "version")}, follow=True)
    assert sent.redirect_chain[-1][0] == path("cases:request", case.pk, language=language)

    desk = rita.get(path("cases:desk", language=language))
    assert case.number in desk.content.decode()
    shown = rita.get(path("cases:case", case.pk, language=language))
    rita.post(path("cases:case_action", case.pk, "take-up", language=language), {"version": hidden(shown, "version")})
    ask = path("cases:case_action", case.pk, "request-information", language=language)
    rita.post(ask, {"version": hidden(rita.get(ask), "version"), "question": "Which weeks?"})
    reply = path("cases:request_action", case.pk, "provide-information", language=language)
    form = emma.get(reply)
    assert "Which weeks?" in form.content.decode()
    emma.post(reply, {"version": hidden(form, "version"), "answer": "The last two."})
    advise = path("cases:case_action", case.pk, "record-advice", language=language)
    advice = {"outcome": "COMPATIBLE", "reasons": "Own time, own lawn.", "mitigations": ""}
    done = rita.post(advise, {"version": hidden(rita.get(advise), "version"), **advice}, follow=True)
    assert done.status_code == 200
    answer = emma.get(path("cases:request", case.pk, language=language)).content.decode()
    assert "Own time, own lawn." in answer
    assert str(people.rita) in answer
    with as_system():
        assert Case.objects.get(pk=case.pk).status == CaseStatus.ANSWERED
