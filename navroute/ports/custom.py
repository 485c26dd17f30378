"""The user's own ports, from a CSV file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from navroute.datafiles import split_list
from navroute.errors import PositionError
from navroute.ports.keys import key
from navroute.ports.model import Port
from navroute.positions import Position
from navroute.usertable import UserTable

__all__ = ["load_user_file"]

COLUMNS = (
    "name", "lat", "lon", "country", "country_code", "locode", "aliases", "region", "kind",
    "channel_depth_m", "max_draught_m", "time_zone", "notes",
)  # fmt: skip
_REQUIRED = ("name", "lat", "lon")
_TABLE = UserTable("port", COLUMNS, _REQUIRED)


def load_user_file(path: str | Path) -> tuple[Port, ...]:
    """Read a user's ports from a CSV file.

    Parameters
    ----------
    path : str or Path
        Comma-separated UTF-8 text with the column names in its first row. Only ``name``,
        ``lat`` and ``lon`` (decimal degrees, north and east positive) are required; aliases are
        separated by ``;``, the time zone is an IANA name, depths are metres.

    Raises
    ------
    InvalidInputError
        The file cannot be read, or something in it is wrong; the message names every fault by
        row and column, the header being row 1.
    """
    file = Path(path)
    columns, body = _TABLE.read(file)
    faults = _TABLE.header_faults(columns)
    ports: dict[str, Port | None] = {}
    for number, cells in enumerate(body, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = dict.fromkeys(COLUMNS, "") | {
            column: cell.strip() for column, cell in zip(columns, cells, strict=False)
        }
        wrong = _row_faults(row, has_more=len(cells) > len(columns))
        port_id = f"user:{key(row['name']).replace(' ', '_')}"
        if row["name"] and port_id in ports:
            wrong.append(f"column 'name': '{row['name']}' is there twice")
        faults += [f"row {number}, {fault}" for fault in wrong]
        ports[port_id] = None if wrong else _port(port_id, row)
    if faults or not ports:
        raise _TABLE.refusal(file, faults)
    return tuple(port for port in ports.values() if port is not None)


def _row_faults(row: Mapping[str, str], *, has_more: bool) -> list[str]:
    """Return what is wrong with one row."""
    faults = [f"column '{name}': empty" for name in _REQUIRED if not row[name]]
    for name in ("lat", "lon"):
        faults += _degree_faults(name, row[name])
    for name in ("channel_depth_m", "max_draught_m"):
        if row[name] and not _metres(row[name]):
            faults.append(f"column '{name}': '{row[name]}' is not a depth in metres")
    if row["time_zone"] and not _is_zone(row["time_zone"]):
        faults.append(f"column 'time_zone': '{row['time_zone']}' is not an IANA time zone")
    code = row["country_code"]
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        faults.append(f"column 'country_code': '{code}' is not an ISO 3166 alpha-2 code")
    if has_more:
        faults.append("there are more cells than columns")
    return faults


def _degree_faults(name: str, cell: str) -> list[str]:
    if not cell:
        return []
    try:
        value = float(cell)
    except ValueError:
        return [f"column '{name}': '{cell}' is not decimal degrees, for example 34.9"]
    try:
        Position(lat=value if name == "lat" else 0.0, lon=value if name == "lon" else 0.0)
    except PositionError as error:
        return [f"column '{name}': {str(error).rstrip('.')}"]
    return []


def _metres(cell: str) -> float | None:
    """Return a positive number of metres, or None if the cell holds none."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if 0 < value < 1000 else None


def _is_zone(name: str) -> bool:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False
    return True


def _port(port_id: str, row: Mapping[str, str]) -> Port:
    return Port(
        id=port_id,
        name=row["name"],
        country=row["country"],
        country_code=row["country_code"].upper(),
        position=Position(lat=float(row["lat"]), lon=float(row["lon"])),
        locode="".join(row["locode"].split()).upper(),
        aliases=split_list(row["aliases"]),
        region=row["region"],
        kind=row["kind"] or "port",
        channel_depth_m=_metres(row["channel_depth_m"]),
        max_draught_m=_metres(row["max_draught_m"]),
        time_zone=row["time_zone"] or "UTC",
        sources=("user",),
        notes=row["notes"],
    )
