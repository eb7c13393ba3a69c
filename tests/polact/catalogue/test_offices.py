"""What one can be elected to, where."""

from polact.catalogue.jurisdictions import JURISDICTIONS, TERRITORIES
from polact.catalogue.offices import offices_of


def test_each_legislature_has_one_office_and_each_council_two() -> None:
    told = {code: [office.code for office in offices_of("PROVINCIAL", code)] for code in ("ON", "QC", "NL", "NS")}
    assert told == {"ON": ["MPP"], "QC": ["MNA"], "NL": ["MHA"], "NS": ["MLA"]}
    assert [office.code for office in offices_of("FEDERAL", "CA")] == ["MP"]
    for code in JURISDICTIONS:
        assert len(offices_of("PROVINCIAL", code)) == (code != "CA" and code not in TERRITORIES), code
        assert len(offices_of("TERRITORIAL", code)) == (code in TERRITORIES), code
        assert len(offices_of("MUNICIPAL", code)) == (0 if code == "CA" else 2), code
    assert offices_of("SCHOOL", "ON") == ()
