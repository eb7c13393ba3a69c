"""Which activity a question is about. Pure.

The catalogue's own search (`assessments.finding`) knows single words. Here are what people say in several words, and
the subjects that are no activity at all, for which guidance answers first.
"""

from __future__ import annotations

import re

from assessments.finding import find_activities
from assessments.rulebook_parts import Activity, Rulebook
from polact.outreach.search.words import folded, spelt, words_of

ONLINE = r"(tweet|post|gazouillis|publication|page|facebook|instagram|linkedin|tiktok|video)"
# In folded words of both languages: what is said, and the activity that it means.
SAID = (
    (rf"\b(like|liking|react\w*|aimer|aime|reagir)\b.*\b{ONLINE}", "SOC.REACT"),
    (rf"\b(comment\w*|commenter)\b.*\b{ONLINE}", "SOC.COMMENT"),
    (rf"\b(share|sharing|partag\w*|repost\w*|retweet\w*)\b.*\b{ONLINE}|\bretweet", "SOC.SHARE"),
    (r"\b(announc\w*|annonc\w*)\b.*\bcandida|\bcampaign (web )?site|\bsite (web )?de campagne", "CAN.PUBLICSTEP"),
    (r"\bcandidat.*\b(federal|provincia|territoria)|\b(federal|provincia|territoria)\w*.*\bcandidat", "CAN.CANDIDATE"),
    (r"\brun for (office|parliament|mp|mpp|mla)\b|\b(become|be) an? (mp|mpp|mla)\b|\bdepute", "CAN.CANDIDATE"),
    (r"\b(nomination|investiture)\b(?!.*\bpaper)", "CAN.NOMINATION"),
    (r"letters? to the (editor|paper|newspaper)|\bop ?-?ed\b|opinion piece|\blettre\b.*\b(journal|redaction|lecteur)|lettre ouverte", "PUB.LETTER"),
    (r"leadership (race|contest|campaign)|course a la (direction|chefferie)|\bchefferie", "CAN.LEADERSHIP"),
    (r"door.to.door|porte.a.porte|knock\w* on doors|cogner aux portes", "CAM.CANVASS"),
    (r"\b(talk|discuss|parler|discuter)\w*\b.*\b(politi\w+|election)", "SOC.PRIVATE"),
    (r"(photo|image|picture|cadre|frame)\b.*\bprofi|profile? (photo|picture|frame)", "SOC.FRAME"),
    (r"\b(school board|school trustee|band council|first nation|conseil scolaire|commission scolaire|conseil de bande)", "CAN.OTHERBODY"),
    (r"elections (canada|ontario|quebec)|returning office|poll (clerk|worker)|personnel electoral", "POL.WORKER"),
)  # fmt: skip
# Subjects that are no activity: guidance answers first.
SUBJECTS = (
    r"referendum", r"\bunions?\b|syndica", r"deputy head|deputy minister|administrat(eur|rice)s? general|sous.ministre",
    r"investigat|enquete|allegation|complain|plainte|denonc", r"disclaimer|avertissement|opinions? (are )?my own",
    r"representati(ve|ves)\b|\bdpar\b|representant", r"casual|occasionnel", r"\bstudents?\b|etudiant", r"on leave|en conge|conge sans solde|leave without pay",
    r"30 days|30 jours|how long|combien de temps|gazette", r"\bfactors?\b|facteur", r"pseudonym|alias|anonym|footprint|empreinte",
)  # fmt: skip


def find(rulebook: Rulebook, question: str, also_known: frozenset[str] = frozenset()) -> tuple[list[Activity], bool]:
    """The activities that a question may be about, best first, and whether the first of them deserves a direct answer.

    `also_known` are words that are not misspelt although no activity has them.
    """
    typed = words_of(question)
    mended = spelt(typed, _vocabulary(rulebook) | also_known)
    repairs = dict(zip(typed, mended, strict=True))
    # By a function: patterns made of what was typed would stay in the memory of `re`.
    plain = re.sub(r"[a-z0-9]+", lambda found: repairs.get(found[0], found[0]), folded(question))
    said = [code for pattern, code in SAID if re.search(pattern, plain) and code in rulebook.activities]
    by_words = find_activities(rulebook, " ".join(mended)) if mended else ()
    everything = len(by_words) == len(rulebook.activities)
    found = [rulebook.activities[code] for code in dict.fromkeys(said)]
    found += [activity for activity in by_words if activity not in found and not everything]
    is_subject = not said and any(re.search(pattern, plain) for pattern in SUBJECTS)
    return found, bool(found) and not is_subject


def _vocabulary(rulebook: Rulebook) -> frozenset[str]:
    texts = [text for a in rulebook.activities.values() for text in (a.text.en, a.text.fr)]
    texts += [text for group in rulebook.groups.values() for text in (group.en, group.fr)]
    texts += re.findall(r"[a-z]{4,}", " ".join((*SUBJECTS, *(pattern for pattern, _code in SAID))))
    return frozenset(word for text in texts for word in words_of(text)) | EVERYDAY


EVERYDAY = frozenset({
    "lawn", "sign", "yard", "garden", "house", "terrain", "pelouse", "pancarte", "affiche", "fenetre", "window", "balcon", "volunteer", "benevole", "benevolat",
    "donate", "donation", "money", "argent", "candidate", "candidat", "campaign", "campagne", "mayor", "maire", "mairie", "sticker", "autocollant",
    "voiture", "button", "macaron", "shirt", "chandail", "protest", "march", "manifester", "twitter", "facebook", "instagram", "linkedin",
    "tiktok", "youtube", "gazouillis", "friends", "amis", "work", "travail", "scrutineer", "scrutateur",
})  # fmt: skip
