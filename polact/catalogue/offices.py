"""What one can be elected to, by level of government, and the kinds of municipalities (PSEA s. 111(1)).

A federal election is one to the House of Commons; a provincial or territorial one, to its legislature; a municipal one,
as mayor or member of a council. Other local offices are none of Part 7's.
"""

from dataclasses import dataclass

from polact.base.text import Text
from polact.catalogue.jurisdictions import PROVINCES_AND_TERRITORIES, TERRITORIES


@dataclass(frozen=True)
class Office:
    """An elected office: of one level (`FEDERAL`, `PROVINCIAL`, `TERRITORIAL` or `MUNICIPAL`), in some jurisdictions
    (empty: in each of the level)."""

    code: str
    levels: tuple[str, ...]
    name: Text
    jurisdictions: frozenset[str] = frozenset()

    def exists_in(self, level: str, jurisdiction: str) -> bool:
        return level in self.levels and (not self.jurisdictions or jurisdiction in self.jurisdictions)


OWN_TITLE = {"ON": "MPP", "QC": "MNA", "NL": "MHA"}
"""Where members of the legislature are not called MLA."""

OFFICES = (
    Office("MP", ("FEDERAL",), Text("Member of Parliament", "député ou députée à la Chambre des communes")),
    Office(
        "MLA",
        ("PROVINCIAL", "TERRITORIAL"),
        Text("Member of the Legislative Assembly", "député ou députée à l’Assemblée législative"),
        frozenset(PROVINCES_AND_TERRITORIES) - frozenset(OWN_TITLE),
    ),
    Office(
        "MPP",
        ("PROVINCIAL",),
        Text("Member of Provincial Parliament", "député provincial ou députée provinciale"),
        frozenset({"ON"}),
    ),
    Office(
        "MNA",
        ("PROVINCIAL",),
        Text("Member of the National Assembly", "député ou députée à l’Assemblée nationale"),
        frozenset({"QC"}),
    ),
    Office(
        "MHA",
        ("PROVINCIAL",),
        Text("Member of the House of Assembly", "député ou députée à la Chambre d’assemblée"),
        frozenset({"NL"}),
    ),
    Office("MAYOR", ("MUNICIPAL",), Text("Mayor", "maire ou mairesse")),
    Office("COUNCILLOR", ("MUNICIPAL",), Text("Councillor", "conseiller ou conseillère")),
)

MUNICIPALITY_KINDS: dict[str, Text] = {
    "REGIONAL_MUNICIPALITY": Text("regional municipality", "municipalité régionale"),
    "CITY": Text("city", "cité"),
    "TOWN": Text("town", "ville"),
    "VILLAGE": Text("village", "village"),
    "RURAL_MUNICIPALITY": Text("rural municipality", "municipalité rurale"),
    "TOWNSHIP": Text("township", "canton"),
    "COUNTY": Text("county", "comté"),
    "DISTRICT": Text("district", "district"),
    "OTHER": Text("other municipality", "autre municipalité"),
}
"""A municipality itself is named freely: no list of them is closed."""


def offices_of(level: str, jurisdiction: str) -> tuple[Office, ...]:
    """What one can be elected to at a level in a jurisdiction; empty where the two do not belong together."""
    fits = {
        "FEDERAL": jurisdiction == "CA",
        "TERRITORIAL": jurisdiction in TERRITORIES,
        "PROVINCIAL": jurisdiction in PROVINCES_AND_TERRITORIES and jurisdiction not in TERRITORIES,
        "MUNICIPAL": jurisdiction in PROVINCES_AND_TERRITORIES,
    }
    if not fits.get(level):
        return ()
    return tuple(office for office in OFFICES if office.exists_in(level, jurisdiction))


def municipality_kinds() -> list[tuple[str, Text]]:
    """The kinds as choices of a field."""
    return list(MUNICIPALITY_KINDS.items())
