"""The table of ships: data/vessels.csv, and how one row of it is read."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Mapping
from typing import Any

from navroute.datafiles import read_csv, split_list
from navroute.errors import DataError, InvalidInputError
from navroute.vessels.flags import alpha2
from navroute.vessels.model import Vessel
from navroute.vessels.values import (
    imo_number,
    iso_date,
    mmsi_number,
    number,
    ranges,
    vessel_type,
)

__all__ = ["COLUMNS", "all_vessels", "read_row"]

COLUMNS = tuple(column.name for column in dataclasses.fields(Vessel))


@functools.cache
def all_vessels() -> tuple[Vessel, ...]:
    """Return every ship navroute knows, in the order of data/vessels.csv.

    Raises
    ------
    DataError
        The file is missing or damaged.
    """
    ships = []
    for row_number, row in enumerate(read_csv("vessels.csv"), start=2):
        values, faults = read_row(row)
        if faults:
            raise DataError(f"data/vessels.csv, row {row_number}, {faults[0]}.")
        ships.append(Vessel(**values))
    return tuple(ships)


def read_row(row: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the arguments of `Vessel` that one row gives, and everything wrong with the row.

    Parameters
    ----------
    row : mapping of str to str
        Column to cell; the columns must be among `COLUMNS`, others than name and type may
        be missing or empty.
    """
    values: dict[str, Any] = {"flag": ""}
    faults = []
    for column, cell in row.items():
        try:
            values[column] = _READERS.get(column, str)(cell.strip())
        except InvalidInputError as error:
            faults.append(f"column '{column}': {error} {error.hint}".rstrip(" ."))
    return values, faults


def _filled(text: str) -> str:
    if not text:
        raise InvalidInputError("The cell is empty.", hint="Every ship has a name and a type.")
    return text


def _column_names(text: str) -> frozenset[str]:
    names = split_list(text)
    for name in names:
        if name not in COLUMNS:
            raise InvalidInputError(f"'{name}' is not a column.")
    return frozenset(names)


_MEASURES = tuple(
    name
    for name in COLUMNS
    if name.endswith(("_m", "_t", "_kn", "_nm")) and name != "ranges_nm_at_kn"
)
_READERS: dict[str, Callable[[str], Any]] = {
    "name": _filled,
    "type": lambda text: vessel_type(_filled(text)),
    "flag": alpha2,
    "imo": imo_number,
    "mmsi": mmsi_number,
    "ranges_nm_at_kn": ranges,
    "lost_on": iso_date,
    "from_memory": _column_names,
    **dict.fromkeys(("aliases", "pennants", "sources"), split_list),
    **{name: functools.partial(number, name) for name in _MEASURES},
}
