"""The demonstration's shared passages: words that no organization has to write anew."""

from datetime import datetime
from typing import Any

from cases.enums import PassageKind
from cases.models import Passage
from cases.operations.passages import save_passage
from polact.access.models import Person

PASSAGES: tuple[dict[str, Any], ...] = (
    {
        "code": "own-time", "kind": PassageKind.PRECAUTIONS,
        "title_en": "Own time and own means", "title_fr": "Temps et moyens personnels",
        "text_en": "Act on your own time, away from the premises and with your own equipment.",
        "text_fr": "Agissez sur votre temps, hors des lieux de travail et avec votre propre matériel.",
    },
    {
        "code": "no-title", "kind": PassageKind.PRECAUTIONS,
        "title_en": "No title, no employer", "title_fr": "Ni titre ni employeur",
        "text_en": "Mention neither your title nor {organization.name}.",
        "text_fr": "Ne mentionnez ni votre titre ni votre employeur, {organization.name}.",
    },
    {
        "code": "as-described", "kind": PassageKind.LIMITS,
        "title_en": "Only as described", "title_fr": "Seulement telle que décrite",
        "text_en": "This advice rests on what {employee.name} described in the request {case.number}, as it stood on {today}.",
        "text_fr": "Cet avis repose sur ce que {employee.name} a décrit dans la demande {case.number}, en date du {today}.",
    },
    {
        "code": "with-precautions", "kind": PassageKind.TEMPLATE,
        "title_en": "Compatible with the usual precautions", "title_fr": "Compatible moyennant les précautions habituelles",
        "parts": ["own-time", "no-title", "as-described"],
    },
)  # fmt: skip


def write_passages(officer: Person, at: datetime) -> None:
    """Let an officer of the Commission write the shared passages, unless they are there."""
    for told in PASSAGES:
        if not Passage.objects.filter(code=told["code"], organization=None).exists():
            save_passage(organization=None, written_by=officer, at=at, **told)
