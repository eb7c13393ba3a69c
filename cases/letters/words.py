"""The fixed words of letters, by version of the template.

An issued letter is made again from its facts and from these words: never change a version, add one. That is why they
stand here and not in the message catalogue. A test holds what version 1 says.
"""

from polact.base.text import Text

NEWEST = 2
FIRST: dict[str, Text] = {
    "title": Text("Advice on a political activity", "Avis sur une activité politique"),
    "footer": Text("Letter {number}, page", "Lettre {number}, page"),
    "number": Text("Letter", "Lettre"),
    "date": Text("Date", "Date"),
    "to": Text("To", "Destinataire"),
    "from": Text("From", "Expéditeur"),
    "author": Text("Answered by", "Réponse rédigée par"),
    "approver": Text("Read and approved by", "Lue et approuvée par"),
    "case": Text("Request", "Demande"),
    "activity": Text("Activity", "Activité"),
    "replaces": Text(
        "This letter replaces the letter {number} of {day}.", "Cette lettre remplace la lettre {number} du {day}."
    ),
    "question": Text("What you asked", "Ce que vous avez demandé"),
    "conclusion": Text("Conclusion", "Conclusion"),
    "facts": Text("Facts relied on", "Faits retenus"),
    "reasons": Text("Reasons", "Motifs"),
    "test": Text("The test of section 113", "Le critère de l’article 113"),
    "found": Text("{factor} ({weight}):", "{factor} ({weight})\u00a0:"),
    "precautions": Text("Precautions", "Précautions"),
    "limits": Text("For what this advice holds", "Portée de cet avis"),
    "until": Text("It holds until {day}.", "Il vaut jusqu’au {day}."),
    "change": Text(
        "It holds for the activity and the work that you described. Ask again if either changes.",
        "Il vaut pour l’activité et le travail que vous avez décrits. Demandez un nouvel avis si l’un ou l’autre change.",
    ),
    "yours": Text(
        "This is advice. Whether to take part is your decision and remains your responsibility.",
        "Il s’agit d’un avis. La décision de participer vous appartient et demeure votre responsabilité.",
    ),
    "sources": Text("Sources", "Sources"),
}
SECOND = {**FIRST, "signature": Text("{name}, for {absent}", "{name}, pour {absent}")}
"""Says for whom a stand-in answered."""

VERSIONS = {1: FIRST, 2: SECOND}
