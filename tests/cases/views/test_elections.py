"""The pages of elections: for everybody to read with the day to file by, for the Commission to change and to import."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from cases.models import ElectionPeriod, ElectoralDistrict
from polact.base import clock
from tests.cases.views.pages import queries, text

TODAY = clock.local_date(clock.now())
WRIT, POLLING = TODAY + timedelta(days=100), TODAY + timedelta(days=140)
CALLED = {
    "level": "FEDERAL", "jurisdiction": "CA", "label_en": "Federal general election", "label_fr": "Élection générale fédérale",
    "source": "Proclamation", "active_from": WRIT.isoformat(), "polling_day": POLLING.isoformat(),
}  # fmt: skip
DISTRICTS = Path(__file__).resolve().parents[3] / "docs" / "examples" / "districts.csv"
OFFICERS = ("set_days", "postpone_election", "withdraw_writ", "end_election")


def path(name: str, *args: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"routing:{name}", args=args)


def recorded(browser: Any, **more: Any) -> ElectionPeriod:
    assert browser.post(path("record_election"), {**CALLED, **more}).status_code == 302
    return ElectionPeriod.objects.latest("pk")


def test_election_says_by_when_to_file_and_is_postponed_and_withdrawn(people, client_of, client):
    """An officer records; anybody reads, in both languages; the dates move; a stranger finds no door to change them."""
    olive = client_of(people.olive)
    period = recorded(olive)
    page = path("election", period.pk)
    said = text(client.get(page, {"days": "1"}))
    assert "your organization usually needs 1 business day, so send it by" in said
    assert "Complete file at the Commission" in said
    assert "<title id=" in said
    assert "votre dossier complet doit parvenir à la Commission" in text(
        client.get(path("election", period.pk, language="fr"))
    )
    assert "Postpone the election" not in said
    shown = olive.post(
        path("postpone_election", period.pk),
        {"reason": "POSTPONED", "polling_day": (POLLING + timedelta(days=8)).isoformat(), "source": "An order"},
    )
    assert shown.status_code == 422
    assert 'value="An order"' in text(shown)
    assert "postponed by 7 days at most" in text(shown)
    later = {"reason": "POSTPONED", "polling_day": (POLLING + timedelta(days=7)).isoformat(), "source": "An order"}
    assert olive.post(path("postpone_election", period.pk), later).status_code == 302
    assert "What changed" in text(client.get(page))
    other = {"active_from": WRIT.isoformat(), "last_day": TODAY.isoformat(), "source": "x"}
    refused = olive.post(path("set_days", period.pk), other)
    assert (refused.status_code, 'id="id_last_day_error"' in text(refused) or "last_day" in text(refused)) == (
        422,
        True,
    )
    assert olive.post(path("withdraw_writ", period.pk), {"source": "An order"}).status_code == 302
    assert "The writ was withdrawn" in text(client.get(page))
    assert "writ withdrawn" in text(client.get(path("elections")))
    for name in ("emma", "rita", "sam", "audrey"):
        browser = client_of(getattr(people, name))
        for door in [path(officers, period.pk) for officers in OFFICERS] + [path("import_elections")]:
            assert (browser.get(door).status_code, browser.post(door, later).status_code) == (404, 404), (name, door)
    assert client.get(path("election", period.pk + 1)).status_code == 404


def test_file_is_looked_at_line_by_line_and_then_taken(people, client_of):
    olive = client_of(people.olive)
    door = path("import_elections")
    content = DISTRICTS.read_text(encoding="utf-8")
    seen = olive.post(door, {"file": SimpleUploadedFile("districts.csv", content.encode())})
    assert (seen.status_code, "New: 3." in text(seen), ElectoralDistrict.objects.count()) == (200, True, 0)
    wrong = olive.post(door, {"content": content.replace("FEDERAL,CA,X-002", "FEDERAL,QC,X-002"), "import": "1"})
    assert wrong.status_code == 422
    assert "FEDERAL,QC,X-002" in text(wrong)
    assert "A federal election is held in Canada" in text(wrong)
    assert ElectoralDistrict.objects.count() == 0
    assert olive.post(door, {"content": "name,party", "import": "1"}).status_code == 422
    assert olive.post(door, {}).status_code == 422
    assert olive.post(door, {"content": content, "import": "1"}).status_code == 302
    period = recorded(olive)
    page = text(olive.get(path("election", period.pk), {"q": "nord"}))
    assert ("1 district" in page, "X-001" in page, "X-002" in page) == (True, True, False)


def test_list_and_page_cost_the_same_for_few_and_many(people, client_of, client):
    olive = client_of(people.olive)
    period = recorded(olive)
    costs = []
    for more in (0, 12):
        for number in range(more):
            recorded(olive, label_en=f"Another {number}")
            ElectoralDistrict.objects.create(
                level="FEDERAL", jurisdiction="CA", code=f"X-{number}", name_en="x", name_fr="x", valid_from=TODAY, source="x"
            )  # fmt: skip
        for door in (path("elections"), path("election", period.pk)):
            with queries() as asked:
                assert client.get(door).status_code == 200
            costs.append(len(asked))
    assert costs == [1, 4, 1, 4]
