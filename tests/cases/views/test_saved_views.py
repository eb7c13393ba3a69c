"""Saved views: one's own and shared ones, and what a stranger gets."""

import re

import pytest

from cases.models import SavedView
from cases.operations.saving_views import change_view, delete_view, save_view, set_alert
from polact.access.acting import as_system
from polact.access.models import Person
from polact.base.errors import Invalid, NotPermitted
from tests.cases.views.pages import path, text
from tests.conftest import acting_as
from tests.factories import NOON, make_case

pytestmark = pytest.mark.django_db


def keep(owner: Person, name: str = "Late ones", organization=None, **query: str) -> SavedView:
    with acting_as(owner):
        return save_view(owner=owner, name=name, query=query or {"due": "late"}, organization=organization, at=NOON)


@pytest.fixture
def rita(people, client_of):
    return client_of(people.rita)


def test_is_saved_from_the_filters_of_the_desk_and_linked_there(people, rita):
    page = text(rita.get(path("desk"), {"level": "HIGH", "region": "QC", "nonsense": "1", "after": "x"}))
    assert f"{path('new_view')}?level=HIGH&amp;region=QC" in page
    asked = f"{path('new_view')}?level=HIGH&region=QC&nonsense=1"
    assert "Quebec" in text(rita.get(asked))
    rita.post(asked, {"name": "  High  in Quebec ", "organization": ""})
    with acting_as(people.rita):
        view = SavedView.objects.get()
        assert (view.name, view.query) == ("High in Quebec", {"level": "HIGH", "region": "QC"})
    shown = text(rita.get(path("desk"), view.query))
    assert f'<a href="{path("desk")}?level=HIGH&amp;region=QC" aria-current="page">High in Quebec</a>' in shown


@pytest.mark.parametrize(
    ("name", "said"), [("", "Give the view a name."), ("Late ones", "You have a view of that name.")]
)
def test_without_a_name_of_its_own_nothing_typed_is_lost(people, rita, name, said):
    keep(people.rita)
    page = rita.post(f"{path('new_view')}?due=late", {"name": name, "organization": str(people.organization.pk)})
    assert page.status_code == 422
    assert said in text(page)
    assert re.search(rf'value="{people.organization.pk}"[^>]*checked', text(page))


def test_without_a_filter_nothing_is_kept(people, rita):
    assert rita.post(path("new_view"), {"name": "All"}).status_code == 422


def test_shared_ones_are_seen_by_that_organization_s_representatives_only(people, client_of):
    keep(people.rita, "Mine alone")
    keep(people.rita, "For all of us", people.organization)
    for person, names in ((people.rita, 2), (people.rene, 1), (people.sam, 0), (people.olive, 0)):
        with acting_as(person):
            assert SavedView.objects.count() == names, person
            assert SavedView.objects.visible_to(person).count() == names, person
        page = text(client_of(person).get(path("views")))
        assert ("For all of us" in page) == (names > 0)
        assert ("Mine alone" in page) == (names == 2)
    for name in ("ada", "audrey", "emma"):
        with acting_as(getattr(people, name)):
            assert SavedView.objects.count() == 0, name


def test_a_view_shows_nobody_more_than_the_address_does(people, client_of):
    keep(people.rita, "Ours", people.organization, level="HIGH")
    case = make_case(people.emma, people.organization)
    assert case.number not in text(client_of(people.sam).get(path("desk"), {"organization": people.organization.pk}))


@pytest.mark.parametrize("page", ["edit_view", "view_alert", "delete_view"])
@pytest.mark.parametrize("who", ["rene", "sam", "olive", "emma", "ada"])
def test_belongs_to_its_owner(people, client_of, page, who):
    view = keep(people.rita, "Shared", people.organization)
    browser = client_of(getattr(people, who))
    assert browser.get(path(page, view.pk)).status_code == 404
    assert browser.post(path(page, view.pk), {"name": "Taken", "kind": "EACH"}).status_code == 404
    assert browser.post(path("move_view", view.pk), {"way": "up"}).status_code == 404


@pytest.mark.parametrize("page", ["views", "keys", "new_view"])
def test_people_without_a_desk_have_no_views(people, client_of, page):
    assert client_of(people.emma).get(path(page)).status_code == 404


def test_is_renamed_shared_moved_and_deleted_after_a_question(people, rita):
    first, second = keep(people.rita, "First"), keep(people.rita, "Second")
    rita.post(path("edit_view", first.pk), {"name": "One", "organization": str(people.organization.pk)})
    rita.post(path("move_view", second.pk), {"way": "up"})
    with acting_as(people.rita):
        assert [(view.name, view.organization_id) for view in SavedView.objects.all()] == [
            ("Second", None),
            ("One", people.organization.pk),
        ]
    asked = text(rita.get(path("delete_view", first.pk)))
    assert "it will be gone for all of them" in asked
    with acting_as(people.rita):
        assert SavedView.objects.count() == 2
    rita.post(path("delete_view", first.pk))
    with acting_as(people.rita):
        assert [view.name for view in SavedView.objects.all()] == ["Second"]


def test_sharing_with_an_organization_that_one_does_not_represent_is_refused(people):
    with acting_as(people.rita), pytest.raises(NotPermitted):
        save_view(owner=people.rita, name="x", query={"due": "late"}, organization=people.elsewhere, at=NOON)


def test_a_former_representative_can_only_delete_what_they_shared(people, client_of):
    view = keep(people.rita, "Shared", people.organization)
    with as_system():
        people.rita.appointments.filter(role="REPRESENTATIVE").update(active_to=NOON.date())
    with acting_as(people.rita):
        with pytest.raises(NotPermitted):
            change_view(view=view, changed_by=people.rita, name="y", organization=None, at=NOON)
        delete_view(view=view, deleted_by=people.rita)
        assert not SavedView.objects.exists()


@pytest.mark.parametrize("threshold", [None, 0, 1001])
def test_a_threshold_is_a_number_that_makes_sense(people, threshold):
    view = keep(people.rita)
    with acting_as(people.rita), pytest.raises(Invalid) as refused:
        set_alert(view=view, wanted_by=people.rita, kind="THRESHOLD", threshold=threshold, matching=[], at=NOON)
    assert refused.value.field == "threshold"


def test_the_alert_is_set_on_its_page_and_said_in_the_list(people, rita):
    view = keep(people.rita)
    assert rita.post(path("view_alert", view.pk), {"kind": "THRESHOLD", "threshold": ""}).status_code == 422
    rita.post(path("view_alert", view.pk), {"kind": "THRESHOLD", "threshold": "3"})
    assert "from 3 requests on" in text(rita.get(path("views")))
    rita.post(path("view_alert", view.pk), {"kind": ""})
    assert "from 3 requests on" not in text(rita.get(path("views")))


def test_shortcuts_are_listed_and_can_be_switched_off(people, rita):
    assert "desk.js" in text(rita.get(path("desk")))
    assert "<kbd>j</kbd>" in text(rita.get(path("keys")))
    off = rita.post(path("keys"), {"keys": "off"}, follow=True)
    assert "The shortcuts are off." in text(off)
    assert "desk.js" not in text(rita.get(path("desk")))
    rita.post(path("keys"), {"keys": "on"})
    assert "desk.js" in text(rita.get(path("desk")))
