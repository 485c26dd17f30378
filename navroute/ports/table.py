"""The shipped tables: data/ports.csv, and data/ports_own.csv laid over it.

A port is found by looking for its key in the text of the tables, where the builder has baked
each row's keys between semicolons (``;tartus;tartous;sytts;``). So 3,800 rows need no parsing
and no index: the first look-up takes two milliseconds instead of thirty.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navroute import datafiles
from navroute.datafiles import split_list
from navroute.ports.keys import unlike
from navroute.ports.model import Port
from navroute.positions import Position

__all__ = ["PortTable", "all_ports", "load"]

_Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class PortTable:
    """The text of both tables, and what finds a port in it.

    Parameters
    ----------
    own, index : str
        Text of data/ports_own.csv and of data/ports.csv.
    """

    own: str
    index: str

    def port(self, port_id: str) -> Port | None:
        """Return the port of an id, or None; of an index row that another describes, that one."""
        for text in (self.own, self.index):
            for row in _rows_with(text, f"\n{port_id},"):
                return self._port_of(row)
        return None

    def with_key(self, wanted: str) -> tuple[Port, ...]:
        """Return the ports that have a key, own ones first, each once."""
        rows = (
            row
            for text in (self.own, self.index)
            for row in _rows_with(text, f";{wanted};")
            if wanted in row["keys"].split(";")
        )
        return tuple(dict.fromkeys(self._port_of(row) for row in rows))

    def ports(self) -> Iterator[Port]:
        """Yield every port, own ones first, each once."""
        index_rows = {row["id"]: row for row in _parse(self.index.splitlines())}
        for row in _parse(self.own.splitlines()):
            yield _port(_laid_over(row, index_rows.get(row["replaces"], {})))
        for row in index_rows.values():
            if not row["same_as"]:
                yield _port(row)

    def _port_of(self, row: _Row) -> Port:
        if same := row.get("same_as"):
            meant = self.port(same)
            assert meant is not None, same  # the builder and a test see to it
            return meant
        if "replaces" not in row:
            return _port(row)
        index_row = next(_rows_with(self.index, f"\n{row['replaces']},"), {})
        return _port(_laid_over(row, index_row if row["replaces"] else {}))


@functools.cache
def load() -> PortTable:
    """Return the shipped tables.

    Raises
    ------
    DataError
        A table is missing or damaged.
    """
    own, index = (datafiles.read_bytes(f"{name}.csv").decode() for name in ("ports_own", "ports"))
    return PortTable(own, index)


@functools.cache
def all_ports() -> tuple[Port, ...]:
    """Return every port, those of the own table first; each port once."""
    return tuple(load().ports())


def _rows_with(text: str, part: str) -> Iterator[_Row]:
    """Yield the rows of a table's text that hold a text."""
    header = text.partition("\n")[0]
    at = text.find(part)
    while at >= 0:
        start = text.rfind("\n", 0, at + 1) + 1  # a part that begins with a newline begins a row
        end = text.find("\n", start)
        yield from _parse((header, text[start:end]))
        at = text.find(part, end)


def _parse(lines: Iterable[str]) -> Iterator[_Row]:
    """Yield rows; no cell of the tables has a line break in it."""
    columns, *body = csv.reader(lines)
    return (dict(zip(columns, cells, strict=True)) for cells in body)


def _laid_over(own: _Row, index_row: Mapping[str, str]) -> _Row:
    """Return an own row with its empty cells filled from the World Port Index."""
    merged = {**index_row, **{column: cell for column, cell in own.items() if cell}}
    names = (index_row.get("name", ""), *split_list(index_row.get("aliases", "")))
    merged["aliases"] = ";".join(unlike(own["name"], (*split_list(own["aliases"]), *names)))
    sources = [*split_list(own["sources"]), *split_list(index_row.get("sources", ""))]
    merged["sources"] = ";".join(dict.fromkeys(sources))
    return merged


def _port(cells: Mapping[str, str]) -> Port:
    """Return the port of one row, of either table."""
    port_id = cells["id"]
    return Port(
        id=port_id,
        name=cells["name"],
        country=cells["country"],
        country_code=cells["country_code"],
        position=Position(lat=float(cells["lat"]), lon=float(cells["lon"])),
        locode=cells.get("locode", ""),
        aliases=split_list(cells["aliases"]),
        region=cells.get("region", "").partition(";")[0],
        kind=cells.get("kind") or "port",
        size=cells.get("size", ""),
        harbor_type=cells.get("harbor_type", ""),
        channel_depth_m=_metres(cells.get("channel_depth_m", "")),
        max_draught_m=_metres(cells.get("max_draught_m", "")),
        time_zone=cells.get("time_zone") or "UTC",
        wpi=cells.get("replaces") or (port_id if port_id.startswith("wpi:") else ""),
        from_memory=frozenset(split_list(cells.get("from_memory", ""))),
        sources=split_list(cells["sources"]),
        notes=cells.get("notes", ""),
    )


def _metres(cell: str) -> float | None:
    return float(cell) if cell else None
