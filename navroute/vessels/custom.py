"""Ships a user brings: a file of them, or one from a few properties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from navroute.names import fold
from navroute.usertable import UserTable
from navroute.vessels.flags import adjective, alpha2
from navroute.vessels.model import Vessel, VesselType
from navroute.vessels.table import COLUMNS, read_row
from navroute.vessels.values import measure, vessel_type

__all__ = ["adhoc", "load_user_file"]

_REQUIRED = ("name", "type")
_TABLE = UserTable("ship", COLUMNS, _REQUIRED)
_CONFIDENCE = "given by the user"


def adhoc(
    *,
    type: str,  # noqa: A002 - the user's own word, as in ``--type``
    flag: str = "",
    name: str = "",
    speed_kn: float | None = None,
    loa_m: float | None = None,
    beam_m: float | None = None,
    draught_m: float | None = None,
    air_draught_m: float | None = None,
    home_port: str = "",
) -> Vessel:
    """Return a ship made from a few properties, for a ship in no table.

    Parameters
    ----------
    type : str
        A value of `VesselType` or an everyday word: cargo, tanker, frigate, landing ship,
        sub, oiler, ...
    flag : str
        ISO 3166 code or common name of the flag state; empty if unknown.
    name : str
        For the output; by default flag and type in words: ``a Russian warship``.
    speed_kn : float, optional
        Speed the ship cruises at, knots.
    loa_m, beam_m, draught_m, air_draught_m : float, optional
        Metres; what is not given is not checked against the limits of canals and straits.
    home_port : str
        Decides whether a warship has a base in the Black Sea.

    Raises
    ------
    InvalidInputError
        A type or flag that is not known, or a number that no ship has.
    """
    kind, flag_code = vessel_type(type), alpha2(flag)
    return Vessel(
        name=name.strip() or _described(kind, flag_code),
        type=kind,
        flag=flag_code,
        home_port=home_port.strip(),
        cruise_speed_kn=_given("speed_kn", speed_kn),
        loa_m=_given("loa_m", loa_m),
        beam_m=_given("beam_m", beam_m),
        draught_m=_given("draught_m", draught_m),
        air_draught_m=_given("air_draught_m", air_draught_m),
        confidence=_CONFIDENCE,
    )


def _described(kind: VesselType, flag: str) -> str:
    """Return ``a Russian warship``, ``a warship (flag MH)`` or ``a warship``."""
    noun = "merchant ship" if kind is VesselType.MERCHANT else kind.value.replace("_", " ")
    words = f"{adjective(flag)} {noun}".strip()
    article = "an" if words[0].lower() in "aeio" else "a"
    return f"{article} {words}" + (f" (flag {flag})" if flag and not adjective(flag) else "")


def _given(field: str, value: float | None) -> float | None:
    return None if value is None else measure(field, value)


def load_user_file(path: str | Path) -> tuple[Vessel, ...]:
    """Read a user's ships from a CSV file with the columns of data/vessels.csv.

    Only ``name`` and ``type`` are required; the items of a list are separated by ``;``.

    Parameters
    ----------
    path : str or Path
        Comma-separated UTF-8 text with the column names in its first row.

    Raises
    ------
    InvalidInputError
        The file cannot be read, or something in it is wrong; the message names every fault
        by row and column, the header being row 1.
    """
    file = Path(path)
    columns, body = _TABLE.read(file)
    ships, row_faults = _read_body(columns, body)
    faults = _TABLE.header_faults(columns) + row_faults + _look_alikes(ships)
    if faults or not ships:
        raise _TABLE.refusal(file, faults)
    return tuple(ships.values())


def _read_body(
    columns: Sequence[str], body: Sequence[Sequence[str]]
) -> tuple[dict[int, Vessel], list[str]]:
    """Return the faultless ships by row number, and the faults of all rows."""
    ships: dict[int, Vessel] = {}
    faults: list[str] = []
    for row_number, cells in enumerate(body, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        values, wrong = read_row(_known_cells(columns, cells))
        if any(cell.strip() for cell in cells[len(columns) :]):
            wrong.append("there are more cells than columns")
        faults += [f"row {row_number}, {fault}" for fault in wrong]
        if not wrong and values.keys() >= set(_REQUIRED):
            values["confidence"] = values.get("confidence") or _CONFIDENCE
            ships[row_number] = Vessel(**values)
    return ships, faults


def _known_cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of one row by column, without unknown columns; missing ones empty."""
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return {name: cell for name, cell in zip(columns, padded, strict=False) if name in COLUMNS}


def _look_alikes(ships: Mapping[int, Vessel]) -> list[str]:
    """Return a fault for each group of ships of one name that nothing tells apart."""
    groups = defaultdict(list)
    for row_number, ship in ships.items():
        groups[fold(ship.name) or ship.name].append(row_number)
    faults = []
    for rows in groups.values():
        numbers = Counter(number for row in rows for number in _numbers(ships[row]))
        if len(rows) > 1 and not all(
            any(numbers[number] == 1 for number in _numbers(ships[row])) for row in rows
        ):
            faults.append(
                f"rows {', '.join(map(str, rows))}: all named '{ships[rows[0]].name}', so each "
                "needs an imo, mmsi or pennant of its own"
            )
    return faults


def _numbers(ship: Vessel) -> set[str]:
    return {ship.imo, ship.mmsi, *ship.pennants} - {""}
