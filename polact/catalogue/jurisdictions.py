"""Canada, its provinces and its territories: their two-letter codes (ISO 3166-2:CA) and official names.

The codes say where somebody works and whose election is meant; `CA` is the federal level.
"""

from polact.base.text import Text

FEDERAL = "CA"
PROVINCES_AND_TERRITORIES: dict[str, Text] = {
    "AB": Text("Alberta", "Alberta"),
    "BC": Text("British Columbia", "Colombie-Britannique"),
    "MB": Text("Manitoba", "Manitoba"),
    "NB": Text("New Brunswick", "Nouveau-Brunswick"),
    "NL": Text("Newfoundland and Labrador", "Terre-Neuve-et-Labrador"),
    "NS": Text("Nova Scotia", "Nouvelle-Écosse"),
    "NT": Text("Northwest Territories", "Territoires du Nord-Ouest"),
    "NU": Text("Nunavut", "Nunavut"),
    "ON": Text("Ontario", "Ontario"),
    "PE": Text("Prince Edward Island", "Île-du-Prince-Édouard"),
    "QC": Text("Quebec", "Québec"),
    "SK": Text("Saskatchewan", "Saskatchewan"),
    "YT": Text("Yukon", "Yukon"),
}
TERRITORIES = frozenset({"NT", "NU", "YT"})
JURISDICTIONS: dict[str, Text] = {FEDERAL: Text("Canada", "Canada"), **PROVINCES_AND_TERRITORIES}


def places_of_work() -> list[tuple[str, Text]]:
    """The provinces and territories as choices of a field; a name shows itself in the current language."""
    return list(PROVINCES_AND_TERRITORIES.items())
