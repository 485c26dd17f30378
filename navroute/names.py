"""How a name typed by a person finds the name in a table.

Order of matching, the same for ships, ports and chokepoints: the exact name after folding
(case, accents, punctuation and script folded away); for Russian names then the same name in
another country's spelling; then, only to suggest, fuzzy likeness by rapidfuzz. A fuzzy match
is never taken silently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "spelling_key", "suggest"]

# Cyrillic to Latin, the common denominator of BGN/PCGN and ISO 9 once accents are dropped;
# Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian and Kazakh letters.
_CYRILLIC = str.maketrans(
    dict(
        zip(
            "абвгґдеёзиійклмнопрстуўфыэҡқғөұүһңәђћљњјѓќ",
            "abvggdeeziiyklmnoprstuufyekkgouuhnadclnjgk",
            strict=True,
        )
    )
    | {"є": "ye", "ж": "zh", "ї": "yi", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
    | {"ъ": "", "ь": "", "ю": "yu", "я": "ya", "џ": "dz", "ѕ": "dz"}
)
# Letters that Unicode does not decompose.
_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŋ": "n", "ŧ": "t", "þ": "th", "ə": "a"}
    | {"ı": "i", "æ": "ae", "œ": "oe"}
)
# Every mark that stands for a soft sign, a glottal stop or a quotation: dropped, not a blank.
_MARKS = re.compile("['\"`´‘’“”′″ʹʺʻʼʾʿ]")

# Suggestions: rapidfuzz's own score also takes a short name inside a long one for a match, so
# its best are weighed again.
_LOOKED_AT = 60
_ALIKE = 78.0  # of 100
_ONE_WORD_ONLY = 8.0  # what a likeness by one word only counts less
_LONG_WORD = 4  # letters

_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10", "xi": "11", "xii": "12",
}  # fmt: skip
# What one Russian name becomes in English, German, French and Polish newspapers, brought to
# one form; the order matters.
_SPELLINGS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        ("tsch|tch|cz", "ch"),
        ("sch|sz", "sh"),
        ("kh", "h"),
        ("x", "ks"),
        ("w", "v"),
        ("c(?!h)", "k"),
        ("[ijy]+", "i"),
        ("i(?:e|o)", "e"),  # Yelnya and Elnya, Pyotr and Petr
        (r"(.)\1+", r"\1"),
        ("^aleksander$", "aleksandr"),
    )
)


def fold(name: str) -> str:
    """Return the name in the form in which names are compared.

    Only the letters a to z, digits and single blanks remain. A name in a script other than
    Latin or Cyrillic folds to nothing, so an empty form must never be taken for a match.

    Examples
    --------
    >>> fold("Ust'-Luga"), fold("Çanakkale"), fold("Спарта II")
    ('ust luga', 'canakkale', 'sparta ii')
    """
    # NFKC first, so that "й" typed as "и" with a breve is the same letter.
    text = unicodedata.normalize("NFKC", _MARKS.sub("", name)).casefold()
    text = text.translate(_CYRILLIC).translate(_LATIN)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def spelling_key(name: str) -> str:
    """Return the form shared by the Latin spellings of one Russian name.

    Blanks go too, and Roman numerals become digits, so that they stay apart: Sparta II is
    never Sparta I.

    Examples
    --------
    >>> spelling_key("Yel'nya") == spelling_key("Jelnja") == spelling_key("Ельня")
    True
    >>> spelling_key("Sparta II"), spelling_key("Sparta-2"), spelling_key("Sparta I")
    ('sparta2', 'sparta2', 'sparta1')
    """
    return "".join(_word_key(word) for word in fold(name).split())


def _word_key(word: str) -> str:
    if word in _ROMAN:
        return _ROMAN[word]
    if not word.isalpha():
        return word
    for pattern, form in _SPELLINGS:
        word = pattern.sub(form, word)
    return word


def suggest(name: str, candidates: Iterable[str], *, limit: int = 5) -> tuple[str, ...]:
    """Return the candidates most like ``name``, nearest first; none that are far off.

    A candidate is like the name as a whole, or by one of its words: ``Admiral Golovko`` for
    ``Golovko``.
    """
    from rapidfuzz import fuzz, process

    folded = fold(name)
    if not folded:
        return ()
    found = process.extract(
        folded,
        list(candidates),
        scorer=fuzz.WRatio,
        processor=_fold_or_keep,
        limit=_LOOKED_AT,
        score_cutoff=70,
    )
    scores = {match: _likeness(folded, _fold_or_keep(match)) for match, _, _ in found}
    like = sorted((match for match in scores if scores[match] >= _ALIKE), key=lambda m: -scores[m])
    return tuple(like[:limit])


def _likeness(wanted: str, candidate: str) -> float:
    """Return how like two folded names are, 0 to 100, as a whole or by a word of either."""
    from rapidfuzz import fuzz

    whole = fuzz.ratio(wanted, candidate)
    words = [
        fuzz.ratio(mine, theirs) - _ONE_WORD_ONLY
        for mine in {wanted, *wanted.split()}
        for theirs in {candidate, *candidate.split()}
        if min(len(mine), len(theirs)) >= _LONG_WORD
    ]
    return max([whole, *words])


def _fold_or_keep(text: str) -> str:
    return fold(text) or text
