"""A request for permission through the API: the whole way, the refusals, and nothing for strangers."""

from collections.abc import Callable

from cases.enums.candidacy import Stage
from polact.access.models import Person
from tests.api.conftest import Caller
from tests.cases.candidacies import WHOLE, candidacy_in, manager_of
from tests.factories import People

Calling = Callable[[Person | None], Caller]


def test_goes_the_whole_way(people: People, calling: Calling) -> None:
    mia = manager_of(people.emma, people)
    emma, rita, olive, invited = (calling(who) for who in (people.emma, people.rita, people.olive, mia))
    asked = {"organization": people.organization.pk, "language": "en", "level": "MUNICIPAL", "jurisdiction": "QC"}
    barred = emma.post("candidacies/", {**asked, "employment": "CASUAL"})
    assert (barred.status_code, barred.json()["reason"]) == (422, "CASUAL")
    begun = emma.post("candidacies/", {**asked, "employment": "TERM"}, headers={"idempotency-key": "one"})
    assert begun.status_code == 201
    assert (
        begun.json()
        == emma.post("candidacies/", {**asked, "employment": "TERM"}, headers={"idempotency-key": "one"}).json()
    )
    here = f"candidacies/{begun.json()['id']}/"
    saved = emma.patch(here, {**WHOLE, "nominations_close": "2099-10-01"}, headers={"if-match": begun["ETag"]})
    assert [line["code"] for line in saved.json()["content"] if not line["is_there"]] == [
        *("DESCRIPTION", "CHART", "INPUTS"),
    ]
    assert saved.json()["latest_safe_filing"] == "2099-08-14"
    assert emma.patch(here, WHOLE, headers={"if-match": begun["ETag"]}).status_code == 409
    assert emma.patch(here, {"chart_file": "5e5e5e5e-0000-4000-8000-000000000000"}).status_code == 422
    assert emma.patch(here, {"election": 99}).status_code == 422
    assert emma.patch(here, {"named": [people.sam.pk]}).status_code == 422
    assert emma.patch(f"requests/{begun.json()['id']}/", {"subject": "X"}).status_code == 409
    assert rita.get(here).status_code == 404  # a draft is nobody else's

    signed = emma.post(f"{here}sign/")
    assert (signed.json()["stage"], signed.json()["is_sent"]) == ("GATHERING_INPUT", False)
    (awaited,) = invited.get("candidacy-inputs/").json()
    there = f"candidacy-inputs/{awaited['id']}/"
    assert invited.get(there).json()["candidacy"]["position_title"] == "Policy analyst"
    assert calling(people.sam).get(there).status_code == 404
    assert invited.post(there, {"stance": "FAVOURABLE", "impartiality": " "}).status_code == 422
    assert rita.post(f"{here}invite/", {"kind": "MANAGER", "email": "nobody@x.example"}).status_code == 422
    assert invited.post(there, {"stance": "FAVOURABLE", "impartiality": "No contact."}).status_code == 204
    assert invited.get(there).status_code == 404
    assert emma.get(here).json()["inputs"][0]["impartiality"] == "No contact."

    assert rita.post(f"{here}send/").json()["is_sent"] is True
    assert olive.post(f"{here}acknowledge/").json()["stage"] == "ACKNOWLEDGED"
    assert olive.post(f"{here}find-complete/").status_code == 409
    wanted = olive.post(f"{here}ask-for-items/", {"codes": ["DESCRIPTION"], "texts": ["Who replaces you?"]})
    assert [item["code"] for item in wanted.json()["items"]] in (["DESCRIPTION", ""], ["", "DESCRIPTION"])
    assert emma.post(f"{here}provide-items/", {"answer": "By mail; Ann."}).json()["stage"] == "ACKNOWLEDGED"
    complete = olive.post(f"{here}find-complete/").json()
    assert complete["target_on"] <= complete["decide_by"]
    assert complete["clock_steps"]
    ended = olive.post(f"{here}end-without-decision/", {"reason": "ACCLAIMED", "reasons": "Acclaimed."}).json()
    assert (ended["stage"], ended["no_decision_reason"]) == ("NO_DECISION", "ACCLAIMED")


def test_is_not_there_for_strangers(people: People, calling: Calling) -> None:
    candidacy = candidacy_in(Stage.DEPARTMENTAL_CHECK, people)
    for who in (people.sam, people.luc):
        stranger = calling(who)
        assert stranger.get(f"candidacies/{candidacy.pk}/").status_code == 404
        for step in ("send", "file-directly", "withdraw", "acknowledge", "invite"):
            assert stranger.post(f"candidacies/{candidacy.pk}/{step}/").status_code == 404
    assert calling(people.audrey).post(f"candidacies/{candidacy.pk}/send/").status_code == 403
    assert calling(None).get(f"candidacies/{candidacy.pk}/").status_code in (401, 403)
