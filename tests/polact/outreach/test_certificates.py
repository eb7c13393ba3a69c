"""The certificate of attendance: accessible, the same bytes each time, only for those who were there."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from polact.access.acting import as_system
from polact.outreach import certificates
from polact.outreach.models import InformationSession, SignUp
from polact.outreach.operations.signing_up import record_attendance
from tests.factories import People, acting
from tests.polact.outreach.sessions import SOON, come, make_session
from tests.polact.paper.conformance import faults

OVER = SOON + timedelta(hours=2)


@pytest.fixture
def place(people: People) -> SignUp:
    """Luc was at a session for all; Emma had a place and was not."""
    session = make_session(people.olive, None)
    come(session, people.luc, people.emma)
    with as_system():
        luc = SignUp.objects.get(person=people.luc)
    record_attendance(session=session, present=[luc.pk], recorded_by=acting(people.olive), at=SOON)
    return place_of(people.luc, session)


def place_of(person, session: InformationSession) -> SignUp:
    with as_system():
        return SignUp.objects.select_related("session", "person").get(person=person, session=session)


def written(place: SignUp, language: str) -> bytes:
    return certificates.write(place, place.session, place.person, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_certificate_is_accessible(place: SignUp, language: str) -> None:
    assert faults(written(place, language), language) == []


def test_certificate_is_the_same_to_the_byte_when_it_is_made_again(people: People, place: SignUp) -> None:
    assert written(place, "fr") == written(place_of(people.luc, place.session), "fr")
    assert written(place, "fr") != written(place, "en")


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Certificate of attendance"), ("fr", "Attestation de présence")]
)
def test_certificate_bears_its_title_in_its_language(place: SignUp, language: str, title: str) -> None:
    with pikepdf.open(BytesIO(written(place, language))) as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == title


def test_certificate_is_for_those_who_were_there_once_it_is_over(people: People, place: SignUp) -> None:
    session = place.session
    assert certificates.is_due(place, session, OVER)
    assert not certificates.is_due(place, session, SOON + timedelta(minutes=59))
    assert not certificates.is_due(place_of(people.emma, session), session, OVER)
