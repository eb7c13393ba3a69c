"""Finds activities by everyday words, in either language, whatever the accents and endings. Pure."""

from __future__ import annotations

import re
import unicodedata

from assessments.rulebook_parts import Activity, Rulebook

_STEM = 5  # letters that tell a word from another: "donate" finds "donations", "affiches" finds "affiche"
_SHORTEST = 3
_WORTH_SHOWING = 0.25  # of the best score
EMPTY_WORDS = frozenset({
    "the", "and", "for", "with", "want", "that", "this", "can", "are", "not", "put", "make", "have", "would", "like",
    "des", "les", "une", "que", "pour", "avec", "dans", "sur", "mon", "mes", "son", "est", "par", "aux",
    "faire", "avoir", "veux", "voudrais", "mettre",
})  # fmt: skip
# What people say and the catalogue does not: the word, and the beginning of the codes that it means.
EVERYDAY = {
    "volunteer": ("CAM", "POL.GOTV"), "benevole": ("CAM", "POL.GOTV"), "benevolat": ("CAM", "POL.GOTV"),
    "tweet": ("SOC",), "twitter": ("SOC",), "facebook": ("SOC",), "instagram": ("SOC",), "tiktok": ("SOC",),
    "linkedin": ("SOC",), "youtube": ("SOC",), "online": ("SOC",), "enligne": ("SOC",), "gazouillis": ("SOC",),
    "pancarte": ("DIS.LAWN",), "lawn": ("DIS.LAWN",), "sign": ("DIS.LAWN", "CAM.LEAFLET"), "pelouse": ("DIS.LAWN",),
    "shirt": ("DIS.WEAR",), "chandail": ("DIS.WEAR",), "casquette": ("DIS.WEAR",), "bumper": ("DIS.VEHICLE",),
    "donate": ("MEM.DONATE", "FND"), "donation": ("MEM.DONATE", "FND"), "don": ("MEM.DONATE",), "dons": ("MEM.DONATE",),
    "protest": ("EVT.DEMO",), "march": ("EVT.DEMO",), "manif": ("EVT.DEMO",), "canvassing": ("CAM.CANVASS",),
    "doors": ("CAM.CANVASS",), "knock": ("CAM.CANVASS",), "mayor": ("CAN.MUNICIPAL",), "maire": ("CAN.MUNICIPAL",),
    "councillor": ("CAN.MUNICIPAL",), "conseiller": ("CAN.MUNICIPAL",), "conseillere": ("CAN.MUNICIPAL",),
    "candidate": ("CAN",), "candidat": ("CAN",), "candidature": ("CAN",), "candidacy": ("CAN",), "office": ("CAN", "PTY.OFFICER"),
    "post": ("SOC.POST", "SOC.SHARE", "SOC.COMMENT", "SOC.REACT"), "publication": ("SOC.POST", "SOC.SHARE", "SOC.COMMENT"),
    "mp": ("CAN.CANDIDATE", "CAN.NOMINATION"), "depute": ("CAN.CANDIDATE", "CAN.NOMINATION"),
    "deputee": ("CAN.CANDIDATE", "CAN.NOMINATION"), "scrutineer": ("POL.REP",), "scrutateur": ("POL.REP",),
    "scrutatrice": ("POL.REP",), "blog": ("SOC.POST", "PUB"), "repost": ("SOC.SHARE",), "friend": ("SOC.PRIVATE",),
}  # fmt: skip


def find_activities(rulebook: Rulebook, words: str) -> tuple[Activity, ...]:
    """Return the activities that the words may mean, best first; every activity when no word says anything.

    Empty when words are given and none is found.
    """
    wanted = [word for word in _words(words) if _says_something(word)]
    if not wanted:
        return tuple(rulebook.activities.values())
    scores: dict[str, float] = {}
    for word in wanted:
        strength = {code: _means(word, activity, rulebook) for code, activity in rulebook.activities.items()}
        hits = sum(strength.values()) or 1  # a word that many activities share tells little
        for code, strong in strength.items():
            scores[code] = scores.get(code, 0) + strong / hits
    least = max(scores.values()) * _WORTH_SHOWING
    found = sorted((code for code, score in scores.items() if score and score >= least), key=lambda code: -scores[code])
    return tuple(rulebook.activities[code] for code in found)


def _says_something(word: str) -> bool:
    return word in EVERYDAY or (len(word) >= _SHORTEST and word not in EMPTY_WORDS)


def _means(word: str, activity: Activity, rulebook: Rulebook) -> int:
    """3 when everyday use says it, 2 when the activity's own words do, 1 when only its group does, else 0."""
    if any(activity.code.startswith(code) for code in EVERYDAY.get(word, ())):
        return 3
    if any(_alike(word, known) for known in _words(f"{activity.text.en} {activity.text.fr}")):
        return 2
    group = rulebook.groups[activity.group]
    return int(any(_alike(word, known) for known in _words(f"{group.en} {group.fr}")))


def _alike(word: str, known: str) -> bool:
    """Longer words by their stem; short ones only as they stand: "don" is not "données"."""
    return known.startswith(word[:_STEM]) if len(word) > _SHORTEST else known == word


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    return re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
