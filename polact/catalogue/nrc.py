"""The National Research Council's own regime: permission and leave inside the agency, and a declaration for activities
that carry a risk (domain.md 1.4 and 11).

Part 7 does not apply (National Research Council Act s. 5(1)(g)): neither the Commission nor the Gazette has a part in it,
and no law sets a time limit. Whoever represents the agency here is its Senior Ethics Officer or works for them.

Sources. NRC Policy on Conflict of Interest (in force 14 June 2021), s. 5.3.7, and the agency's own guidance
(coi-cdi.nrc-cnrc.gc.ca, articles KA-01000, KA-01008, KA-01010): permission and, where it applies, leave without pay come from
the NRC through the Senior Ethics Officer, before anything is made public; leave can be asked for the campaign and, if
elected, for the term; other activities that carry a risk are declared. Not verified: docs/clocks.md, “Regimes”.
"""

from dataclasses import replace

from polact.base.text import Text
from polact.catalogue.advice import ADVICE
from polact.catalogue.candidacy import (
    BEFORE,
    CHANGE_OF_CIRCUMSTANCES,
    CONDITIONS,
    CONTENT,
    DURING,
    FACTORS,
    IN_OFFICE,
    MANAGER,
    NO_DECISION_REASONS,
    PERMISSION,
    PHASES,
    RETURN,
    SEEKING,
)
from polact.catalogue.kinds import Authority, AuthorizationKind, CandidacyRules, LevelRules, Term, TimeLimit

BASIS = "National Research Council Act s. 5(1)(g)"
WHERE = ("OWN_REGIME",)
NRC = ("NRC",)
ETHICS_OFFICER = Authority(
    "REPRESENTATIVE", Text("Senior Ethics Officer", "Agent principal de l’éthique"), of_organization=True
)
CANDIDACY = AuthorizationKind(
    "NRC_CANDIDACY",
    Text("Permission to be a candidate", "Permission d’être candidat"),
    BASIS,
    (SEEKING, BEFORE, DURING, RETURN, IN_OFFICE),
)
LEAVE = AuthorizationKind(
    "NRC_LEAVE",
    Text("Leave of absence without pay for the candidacy", "Congé sans solde pour la candidature"),
    BASIS,
    (SEEKING, BEFORE, DURING, RETURN, IN_OFFICE),
    is_leave=True,
)
OF_THE_ACT_ALONE = frozenset({"LEAVE_SEEKING", "LEAVE_BEFORE", "LEAVE_DURING", "LEAVE_IN_OFFICE", "CEASE_IF_ELECTED"})
TELL_CHANGES = Text(
    "Telling the Senior Ethics Officer of any change of circumstances",
    "Signaler à l’agent principal de l’éthique tout changement de circonstances",
)
RULES = CandidacyRules(
    authority=ETHICS_OFFICER,
    limit=TimeLimit(
        0,
        Text("National Research Council Act, s. 5(1)(g)", "Loi sur le Conseil national de recherches, al. 5(1)g)"),
    ),
    levels=tuple(
        LevelRules(level, (MANAGER,), (CANDIDACY, LEAVE), ends_employment=False)
        for level in ("FEDERAL", "PROVINCIAL", "TERRITORIAL", "MUNICIPAL")
    ),
    content=tuple(Term(item.code, item.name) for item in CONTENT if item.code != "CHART"),
    phases=tuple(Term(phase.code, phase.name) for phase in PHASES),
    factors=tuple(Term(factor.code, factor.name) for factor in FACTORS),
    conditions=tuple(
        replace(kind, basis=BASIS, name=TELL_CHANGES if kind.code == "TELL_CHANGES" else kind.name)
        for kind in CONDITIONS
        if kind.code not in OF_THE_ACT_ALONE
    ),
    no_decision=NO_DECISION_REASONS,
    is_gazetted=False,
)
PERMISSION_NRC = replace(
    PERMISSION, code="PERMISSION_NRC", legal_basis=BASIS, regimes=WHERE, organizations=NRC, candidacy=RULES
)
CHANGE_NRC = replace(
    CHANGE_OF_CIRCUMSTANCES, code="CHANGE_NRC", legal_basis=BASIS, regimes=WHERE, organizations=NRC, candidacy=RULES
)
DECLARATION_NRC = replace(
    ADVICE,
    code="DECLARATION_NRC",
    name=Text(
        "Declaration of a political activity that carries a risk", "Déclaration d’une activité politique à risque"
    ),
    asks=Text(
        "Is this activity compatible with my work, and what should I take care of?",
        "Cette activité est-elle compatible avec mon travail, et à quoi dois-je veiller?",
    ),
    legal_basis=BASIS,
    regimes=WHERE,
    organizations=NRC,
    outcomes=tuple(ending for ending in ADVICE.outcomes if ending.code != "TO_CANDIDACY"),
    test=Text("Impairment of impartiality", "Atteinte à l’impartialité"),
)
