"""The words of a notice in the Canada Gazette (PSEA s. 116): the placeholders, what ships, and how they are filled. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import override

from cases.clocks.afterwards import gazette_lag
from cases.models import Authorization, Candidacy, Decision, GazetteNotice
from cases.passages import fill
from polact.base import clock
from polact.base.templatetags.ui import day_in_words
from polact.base.text import LANGUAGES
from polact.catalogue.jurisdictions import JURISDICTIONS

NAMES = (
    *("employee.name", "organization.name", "position.title", "group.level"),
    *("permissions", "sections", "conditions.leave", "election.level", "election.place", "election.day"),
    *("district", "office", "decision.day"),
)
TEXT_EN = """PUBLIC SERVICE COMMISSION

PUBLIC SERVICE EMPLOYMENT ACT

Notice is given under section 116 of the Public Service Employment Act that on {decision.day} the Public Service Commission \
granted {employee.name}, {position.title}, {organization.name}, the following in respect of a {election.level} election \
({election.place}, {district}): {permissions} ({sections})."""
TEXT_FR = """COMMISSION DE LA FONCTION PUBLIQUE

LOI SUR L’EMPLOI DANS LA FONCTION PUBLIQUE

Avis est donné, en vertu de l’article 116 de la Loi sur l’emploi dans la fonction publique, que le {decision.day}, la \
Commission de la fonction publique a accordé à {employee.name}, {position.title}, {organization.name}, ce qui suit à l’égard \
d’une élection de niveau {election.level} ({election.place}, {district})\u00a0: {permissions} ({sections})."""
"""What the product ships until the Commission writes its own: a proposal, not an official form."""
LEAVE = "LEAVE_"


def notice_text(template: str, *, language: str, candidacy: Candidacy, decision: Decision) -> str:
    """The text of the notice in a language; what is not known stays as the placeholder's name in brackets."""
    return fill(template, values_of(candidacy, decision, language), NAMES)


def values_of(candidacy: Candidacy, decision: Decision, language: str) -> dict[str, str]:
    """What the placeholders stand for, from the facts on which the decision rests."""
    case, granted = candidacy.case, granted_of(decision)
    kinds = {kind.code: kind.name for kind in candidacy.level_rules.authorizations}
    leaves = {kind.code: kind.name for kind in candidacy.rules.conditions if kind.code.startswith(LEAVE)}
    with override(language):
        return {
            "employee.name": str(case.requester),
            "organization.name": str(case.organization),
            "position.title": candidacy.position_title,
            "group.level": candidacy.group_level,
            "permissions": "; ".join(str(kinds.get(one.kind, one.kind)) for one in granted),
            "sections": ", ".join(one.section for one in granted),
            "conditions.leave": "; ".join(
                str(leaves[one.kind]) for one in decision.conditions.all() if one.kind in leaves
            ),
            "election.level": str(candidacy.get_level_display()).lower(),
            "election.place": str(JURISDICTIONS[candidacy.jurisdiction]),
            "election.day": day_in_words(candidacy.polling_day, language) if candidacy.polling_day else "",
            "district": candidacy.district,
            "office": candidacy.office,
            "decision.day": day_in_words(clock.local_date(decision.decided_at), language),
        }


def granted_of(decision: Decision) -> list[Authorization]:
    """What the decision grants."""
    return [one for one in decision.authorizations.all() if one.outcome == "GRANTED"]


def lag_of(decision: Decision, notice: GazetteNotice | None, today: date) -> int:
    """Calendar days from the decision to its publication, or to today while it is awaited (`clocks.afterwards`)."""
    published_on = notice.published_on if notice else None
    return gazette_lag(granted_on=clock.local_date(decision.decided_at), published_on=published_on, today=today).days


def shipped() -> dict[str, str]:
    """The words that come with the product, by language."""
    return dict(zip(LANGUAGES, (TEXT_EN, TEXT_FR), strict=True))
