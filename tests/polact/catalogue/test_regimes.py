"""Other regimes are files of the catalogue: whose rules hold follows from where somebody works, in the foundation as it is."""

import re
from pathlib import Path

import pytest

from cases.advance import advance_candidacy
from cases.enums.candidacy import CandidacyAction, Stage
from cases.models import Candidacy, Case
from cases.operations.drafting import save_draft, start_draft
from cases.permissions.candidacy import has_authority, may_analyse, may_decide
from cases.workflow import ADVICE_TYPES
from polact.access.enums import Role
from polact.access.models import Organization
from polact.base.errors import NotPermitted
from polact.catalogue import registry
from polact.catalogue.kinds import Family
from polact.catalogue.registry import REQUEST_TYPES, rules_of, type_for
from tests.factories import NOON, People, acting, make_person

ROOT = Path(__file__).resolve().parents[3]


def code(family: Family, regime: str, abbreviation: str) -> str | None:
    kind = type_for(family, regime=regime, abbreviation=abbreviation)
    return kind.code if kind else None


@pytest.mark.parametrize(
    ("regime", "abbreviation", "codes"),
    [
        ("PART7_CORE", "ESDC", ("ADVICE", "PERMISSION", "CHANGE_OF_CIRCUMSTANCES")),
        ("PART7_DEEMED", "CRA", ("ADVICE", "PERMISSION", "CHANGE_OF_CIRCUMSTANCES")),
        ("OWN_REGIME", "NRC", ("DECLARATION_NRC", "PERMISSION_NRC", "CHANGE_NRC")),
        ("OWN_REGIME", "OPS", (None, "PERMISSION_ONTARIO", "CHANGE_ONTARIO")),
        ("OWN_REGIME", "CNSC", (None, None, None)),
        ("NOT_COVERED", "NRC", (None, None, None)),
    ],
)
def test_the_rules_follow_from_the_organization(regime: str, abbreviation: str, codes: tuple[str | None, ...]) -> None:
    assert tuple(code(family, regime, abbreviation) for family in Family) == codes


def candidacy_of(person, organization: Organization) -> Candidacy:
    kind = type_for(Family.PERMISSION, regime=organization.regime, abbreviation=organization.abbreviation_en)
    assert kind is not None
    case = Case(
        pk=1, request_type=kind.code, organization=organization, requester=person, submitted_at=NOON, submitted_on=NOON
    )
    return Candidacy(case=case, level="MUNICIPAL")


def test_at_the_research_council_its_ethics_officer_decides_and_nobody_of_the_commission(people: People) -> None:
    council = Organization.objects.get(abbreviation_en="NRC")
    nora = make_person("Nora", council, Role.EMPLOYEE)
    ethics = [acting(make_person(name, council, Role.REPRESENTATIVE)) for name in ("Ed", "Eve")]
    candidacy = candidacy_of(nora, council)
    commission = Organization.objects.get(name_en="Public Service Commission")
    decider = acting(make_person("Dee", commission, Role.COMMISSION_DECIDER))
    assert all(has_authority(one, candidacy) and may_analyse(one, candidacy) for one in ethics)
    candidacy.submitted_by_id = ethics[0].pk
    assert [may_decide(one, candidacy) for one in ethics] == [False, True]
    for stranger in (decider, acting(people.olive), acting(people.rita), acting(nora)):
        assert not has_authority(stranger, candidacy)
        assert not may_analyse(stranger, candidacy)
    assert has_authority(decider, candidacy_of(people.emma, people.organization))
    assert candidacy.level_rules.authorizations[1].is_leave
    assert not candidacy.rules.is_gazetted


def test_the_table_of_candidacies_leads_through_the_research_council_as_it_is(people: People) -> None:
    council = Organization.objects.get(abbreviation_en="NRC")
    nora = make_person("Nora", council, Role.EMPLOYEE)
    ed, eve = (make_person(name, council, Role.REPRESENTATIVE) for name in ("Ed", "Eve"))
    commission = Organization.objects.get(name_en="Public Service Commission")
    dee = make_person("Dee", commission, Role.COMMISSION_DECIDER)
    written = {"language": "en", "subject": "Council", "question": "May I?", "at": NOON}
    case = start_draft(requester=acting(nora), organization=council, request_type_code="PERMISSION", **written)
    candidacy = Candidacy.objects.create(case=case, level="MUNICIPAL", jurisdiction="ON")
    assert case.request_type == "PERMISSION_NRC"
    sent = {"submitted_at": NOON, "submitted_on": NOON.date(), "due_on": NOON.date(), "queue": "ORGANIZATION"}
    steps = [
        (nora, CandidacyAction.SIGN, {"changes": sent}),
        (ed, CandidacyAction.START_CHECK, {}),
        (ed, CandidacyAction.SEND, {"sent_at": NOON}),
        (ed, CandidacyAction.ACKNOWLEDGE, {}),
        (ed, CandidacyAction.FIND_COMPLETE, {}),
        (ed, CandidacyAction.SUBMIT_FOR_DECISION, {"submitted_by": ed}),
    ]
    for person, action, more in steps:
        candidacy = advance_candidacy(candidacy=candidacy, action=action, by=acting(person), at=NOON, **more)
    for stranger in (dee, people.olive, people.rita, ed):
        with pytest.raises((NotPermitted, Case.DoesNotExist)):
            advance_candidacy(candidacy=candidacy, action=CandidacyAction.DECIDE, by=acting(stranger), at=NOON)
    decided = advance_candidacy(candidacy=candidacy, action=CandidacyAction.DECIDE, by=acting(eve), at=NOON)
    assert decided.stage == Stage.DECIDED


def test_in_ontario_the_deputy_head_decides_as_ethics_executive(people: People) -> None:
    province = Organization.objects.create(
        name_en="Ontario Public Service", name_fr="Fonction publique de l’Ontario", abbreviation_en="OPS",
        regime="OWN_REGIME",
    )  # fmt: skip
    head = acting(make_person("Hal", province, Role.DEPUTY_HEAD))
    candidacy = candidacy_of(make_person("Oli", province, Role.EMPLOYEE), province)
    elsewhere = acting(make_person("Max", people.organization, Role.DEPUTY_HEAD))
    assert [may_decide(person, candidacy) for person in (head, elsewhere, acting(people.rita))] == [True, False, False]
    assert [kind.is_leave for kind in candidacy.rules.at("FEDERAL").authorizations] == [True]
    with pytest.raises(KeyError):
        candidacy.rules.at("TERRITORIAL")


def test_a_request_of_the_research_council_is_a_declaration_and_becomes_advice_elsewhere(people: People) -> None:
    council = Organization.objects.get(abbreviation_en="NRC")
    assert council.takes_requests
    nora = acting(make_person("Nora", council, Role.EMPLOYEE))
    written = {"language": "en", "subject": "A sign", "question": "May I?", "at": NOON}
    draft = start_draft(requester=nora, organization=council, request_type_code="ADVICE", **written)
    assert draft.request_type == "DECLARATION_NRC"
    assert draft.request_type in ADVICE_TYPES, "the same rows of the same table"
    assert "113" not in draft.type.test.en + draft.type.legal_basis
    moved = save_draft(case=draft, saved_by=nora, organization=people.organization, **written)
    assert moved.request_type == "ADVICE"


def test_every_regime_is_whole_and_speaks_both_languages() -> None:
    roles = set(Role.values)
    for kind in (kind for kind in REQUEST_TYPES if kind.candidacy):
        rules = rules_of(kind.code)
        assert rules.authority.role in roles
        assert {one.role for level in rules.levels for one in level.inputs} <= roles
        phases = {phase.code for phase in rules.phases}
        for granted in (one for level in rules.levels for one in level.authorizations):
            assert set(granted.phases) <= phases
            assert granted.name.en != granted.name.fr
        assert len(kind.code) <= Case._meta.get_field("request_type").max_length
    own = [kind for kind in REQUEST_TYPES if kind.organizations]
    assert not any(re.search("Commission|Gazette|PSEA|PAR ", f"{kind}") for kind in map(told, own))


def told(kind: registry.RequestType) -> str:
    """What a type of another regime says by itself in English; the outcomes of advice are shared."""
    rules = kind.candidacy
    words = [kind.legal_basis, kind.test.en if kind.family == Family.ADVICE else ""]
    if rules:
        words += [str(rules.authority), str(rules.limit), str(rules.levels), str(rules.content), str(rules.phases)]
        words += [str(rules.factors), str(rules.conditions)]
        words += [f"{ending.name} {ending.meaning}" for ending in kind.outcomes]
    return " ".join(words)


@pytest.mark.parametrize("regime", ["nrc", "ontario"])
def test_a_regime_is_named_in_its_file_and_the_tuple_alone(regime: str) -> None:
    named = [
        str(path.relative_to(ROOT))
        for app in ("polact", "cases", "assessments", "notifications")
        for path in (ROOT / app).rglob("*.py")
        if re.search(rf"catalogue\.{regime}\b|_{regime.upper()}\b", path.read_text(encoding="utf-8"))
    ]
    assert sorted(named) == [f"polact/catalogue/{regime}.py", "polact/catalogue/registry.py"]
