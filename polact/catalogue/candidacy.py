"""Candidacy under Part 7: the permission, the leave, and the look at them again when circumstances change.

PSEA ss. 114 (federal, provincial, territorial), 115 (municipal), 15(1) (the Commission decides, nobody of the
organization), 116 (notice in the Canada Gazette), 117 (deputy heads only vote); Political Activities Regulations (PAR)
ss. 2 (content) and 5 (30 days, reasons, conditions). Whose input is wanted follows practice, not law (domain.md 3.2).
"""

from polact.base.text import Text
from polact.catalogue.kinds import (
    Authority,
    AuthorizationKind,
    CandidacyRules,
    ConditionKind,
    Family,
    InputKind,
    LevelRules,
    Outcome,
    RequestType,
    Term,
    TimeLimit,
)

SEEKING, BEFORE, DURING, RETURN, IN_OFFICE = "SEEKING", "BEFORE", "DURING", "RETURN", "IN_OFFICE"
PHASES = (
    Term(SEEKING, Text("Seeking nomination", "Recherche de l’investiture"), "PSEA s. 114(1), 115(1)"),
    Term(BEFORE, Text("Candidate before the election period", "Candidature avant la période électorale"), "s. 114(2)"),
    Term(
        DURING, Text("Candidate during the election period", "Candidature pendant la période électorale"), "s. 114(3)"
    ),
    Term(RETURN, Text("Return to work if not elected", "Retour au travail en cas de défaite"), "2017 FCA 1"),
    Term(IN_OFFICE, Text("In office if elected", "Exercice du mandat en cas d’élection"), "s. 115(4)(b)"),
)
FACTORS = (
    Term("ELECTION", Text("Nature of the election", "Nature de l’élection"), "PSEA s. 114(6), 115(3)"),
    Term("DUTIES", Text("Nature of the duties", "Nature des fonctions"), "PSEA s. 114(6), 115(3)"),
    Term("LEVEL", Text("Level of the position", "Niveau du poste"), "PSEA s. 114(6), 115(3)"),
    Term("VISIBILITY", Text("Visibility of the position", "Visibilité du poste"), "PSEA s. 114(6), 115(3)"),
    Term("PERSON", Text("Visibility of the person in the community", "Visibilité de la personne dans la collectivité")),
    Term("OTHER", Text("Another factor", "Autre facteur")),
)
SEEK_NOMINATION = AuthorizationKind(
    "SEEK_NOMINATION",
    Text("Permission to seek nomination", "Permission de tenter d’être choisi comme candidat"),
    "s. 114(1)",
    (SEEKING, RETURN),
)
CANDIDATE_BEFORE = AuthorizationKind(
    "CANDIDATE_BEFORE",
    Text(
        "Permission to be a candidate before the election period",
        "Permission d’être candidat avant la période électorale",
    ),
    "s. 114(2)",
    (BEFORE, RETURN),
)
LEAVE_DURING = AuthorizationKind(
    "LEAVE_DURING",
    Text(
        "Leave of absence without pay to be a candidate during the election period",
        "Congé sans solde pour être candidat pendant la période électorale",
    ),
    "s. 114(3)",
    (DURING, RETURN),
    is_leave=True,
)
MUNICIPAL_CANDIDACY = AuthorizationKind(
    "MUNICIPAL_CANDIDACY",
    Text(
        "Permission to seek nomination as, or be, a municipal candidate",
        "Permission de tenter d’être choisi comme candidat ou d’être candidat à une élection municipale",
    ),
    "s. 115(1)",
    (SEEKING, BEFORE, DURING, RETURN, IN_OFFICE),
)
OF_PARTY_LEVELS = (SEEK_NOMINATION, CANDIDATE_BEFORE, LEAVE_DURING)

MANAGER = InputKind("MANAGER", Text("Manager", "Gestionnaire"), "MANAGER", 5)
SENIOR_MANAGER = InputKind(
    "SENIOR_MANAGER",
    Text("Assistant deputy minister or equivalent", "Sous-ministre adjoint ou équivalent"),
    "MANAGER",
    5,
)
DEPUTY_HEAD = InputKind("DEPUTY_HEAD", Text("Deputy head", "Administrateur général"), "DEPUTY_HEAD", 5)
LEVELS = (
    LevelRules("FEDERAL", (MANAGER, DEPUTY_HEAD), OF_PARTY_LEVELS, ends_employment=True),
    LevelRules("PROVINCIAL", (MANAGER, SENIOR_MANAGER), OF_PARTY_LEVELS, ends_employment=True),
    LevelRules("TERRITORIAL", (MANAGER, SENIOR_MANAGER), OF_PARTY_LEVELS, ends_employment=True),
    LevelRules("MUNICIPAL", (MANAGER,), (MUNICIPAL_CANDIDACY,), ends_employment=False),
)

CONTENT = (
    Term("ELECTION", Text("Nature of the election", "Nature de l’élection"), "PAR s. 2(1)"),
    Term("DISTRICT", Text("Electoral district or municipality", "Circonscription ou municipalité"), "PAR s. 2(1)"),
    Term("TITLE", Text("Position title", "Titre du poste"), "PAR s. 2(1)(a)(i)"),
    Term("DUTIES", Text("Nature of the duties", "Nature des fonctions"), "PAR s. 2(1)(a)(i)"),
    Term(
        "DESCRIPTION",
        Text(
            "Detailed description of duties, approved by the organization",
            "Description détaillée des fonctions, approuvée par l’administration",
        ),
        "PAR s. 2(1)(a)(ii)",
    ),
    Term("LOCATION", Text("Place of work", "Lieu de travail"), "PAR s. 2(1)(a)(iii)"),
    Term(
        "VISIBILITY",
        Text("Level and visibility of the position and duties", "Niveau et visibilité du poste et des fonctions"),
        "PAR s. 2(1)(a)(iv)",
    ),
    Term(
        "TEMPORARY",
        Text(
            "The same for temporary duties, if there are any",
            "La même chose pour les fonctions temporaires, s’il y en a",
        ),
        "PAR s. 2(1)",
    ),
    Term(
        "CHART",
        Text("Organization chart that shows the position", "Organigramme où figure le poste"),
    ),
    Term("INPUTS", Text("Opinions of the organization", "Avis de l’administration"), "PAR s. 2(2)"),
)
CONDITIONS = (
    ConditionKind(
        "LEAVE_SEEKING",
        Text(
            "Leave of absence without pay while seeking nomination",
            "Congé sans solde pendant la recherche de l’investiture",
        ),
        "PSEA s. 114(7)(a), 115(4)(a)(i)",
    ),
    ConditionKind(
        "LEAVE_BEFORE",
        Text(
            "Leave of absence without pay as a candidate before the election period",
            "Congé sans solde à titre de candidat avant la période électorale",
        ),
        "PSEA s. 114(7)(b), 115(4)(a)(i)",
    ),
    ConditionKind(
        "LEAVE_DURING",
        Text(
            "Leave of absence without pay during the election period", "Congé sans solde pendant la période électorale"
        ),
        "PSEA s. 114(3), 115(4)(a)(ii)",
    ),
    ConditionKind(
        "LEAVE_IN_OFFICE",
        Text(
            "Leave of absence without pay for the mandate if elected",
            "Congé sans solde pendant le mandat en cas d’élection",
        ),
        "PSEA s. 115(4)(b)",
    ),
    ConditionKind(
        "CEASE_IF_ELECTED",
        Text(
            "Ceasing to be an employee if declared elected", "Perte de la qualité de fonctionnaire une fois déclaré élu"
        ),
        "PSEA s. 115(4)(b)",
        lasts=False,
    ),
    ConditionKind(
        "NO_TITLE",
        Text(
            "Not using the title or the employment in the campaign",
            "Ne pas se servir du titre ou de l’emploi dans la campagne",
        ),
        "PAR s. 5",
    ),
    ConditionKind(
        "NO_CONTACT",
        Text(
            "No contact on files with the municipality or the district",
            "Aucun contact dans des dossiers touchant la municipalité ou la circonscription",
        ),
        "PAR s. 5",
    ),
    ConditionKind(
        "OUTSIDE_HOURS",
        Text("Campaigning outside working hours only", "Faire campagne seulement en dehors des heures de travail"),
        "PAR s. 5",
    ),
    ConditionKind(
        "ALTERNATE_DUTIES",
        Text("Alternate duties", "Fonctions de remplacement"),
        "PAR s. 5",
        owner="ORGANIZATION",
    ),
    ConditionKind(
        "COOLING_OFF",
        Text("Cooling-off period on return", "Période de transition au retour"),
        "PAR s. 5",
        owner="ORGANIZATION",
    ),
    ConditionKind(
        "TELL_CHANGES",
        Text(
            "Telling the Commission of any change of circumstances",
            "Signaler à la Commission tout changement de circonstances",
        ),
        "PAR s. 5",
    ),
    ConditionKind("OTHER", Text("Another condition", "Autre condition"), "PAR s. 5"),
)
NO_DECISION_REASONS = (
    Term("WITHDRAWN", Text("Withdrawn", "Retrait")),
    Term("ACCLAIMED", Text("Acclaimed before a decision", "Élection par acclamation avant la décision")),
    Term("APPOINTMENT_PROCESS", Text("Appointment process", "Processus de nomination")),
    Term("TIMELINESS", Text("Too late for a decision in time", "Trop tard pour une décision en temps utile")),
    Term("OUT_OF_SCOPE", Text("Out of scope", "Hors du champ d’application")),
)

GRANTED = Outcome(
    "GRANTED",
    Text("Granted", "Accordée"),
    Text("The permission is granted.", "La permission est accordée."),
    is_grant=True,
)
GRANTED_WITH_CONDITIONS = Outcome(
    "GRANTED_WITH_CONDITIONS",
    Text("Granted with conditions", "Accordée sous conditions"),
    Text(
        "The permission is granted under the conditions below.", "La permission est accordée aux conditions ci-dessous."
    ),
    is_grant=True,
)
REFUSED = Outcome(
    "REFUSED",
    Text("Not granted", "Non accordée"),
    Text(
        "Whoever decides is not satisfied that political impartiality would not be, or be seen as, impaired.",
        "L’autorité qui décide n’est pas convaincue qu’il ne serait pas porté, ou semblé être porté, atteinte à "
        "l’impartialité politique.",
    ),
)
STILL_APPLIES = Outcome(
    "STILL_APPLIES",
    Text("Permission still applies", "Permission encore en vigueur"),
    Text(
        "The change does not affect the permission, which still applies.",
        "Le changement ne touche pas la permission, qui est encore en vigueur.",
    ),
    is_grant=True,
)
NO_DECISION = Outcome(
    "NO_DECISION",
    Text("No decision", "Aucune décision rendue"),
    Text("The request ended without a decision.", "La demande a pris fin sans décision."),
)

PART_7 = CandidacyRules(
    authority=Authority("COMMISSION_DECIDER", Text("Public Service Commission", "Commission de la fonction publique")),
    limit=TimeLimit(
        30,
        Text("Political Activities Regulations, s. 5", "Règlement concernant les activités politiques, art. 5"),
    ),
    levels=LEVELS,
    content=CONTENT,
    phases=PHASES,
    factors=FACTORS,
    conditions=CONDITIONS,
    no_decision=NO_DECISION_REASONS,
    is_gazetted=True,
    barred_roles=("DEPUTY_HEAD",),
)
PERMISSION = RequestType(
    code="PERMISSION",
    name=Text("Request for permission to be a candidate", "Demande de permission en vue d’une candidature"),
    asks=Text(
        "May I seek nomination as, or be, a candidate?", "Puis-je tenter d’être choisi comme candidat ou être candidat?"
    ),
    legal_basis="PSEA ss. 114, 115; PAR ss. 2, 5",
    standard_days=10,
    outcomes=(GRANTED, GRANTED_WITH_CONDITIONS, REFUSED, NO_DECISION),
    family=Family.PERMISSION,
    candidacy=PART_7,
)
CHANGE_OF_CIRCUMSTANCES = RequestType(
    code="CHANGE_OF_CIRCUMSTANCES",
    name=Text("Change of circumstances", "Changement de circonstances"),
    asks=Text(
        "Does my permission still apply, now that something has changed?",
        "Ma permission est-elle encore en vigueur, maintenant que quelque chose a changé?",
    ),
    legal_basis="PSEA ss. 114, 115; PAR s. 2(2)",
    standard_days=10,
    outcomes=(GRANTED, GRANTED_WITH_CONDITIONS, STILL_APPLIES, REFUSED, NO_DECISION),
    family=Family.CHANGE,
    candidacy=PART_7,
)
