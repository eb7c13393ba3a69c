"""Words as people type them: without accents and endings, in either language, and with a slip of the finger. Pure."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

SILENT = frozenset({
    "a", "about", "all", "allowed", "am", "an", "and", "any", "are", "as", "at", "be", "can", "could", "do", "does", "for", "from", "have",
    "how", "i", "if", "in", "is", "it", "may", "me", "my", "of", "on", "or", "ok", "okay", "our", "permitted", "put", "should", "that", "the",
    "this", "to", "up", "want", "what", "when", "where", "will", "with", "would", "you", "your",
    "ai", "au", "aux", "avec", "ce", "cette", "d", "dans", "de", "des", "droit", "du", "elle", "en", "est", "et", "etre", "faire", "il", "j", "je",
    "l", "la", "le", "les", "ma", "mes", "mettre", "mon", "n", "ne", "ou", "par", "pas", "permis", "peut", "peux", "pour", "puis",
    "qu", "que", "qui", "quoi", "s", "sa", "se", "ses", "son", "suis", "sur", "un", "une", "veux", "voudrais", "vous", "y",
})  # fmt: skip
ENDINGS = tuple(sorted(
    ("ations", "ation", "ements", "ement", "ments", "ment", "ings", "ing", "ies", "ied", "eurs", "eur", "euses", "euse", "rices", "rice", "ers",
     "er", "ees", "ee", "es", "ed", "s", "e", "y", "ir", "aux", "al", "ions", "ion"),
    key=len, reverse=True,
))  # fmt: skip
SHORTEST_STEM = 3
SLIP = 0.74  # how alike two words must be for one to be the other misspelt: "lwan" is "lawn"


def folded(text: str) -> str:
    """Lower case, without accents, with plain apostrophes."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words that say something, folded, in their order."""
    return [word for word in re.findall(r"[a-z0-9]+", folded(text)) if word not in SILENT]


def stem(word: str) -> str:
    """The word without its ending, in the manner of either language: "donations" and "donating" meet in "don"."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=2048)  # the texts of the guidance, again and again; never what somebody typed
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(map(stem, words_of(text)))


def spelt(words: Iterable[str], known: Iterable[str]) -> list[str]:
    """The words with slips mended: an unknown one becomes the most alike known word with the same first letter."""
    vocabulary = sorted(set(known))
    stems = {stem(word) for word in vocabulary}
    return [word if len(word) < 4 or stem(word) in stems else _mended(word, vocabulary) for word in words]


def _mended(word: str, vocabulary: list[str]) -> str:
    near = [other for other in vocabulary if other[0] == word[0] and abs(len(other) - len(word)) <= 2]
    return next(iter(difflib.get_close_matches(word, near, n=1, cutoff=SLIP)), word)
