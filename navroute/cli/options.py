"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from navroute.ports import Port

__all__ = [
    "FORMATS",
    "Along",
    "AsOf",
    "Avoid",
    "Booked",
    "Close",
    "CrossCheck",
    "Depart",
    "Destination",
    "DestinationUnlessAlong",
    "Export",
    "Format",
    "FromTo",
    "GeoJson",
    "Json",
    "Map",
    "Network",
    "Open",
    "Origin",
    "OriginUnlessAlong",
    "Png",
    "PortsFile",
    "RtzVersion",
    "ShipAirDraught",
    "ShipBeam",
    "ShipDraught",
    "ShipFlag",
    "ShipLength",
    "ShipType",
    "Speed",
    "Svg",
    "UnderTow",
    "VesselName",
    "VesselsFile",
    "split_places",
]

VesselName = Annotated[
    str | None,
    typer.Argument(help="Name, alias, Cyrillic name, pennant, IMO or MMSI.", show_default=False),
]
_PLACE = "Port name, LOCODE or position such as 34.9N,35.87E (a bare pair is lat,lon)."
Origin = Annotated[
    str, typer.Option("--from", help=f"Where it leaves. {_PLACE}", show_default=False)
]
Destination = Annotated[
    str, typer.Option("--to", help=f"Where it is bound. {_PLACE}", show_default=False)
]
# Where --along may take their place.
OriginUnlessAlong = Annotated[
    str | None, typer.Option("--from", help=f"Where it leaves. {_PLACE}", show_default=False)
]
DestinationUnlessAlong = Annotated[
    str | None, typer.Option("--to", help=f"Where it is bound. {_PLACE}", show_default=False)
]
FromTo = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FROM TO]",
        help="The same two places, without --from and --to.",
        show_default=False,
    ),
]
Depart = Annotated[
    str | None,
    typer.Option(help="Departure, ISO 8601; read as UTC without a zone. Default: now."),
]
Speed = Annotated[
    str | None,
    typer.Option(help="Knots in usual weather: 11; or made good, low-middle-high: 9-11-13."),
]
_GATES = "Chokepoint ids, short names or groups, comma-separated"
Avoid = Annotated[list[str] | None, typer.Option(help=f"{_GATES}, to keep clear of.")]
Open = Annotated[
    list[str] | None, typer.Option("--open", help=f"{_GATES}, to suppose open, whatever the law.")
]
Close = Annotated[list[str] | None, typer.Option("--close", help=f"{_GATES}, to suppose closed.")]
AsOf = Annotated[
    str | None, typer.Option(help="Date of the law, YYYY-MM-DD. Default: day of departure.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one versioned JSON object.")]
GeoJson = Annotated[
    str | None,
    typer.Option("--geojson", metavar="FILE", help="Write GeoJSON (RFC 7946); - for stdout."),
]
# As navroute.export.formats lists them; written out, for help must not load the formats.
FORMATS = (
    "geojson, json, gpx, kml, rtz, csv, ics, md, txt, gpkg, parquet, html, svg, png or kepler."
)
Export = Annotated[
    list[str] | None,
    typer.Option(
        "--export",
        metavar="FILE",
        help="Write a file, its format by its ending (.gpx .kml .rtz .csv .ics .md .txt .gpkg "
        ".parquet .html .svg .png .geojson .json .kepler.json); - for stdout. May be repeated.",
    ),
]
Map = Annotated[
    str | None,
    typer.Option("--map", metavar="HTML", help="Write a map in one file for any browser."),
]
Svg = Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Write a picture as SVG.")]
Png = Annotated[
    str | None, typer.Option("--png", metavar="FILE", help="Write a picture as PNG (matplotlib).")
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="NAME", help=f"With --export -: {FORMATS}")
]
RtzVersion = Annotated[str, typer.Option(metavar="1.0|1.2", help="Version of RTZ to write.")]
Along = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        help="Take the way from a GPX, RTZ, GeoJSON or --json file as it is, instead of "
        "--from and --to.",
    ),
]
Booked = Annotated[
    bool | None,
    typer.Option(
        "--booked/--unbooked", help="Canal slots are booked or not (Panama). Default: not known."
    ),
]
Network = Annotated[str, typer.Option(help="Sea network: seanet (navroute's own) or marnet.")]
CrossCheck = Annotated[
    bool, typer.Option("--cross-check", help="Say how far it is on the other sea networks too.")
]
VesselsFile = Annotated[
    Path | None, typer.Option("--vessels", metavar="CSV", help="Your own ships, taken first.")
]
PortsFile = Annotated[
    Path | None, typer.Option("--ports", metavar="CSV", help="Your own ports, taken first.")
]
ShipType = Annotated[
    str | None,
    typer.Option("--type", help="An ad-hoc ship: merchant, warship, submarine, auxiliary ..."),
]
ShipFlag = Annotated[str, typer.Option("--flag", help="Flag of the ad-hoc ship, as RU or TR.")]
ShipDraught = Annotated[
    float | None,
    typer.Option("--draught", help="Draught in metres, of an ad-hoc or a named ship."),
]
ShipLength = Annotated[
    float | None, typer.Option("--loa", help="Length over all in metres, likewise.")
]
ShipBeam = Annotated[float | None, typer.Option("--beam", help="Beam in metres, likewise.")]
ShipAirDraught = Annotated[
    float | None,
    typer.Option("--air-draught", help="Height above the water in metres, likewise."),
]
UnderTow = Annotated[
    bool,
    typer.Option(
        "--under-tow", help="The ship is towed: the speed of observed tows, or --speed; no fuel."
    ),
]


_MOST_PIECES = 4  # "Kingston, New York, United States" has three


def split_places(texts: list[str], own: Iterable[Port] = ()) -> list[str]:
    """Split ``--to A,B,C``; ``;`` always splits, a comma inside a position or a port does not.

    Parameters
    ----------
    texts : list of str
    own : iterable of Port
        The user's own ports.

    Raises
    ------
    InvalidInputError
        There is no place in the texts.
    """
    from navroute.errors import InvalidInputError

    mine = tuple(own)
    places: list[str] = []
    for part in (part for text in texts for part in text.split(";")):
        pieces = part.split(",")
        while pieces:
            count = _pieces_of_one_place(pieces, mine)
            places.append(",".join(pieces[:count]).strip())
            del pieces[:count]
    found = [place for place in places if place]
    if not found:
        raise InvalidInputError(
            "No destination was given.", hint="Name places: --to Baltiysk,Novorossiysk"
        )
    return found


def _pieces_of_one_place(pieces: Sequence[str], own: Sequence[Port]) -> int:
    """Return how many pieces, from the first on, are one place: ``Lagos`` and ``Nigeria``."""
    from navroute.ports.readings import candidates
    from navroute.positions import looks_like_position

    joined = {n: ",".join(pieces[:n]).strip() for n in range(1, min(len(pieces), _MOST_PIECES) + 1)}
    written = [n for n, text in joined.items() if looks_like_position(text)]
    if written and written[-1] > 1:
        return next((n for n in written if _is_position(joined[n])), written[-1])
    return next((n for n in reversed(joined) if n > 1 and candidates(joined[n], own)), 1)


def _is_position(text: str) -> bool:
    from navroute.errors import PositionError
    from navroute.positions import parse

    try:
        parse(text)
    except PositionError:
        return False
    return True
