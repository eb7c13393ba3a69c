"""An organization's own rules, published: what tests of the self-assessment choose on the first page."""

from typing import Any

from assessments import department
from assessments.authoring.parts import stamp
from assessments.models import OverlayDraft, PublishedOverlay
from assessments.operations.overlaying import change_overlay, publish_overlay
from assessments.overlays import EMPTY
from assessments.plain_yaml import read_yaml
from tests.factories import NOON, People, acting

BASIS = {"basis": "Our code, section 3", "basis_fr": "Notre code, article 3"}
RULES: dict[str, Any] = {
    "rules": [
        {
            "code": "OR1",
            "when": {"q": "P.PUB", "in": ["b2"]},
            "en": "Not as a spokesperson.",
            "fr": "Pas comme porte-parole.",
            **BASIS,
        }
    ],
    "floors": [
        {
            "code": "OF1",
            "at_least": "MOD",
            "when": {"any": [{"q": "M.IDENT", "in": ["i2", "i3"]}, {"P_min": 25}]},
            "en": "In our field offices people know you.",
            "fr": "Dans nos bureaux, on vous connaît.",
            **BASIS,
        }
    ],
    "help": {
        "M.AUD": {"en": "Count our networks.", "fr": "Comptez nos réseaux."},
        "P.LEVEL": {"en": "See our chart.", "fr": "Voyez notre organigramme."},
    },
    "contact": {"en": "Ask ethics.", "fr": "Demandez à l’éthique."},
}
MILDER = {**RULES, "rules": []}


def publish_rules(people: People, content: dict[str, Any] = RULES) -> PublishedOverlay:
    """Publish the rules of Rita's organization, as she and René do it."""
    rita = acting(people.rita)
    draft = OverlayDraft.objects.filter(organization=people.organization).first()
    seen = read_yaml(bytes(draft.content)) if draft else dict(EMPTY)
    organization = people.organization
    change_overlay(organization=organization, content=content, seen=stamp(seen), changed_by=rita, at=NOON)
    published = publish_overlay(
        organization=organization, seen=stamp(content), published_by=acting(people.rene), at=NOON
    )
    department.forget()
    return published
