"""How a name typed by a person finds the name in a table.

Order of matching, the same for ships, ports and chokepoints: the exact name after folding
(case, accents, punctuation and transliteration folded away); then, only to suggest, fuzzy
likeness by rapidfuzz. A fuzzy match is never taken silently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "suggest"]

# Cyrillic to Latin, the common denominator of BGN/PCGN and ISO 9 once accents are dropped.
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ye",
    "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
})
# Letters that Unicode does not decompose.
_LATIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})


def fold(name: str) -> str:
    """Return the name in the form in which names are compared.

    Examples
    --------
    >>> fold("Ust'-Luga"), fold("Çanakkale"), fold("Спарта II")
    ('ust luga', 'canakkale', 'sparta ii')
    """
    text = name.casefold().translate(_CYRILLIC).translate(_LATIN)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"['’`ʼ\"]", "", text)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def suggest(name: str, candidates: Iterable[str], *, limit: int = 5) -> tuple[str, ...]:
    """Return the candidates most like ``name``, nearest first; none that are far off."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        fold(name), list(candidates), scorer=fuzz.WRatio, processor=_fold_or_keep,
        limit=limit, score_cutoff=70,
    )
    return tuple(dict.fromkeys(match for match, _, _ in found))


def _fold_or_keep(text: str) -> str:
    return fold(text) or text
