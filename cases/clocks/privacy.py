"""Time limits of the Privacy Act and its Regulations (domain.md 6.2, rows 9 to 11)."""

from datetime import date

from polact.base.errors import Invalid
from polact.base.templatetags.ui import day_in_words
from polact.base.text import Text
from polact.catalogue.jurisdictions import FEDERAL
from polact.catalogue.limits import Limit, Named, months_after, statutory_limit

ACCESS_DAYS = CORRECTION_DAYS = 30
LONGEST_EXTENSION = 30
KEPT_MONTHS = 24
TOO_LONG = Text("An extension gives at most 30 days.", "Une prorogation donne au plus 30 jours.")
REQUESTED = Text("request received on", "demande reçue le")


def access_request(
    *, received_on: date, extension_days: int = 0, for_format: bool = False, jurisdiction: str = FEDERAL
) -> Limit:
    """By when notice and access are given: 30 calendar days after receipt (Privacy Act s. 14; row 9), and as many more as
    an extension gives (s. 15): at most 30, but as many as are reasonable for translation or another format.

    Invalid for an extension of more than 30 days that is not `for_format`.
    """
    if extension_days > LONGEST_EXTENSION and not for_format:
        raise Invalid(TOO_LONG, field="extension_days")
    note = None
    if extension_days:
        note = Text(
            f"{extension_days} of these days are an extension (Privacy Act, s. 15)",
            f"{extension_days} de ces jours sont une prorogation (Loi sur la protection des renseignements personnels, art. 15)",
        )
    days = ACCESS_DAYS + extension_days
    return statutory_limit(from_=received_on, days=days, jurisdiction=jurisdiction, event=REQUESTED, note=note)


def correction_request(*, received_on: date, jurisdiction: str = FEDERAL) -> Limit:
    """By when a correction is made, or the file annotated with reasons: 30 calendar days after the officer received the
    request (Privacy Regulations s. 11; row 10). There is no extension."""
    return statutory_limit(from_=received_on, days=CORRECTION_DAYS, jurisdiction=jurisdiction, event=REQUESTED)


def keep_until(*, last_used_on: date, on_hold: bool = False) -> Named | None:
    """Until when personal information is kept at the least: two years after its last administrative use, counted by
    Interpretation Act s. 28 (Privacy Regulations s. 4; row 11). None while a request or litigation holds it.

    Disposal also needs the Librarian and Archivist's consent (Library and Archives of Canada Act s. 12).
    """
    if on_hold:
        return None
    on = months_after(last_used_on, KEPT_MONTHS)
    return Named(
        on,
        Text(
            f"Last used on {day_in_words(last_used_on, 'en')}; kept at least until {day_in_words(on, 'en')}.",
            f"Utilisés pour la dernière fois le {day_in_words(last_used_on, 'fr')}; conservés au moins jusqu’au "
            f"{day_in_words(on, 'fr')}.",
        ),
    )
