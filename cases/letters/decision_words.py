"""The fixed words of decision letters, by version of the template. Never change a version, add one (`letters.words`)."""

from polact.base.text import Text

NEWEST = 1
FIRST: dict[str, Text] = {
    "title": Text("Decision on a request for permission", "Décision sur une demande de permission"),
    "footer": Text("Decision {number}, page", "Décision {number}, page"),
    "number": Text("Decision", "Décision"),
    "date": Text("Date", "Date"),
    "to": Text("To", "Destinataire"),
    "heads": Text("Notice also to the deputy head", "Avis également à l’administrateur général"),
    "organization": Text("Organization", "Administration"),
    "from": Text("Decided by", "Décision rendue par"),
    "instrument": Text("Under the instrument", "En vertu de l’instrument"),
    "case": Text("Request", "Demande"),
    "level": Text("Level of government", "Ordre de gouvernement"),
    "district": Text("Electoral district or municipality", "Circonscription ou municipalité"),
    "polling_day": Text("Polling day", "Jour du scrutin"),
    "replaces": Text(
        "This decision supersedes the decision {number} of {day}.",
        "Cette décision remplace la décision {number} du {day}.",
    ),
    "decision": Text("The decision", "La décision"),
    "authorizations": Text("What is granted and what is not", "Ce qui est accordé et ce qui ne l’est pas"),
    "authorization": Text("{name} (PSEA, s. {section}): {outcome}", "{name} (LEFP, par. {section})\u00a0: {outcome}"),
    "condition": Text("{name} ({basis}), {owner}", "{name} ({basis}), {owner}"),
    "EMPLOYEE": Text("for you to meet", "à remplir par vous"),
    "ORGANIZATION": Text("for your organization to meet", "à remplir par votre administration"),
    "days": Text("{what}, from {first} to {last}", "{what}, du {first} au {last}"),
    "since": Text("{what}, from {first}", "{what}, à compter du {first}"),
    "on": Text("{what}, on {first}", "{what}, le {first}"),
    "conditions": Text("Conditions", "Conditions"),
    "reasons": Text("Reasons", "Motifs"),
    "test": Text("Findings: impartiality, actual and perceived", "Constatations\u00a0: impartialité, réelle et perçue"),
    "found": Text("{factor} ({weight}):", "{factor} ({weight})\u00a0:"),
    "evidence": Text("Evidence: {text}", "Éléments de preuve\u00a0: {text}"),
    "mitigations": Text(
        "Mitigations considered, and why they suffice or do not",
        "Mesures d’atténuation examinées, et pourquoi elles suffisent ou non",
    ),
    "divergent_views": Text("Divergent views, and the answer to them", "Avis divergents, et réponse à ceux-ci"),
    "charter": Text("Interests under the Charter", "Intérêts protégés par la Charte"),
    "facts": Text("Facts on which it rests", "Faits sur lesquels elle repose"),
    "position_title": Text("Position title", "Titre du poste"),
    "group_level": Text("Group and level", "Groupe et niveau"),
    "work_location": Text("Place of work", "Lieu de travail"),
    "duties": Text("Nature of the duties", "Nature des fonctions"),
    "visibility": Text(
        "Level and visibility of the position and duties", "Niveau et visibilité du poste et des fonctions"
    ),
    "temporary_title": Text("Title of the temporary position", "Titre du poste temporaire"),
    "temporary_duties": Text("Temporary duties", "Fonctions temporaires"),
    "after": Text("What follows", "Suites"),
    "gazette": Text(
        "The Commission has a notice with your name published in the Canada Gazette (PSEA, s. 116).",
        "La Commission fait publier un avis avec votre nom dans la Gazette du Canada (LEFP, art. 116).",
    ),
    "ceases": Text(
        "You cease to be an employee on the day on which you are declared elected (PSEA, s. 114(8)).",
        "Vous perdez votre qualité de fonctionnaire le jour où vous êtes déclaré élu (LEFP, par. 114(8)).",
    ),
    "change": Text(
        "It rests on the facts above. Tell the Commission of any change of circumstances.",
        "Elle repose sur les faits ci-dessus. Signalez à la Commission tout changement de circonstances.",
    ),
    "review": Text(
        "The Federal Court may review this decision, if asked within 30 days of the day on which you were first notified of "
        "it (Federal Courts Act, s. 18.1).",
        "La Cour fédérale peut réviser cette décision si la demande lui en est faite dans les 30 jours suivant sa première "
        "communication (Loi sur les Cours fédérales, art. 18.1).",
    ),
}
VERSIONS = {1: FIRST}
