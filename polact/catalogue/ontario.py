"""Ontario's public service: the ethics executive decides, and a candidacy goes with unpaid leave (Public Service of Ontario
Act, 2006, Part V; domain.md 11). For a deployment of that province: no federal organization is under it.

The ethics executive of a ministry is its deputy minister: the deputy head here. No law sets a time limit, and there is no
notice in a gazette.

Sources. Office of the Integrity Commissioner (oico.on.ca, “Ethics Executives”, “Political Activity”): ministry employees
answer to their deputy minister, deputy ministers to the Secretary of the Cabinet, people of public bodies to the chair or
whom O. Reg. 147/10 names; to be a federal or provincial candidate, most must be on unpaid leave (ss. 80, 81). For a
municipal candidacy only specially restricted public servants need an authorization; for others s. 79 sets bounds (published
determinations M03-16/17, C02-15/16). The French terms are those of the Commissioner's French pages (“responsable de
l’éthique”, “congé non payé”). Not verified: docs/clocks.md, “Regimes”.
"""

from dataclasses import replace

from polact.base.text import Text
from polact.catalogue.candidacy import (
    BEFORE,
    CHANGE_OF_CIRCUMSTANCES,
    CONTENT,
    DURING,
    FACTORS,
    NO_DECISION_REASONS,
    PERMISSION,
    PHASES,
    RETURN,
    SEEKING,
)
from polact.catalogue.kinds import (
    Authority,
    AuthorizationKind,
    CandidacyRules,
    ConditionKind,
    LevelRules,
    Term,
    TimeLimit,
)

BASIS = "Public Service of Ontario Act, 2006, Part V"
WHERE, ONTARIO = ("OWN_REGIME",), ("OPS",)
ETHICS_EXECUTIVE = Authority("DEPUTY_HEAD", Text("Ethics executive", "Responsable de l’éthique"), of_organization=True)
LEAVE = AuthorizationKind(
    "ON_LEAVE",
    Text("Unpaid leave to be a candidate", "Congé non payé pour être candidat"),
    BASIS,
    (SEEKING, BEFORE, DURING, RETURN),
    is_leave=True,
)
MUNICIPAL = AuthorizationKind(
    "ON_MUNICIPAL",
    Text("Authorization to be a municipal candidate", "Autorisation d’être candidat à une élection municipale"),
    BASIS,
    (SEEKING, BEFORE, DURING, RETURN),
)
CONDITIONS = (
    ConditionKind("UNPAID_LEAVE", Text("Unpaid leave", "Congé non payé"), BASIS),
    ConditionKind("OTHER", Text("Another condition", "Autre condition"), BASIS),
)
RULES = CandidacyRules(
    authority=ETHICS_EXECUTIVE,
    limit=TimeLimit(
        0,
        Text(
            "Public Service of Ontario Act, 2006, Part V",
            "Loi de 2006 sur la fonction publique de l’Ontario, partie V",
        ),
        jurisdiction="ON",
    ),
    levels=(
        LevelRules("FEDERAL", (), (LEAVE,), ends_employment=False),
        LevelRules("PROVINCIAL", (), (LEAVE,), ends_employment=False),
        LevelRules("MUNICIPAL", (), (MUNICIPAL, LEAVE), ends_employment=False),
    ),
    content=tuple(
        Term(item.code, item.name) for item in CONTENT if item.code in {"ELECTION", "DISTRICT", "TITLE", "DUTIES"}
    ),
    phases=tuple(Term(phase.code, phase.name) for phase in PHASES if phase.code != "IN_OFFICE"),
    factors=tuple(Term(factor.code, factor.name) for factor in FACTORS),
    conditions=CONDITIONS,
    no_decision=NO_DECISION_REASONS,
    is_gazetted=False,
)
PERMISSION_ONTARIO = replace(
    PERMISSION, code="PERMISSION_ONTARIO", legal_basis=BASIS, regimes=WHERE, organizations=ONTARIO, candidacy=RULES
)
CHANGE_ONTARIO = replace(
    CHANGE_OF_CIRCUMSTANCES,
    code="CHANGE_ONTARIO",
    legal_basis=BASIS,
    regimes=WHERE,
    organizations=ONTARIO,
    candidacy=RULES,
)
