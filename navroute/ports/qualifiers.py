"""What tells ports of one name apart: country, part of the country, LOCODE or id."""

from __future__ import annotations

import re

from navroute.names import fold
from navroute.ports.keys import key
from navroute.ports.model import Port

__all__ = ["fits", "is_country", "split"]

# What people call countries besides the names in the table, and the alpha-3 codes they type.
_COUNTRY_ALIASES = {
    "burma": "MM", "britain": "GB", "england": "GB", "great britain": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "uk": "GB", "gbr": "GB", "holland": "NL",
    "the netherlands": "NL", "ivory coast": "CI", "cape verde": "CV", "east timor": "TL",
    "korea": "KR", "republic of korea": "KR", "dprk": "KP", "congo": "CG",
    "democratic republic of the congo": "CD", "drc": "CD", "russian federation": "RU", "rus": "RU",
    "turkey": "TR", "tur": "TR", "uae": "AE", "emirates": "AE", "usa": "US", "america": "US",
    "united states of america": "US", "viet nam": "VN", "falklands": "FK", "malvinas": "FK",
    "the bahamas": "BS", "the gambia": "GM", "ascension": "SH", "brunei darussalam": "BN",
    "czechia": "CZ", "hellas": "GR", "syrian arab republic": "SY", "taiwan province of china": "TW",
}  # fmt: skip

_TRAILING = re.compile(r"(?P<head>.+?)\s*\((?P<tail>[^()]+)\)\s*")


def split(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ways to read a text as a name and qualifiers, the likeliest first.

    Examples
    --------
    >>> split("Tripoli, Libya (LYTIP)")
    [('Tripoli', ('LYTIP', 'Libya'))]
    >>> split("Kochi (India)")
    [('Kochi', ('India',))]
    """
    rest, qualifiers = text, []
    if found := _TRAILING.fullmatch(text):
        rest, qualifiers = found["head"], [found["tail"].strip()]
    head, comma, tail = rest.partition(",")
    if comma and tail.strip():
        return [(head.strip(), (*qualifiers, tail.strip()))]
    return [(rest, tuple(qualifiers))] if qualifiers else []


def fits(port: Port, qualifier: str) -> bool:
    """Whether a qualifier, or each of several with commas between, is true of a port."""
    if _fits_whole(port, qualifier):
        return True
    pieces = [piece for piece in qualifier.split(",") if piece.strip()]
    return len(pieces) > 1 and all(_fits_whole(port, piece) for piece in pieces)


def is_country(port: Port, text: str) -> bool:
    """Whether a text is the code or a name of a port's country."""
    plain = fold(text)
    if plain and plain == port.country_code.casefold():
        return True
    named = key(text) == key(port.country) != ""
    return named or _COUNTRY_ALIASES.get(plain, "") == port.country_code != ""


def _fits_whole(port: Port, qualifier: str) -> bool:
    plain = qualifier.strip()
    if plain.casefold() in (port.id, port.wpi) or plain.upper() in (port.locode, *port.aliases):
        return True
    wanted = key(plain)
    # Antigua for Antigua and Barbuda, Falklands for the Falkland Islands.
    begins = len(wanted) > 4 and key(port.country).startswith(f"{wanted} ")
    return begins or wanted == key(port.region) != "" or is_country(port, plain)
