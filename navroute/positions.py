"""A point on Earth, and every way people write one."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from navroute.errors import PositionError

__all__ = ["Position", "looks_like_position", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point on the WGS84 ellipsoid, in degrees.

    Parameters
    ----------
    lat : float
        Latitude, -90 to 90, north positive.
    lon : float
        Longitude, -180 to 180, east positive.

    Raises
    ------
    PositionError
        A coordinate is not a finite number or is out of range.
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        for axis, value in (("latitude", self.lat), ("longitude", self.lon)):
            if not _is_finite(value):
                raise PositionError(
                    f"The {axis} {value} is not a finite number.",
                    hint="Give degrees, for example lat=34.9, lon=35.87.",
                )
        for axis, value, limit in (("latitude", self.lat, 90), ("longitude", self.lon, 180)):
            if abs(value) > limit:
                hint = f"A {axis} lies between -{limit} and {limit}."
                if axis == "latitude" and abs(self.lon) <= 90:
                    hint += " The order is latitude, longitude: are the two swapped?"
                raise PositionError(f"The {axis} {value:g} is not on Earth.", hint=hint)
        # Integers and numpy scalars become plain floats, so that equal positions print alike.
        object.__setattr__(self, "lat", float(self.lat))
        object.__setattr__(self, "lon", float(self.lon))

    @property
    def position(self) -> Position:
        """The position itself, so that a place of any kind has ``.position``."""
        return self

    @property
    def name(self) -> str:
        """The position as text, for example ``34.900N 35.870E``."""
        ns, ew = "NS"[self.lat < 0], "EW"[self.lon < 0]
        return f"{abs(self.lat):.3f}{ns} {abs(self.lon):.3f}{ew}"

    def to_dict(self) -> dict[str, float]:
        """Return ``{"lat": ..., "lon": ...}`` in degrees, to six decimals (0.1 m)."""
        return {"lat": round(self.lat, 6), "lon": round(self.lon, 6)}

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON point."""
        return {"type": "Point", "coordinates": (self.lon, self.lat)}


def _is_finite(value: object) -> bool:
    # A bool is a number to Python, and to nobody who navigates.
    if isinstance(value, bool):
        return False
    return isinstance(value, numbers.Real) and math.isfinite(value)


# The many characters people, keyboards and word processors put for degree, minute, second, minus.
_CHARACTERS = str.maketrans(
    dict.fromkeys("º˚", "°")
    | dict.fromkeys("’‘′´`ʹ", "'")
    | dict.fromkeys("”“″ʺ", '"')
    | dict.fromkeys("−–‐‑", "-")
    | dict.fromkeys("\u00a0\u2009\u202f\t", " ")
)
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+|nan|inf(?:inity)?)"
_BARE_PAIR = re.compile(rf"({_NUMBER})(?:\s*[,;]\s*|\s+)({_NUMBER})", re.IGNORECASE)
_DECIMAL_COMMAS = re.compile(r"[+-]?\d+,\d+\s*(?:[;/,]|\s)\s*[+-]?\d+,\d+")
_WRITTEN = re.compile(r"(?:[+.\d-]|[NSEW]\s*[+.\d-])[-+.,;:/°'\"\d\sNSEW]*")
_DOUBLED = re.compile(r"[NSEW]\s*[^NSEW,;\s]+[NSEW](?![\d.])")
_ANGLE = re.compile(
    r"(?P<degrees>\d+(?:\.\d*)?|\.\d+)\s*"
    r"(?:(?:[°:-]|(?<=\s))\s*(?P<minutes>\d+(?:\.\d*)?)\s*"
    r"(?:(?:[':-]|(?<=\s))\s*(?P<seconds>\d+(?:\.\d*)?)\s*\"?|')?|°)?"
)
# 3454 or 035522: degrees, minutes and seconds without anything between them.
_PACKED = re.compile(r"(\d{2,3})(\d{2})(\d{2})?(\.\d+)?")
_AROUND = "NSEW,;/ "
_HOW = (
    "Write 34.9N,35.87E or 34°54'N 35°52'E or 34-54.0N 035-52.2E; "
    "a bare pair such as 34.9,35.87 is latitude,longitude."
)


def looks_like_position(text: str) -> bool:
    """Whether a text is meant as one position, well or badly written, and not as a name.

    Examples
    --------
    >>> looks_like_position("34.9N,35.87E"), looks_like_position("95,35.87")
    (True, True)
    >>> looks_like_position("Tartus"), looks_like_position("34.9,35.87,54.65")
    (False, False)
    """
    clean = _clean(text)
    if _BARE_PAIR.fullmatch(clean) or _DECIMAL_COMMAS.fullmatch(clean):
        return True
    if not _WRITTEN.fullmatch(clean):
        return False
    # More letters than two are two positions, or, as in N34.9N, one letter too many.
    letters = len(re.findall("[NSEW]", clean))
    return 0 < letters <= 2 or _DOUBLED.match(clean) is not None or (not letters and "°" in clean)


def parse(text: str) -> Position:
    """Read a position.

    Parameters
    ----------
    text : str
        With letters, in either order and before or behind the number: ``34.9N,35.87E``,
        ``N34.9 E35.87``, ``34°54'N 35°52'E``, ``34°54'12"N 35°52'00"E``, ``34 54 N, 35 52 E``,
        ``34-54.5N 035-52.1E``. Without letters, decimal degrees as latitude,longitude:
        ``34.9,35.87``, ``-33.9,18.4``.

    Raises
    ------
    PositionError
        The text cannot be read, or the point is not on Earth.

    Examples
    --------
    >>> parse("34°54'N 35°52.2'E")
    Position(lat=34.9, lon=35.87)
    """
    clean = _clean(text)
    pair = _BARE_PAIR.fullmatch(clean)
    if pair is None:
        return _parse_lettered(text, clean)
    lat, lon = float(pair[1]), float(pair[2])
    if abs(lat) > 90 and math.isfinite(lat):
        raise PositionError(
            f"The latitude {lat:g} in '{text}' is not on Earth.",
            hint="A bare pair is read as latitude,longitude: are the two swapped?",
        )
    return Position(lat=lat, lon=lon)


def _clean(text: str) -> str:
    return text.translate(_CHARACTERS).replace("''", '"').strip().upper()


def _parse_lettered(text: str, clean: str) -> Position:
    """Read two coordinates that each have one of the letters N, S, E, W."""
    letters = "".join(re.findall("[NSEW]", clean))
    prefixed = clean[:1] in tuple("NSEW")
    parts = re.findall("[NSEW][^NSEW]+" if prefixed else "[^NSEW]+[NSEW]", clean)
    if "".join(parts) != clean or len(letters) != 2:
        raise _unreadable(text, clean)
    axes = "".join("lat" if letter in "NS" else "lon" for letter in letters)
    if axes in ("latlat", "lonlon"):
        what = "latitudes" if axes == "latlat" else "longitudes"
        raise PositionError(f"'{text}' gives two {what}.", hint=_HOW)
    if any(_PACKED.fullmatch(part.strip(_AROUND)) for part in parts):
        raise _packed(text, [part.strip(_AROUND) for part in parts], letters)
    degrees = [
        _degrees(text, part.strip(_AROUND), letter)
        for part, letter in zip(parts, letters, strict=True)
    ]
    lat, lon = degrees if axes == "latlon" else reversed(degrees)
    return Position(lat=lat, lon=lon)


def _degrees(text: str, angle: str, letter: str) -> float:
    """Return signed decimal degrees of one coordinate without its letter."""
    if angle.startswith(("+", "-")):
        raise PositionError(
            f"'{text}' gives a sign and the letter {letter} for one coordinate.",
            hint="Give either: -33.9,18.4 or 33.9S,18.4E.",
        )
    if re.search(r"\d,\d", angle):
        raise _decimal_comma(text)
    found = _ANGLE.fullmatch(angle)
    if found is None:
        raise _unreadable(text, "")
    pieces = [piece for piece in found.group("degrees", "minutes", "seconds") if piece]
    if any("." in piece for piece in pieces[:-1]):
        raise PositionError(f"In '{text}' only the last part may have a fraction.", hint=_HOW)
    values = [float(piece) for piece in pieces]
    for unit, value in zip(("minutes", "seconds"), values[1:], strict=False):
        if value >= 60:
            raise PositionError(
                f"'{text}' has {value:g} {unit}.", hint=f"There are 60 {unit} to the next unit."
            )
    size = sum(value / 60.0**power for power, value in enumerate(values))
    return -size if letter in "SW" else size


def _unreadable(text: str, clean: str) -> PositionError:
    letters = re.findall("[NSEW]", clean)
    if _DECIMAL_COMMAS.fullmatch(clean):
        return _decimal_comma(text)
    if len(letters) > 2:
        return PositionError(f"'{text}' gives a hemisphere more than once.", hint=_HOW)
    if len(letters) == 1:
        if re.fullmatch(r"\d+,\d+\s*[NSEW]", clean):
            return _decimal_comma(text)
        return PositionError(f"'{text}' has a letter for one coordinate only.", hint=_HOW)
    return PositionError(f"'{text}' cannot be read as a position.", hint=_HOW)


def _decimal_comma(text: str) -> PositionError:
    pointed = re.sub(r"(\d),(\d+)", r"\1.\2", text.strip()).replace("/", ",")
    return PositionError(
        f"'{text}' seems to have decimal commas; a comma separates latitude and longitude.",
        hint=f"Write a decimal point: {pointed}",
    )


def _packed(text: str, angles: Sequence[str], letters: str) -> PositionError:
    """Return the error for degrees and minutes run together, with the text taken apart."""
    apart = []
    for angle, letter in zip(angles, letters, strict=True):
        found = _PACKED.fullmatch(angle)
        whole = "-".join(piece for piece in found.groups()[:3] if piece) if found else angle
        apart.append(f"{whole}{found[4] or '' if found else ''}{letter}")
    return PositionError(
        f"'{text}' has degrees and minutes run together.",
        hint=f"Put hyphens between them: {' '.join(apart)}",
    )
