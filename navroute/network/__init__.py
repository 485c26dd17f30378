"""The sea as a graph: attach a position, search, measure, and say which gates were crossed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from navroute import datafiles
from navroute.errors import InvalidInputError

if TYPE_CHECKING:
    from navroute.network.graph import SeaGraph
    from navroute.network.hierarchy import Hierarchy
    from navroute.network.lookout import Lookouts
    from navroute.network.path import SeaNetwork
    from navroute.network.reach import Coast
    from navroute.network.ways import Ways

__all__ = ["DEFAULT", "NETWORKS", "load", "read_ahead"]

DEFAULT = "seanet"

# Name -> data file.
NETWORKS = {"marnet": "network/marnet.npz", "seanet": "network/seanet.npz"}
_FILES = ("network/hierarchy.npz", "network/seanet.npz", "network/corners.npz")
_FOR_POSITIONS = ("network/waters.npz", "network/views.npz")


def read_ahead(*, positions: bool) -> None:
    """Begin to read the files of the default network, which is going to be loaded.

    Parameters
    ----------
    positions : bool
        Also what free positions want.
    """
    datafiles.read_ahead((*_FILES, *_FOR_POSITIONS) if positions else _FILES)


def load(name: str = DEFAULT) -> SeaNetwork:
    """Return a sea network by name.

    Raises
    ------
    InvalidInputError
        There is no network of that name.
    DataError
        Its file is missing or damaged.
    """
    if name not in NETWORKS:
        raise InvalidInputError(
            f"There is no sea network named '{name}'.",
            hint=f"There are: {', '.join(sorted(NETWORKS))}.",
        )
    return _load(NETWORKS[name])


@functools.cache
def _load(file: str) -> SeaNetwork:
    from navroute.network.graph import SeaGraph
    from navroute.network.seanet import GraphNetwork

    graph = SeaGraph.from_file(file)
    if file == NETWORKS["seanet"]:
        from navroute.network.hierarchy import Hierarchy
        from navroute.network.tangent import TangentNetwork
        from navroute.network.tangents import ADRIFT, read_seats
        from navroute.network.ways import Ways

        hierarchy = Hierarchy.from_file(graph)
        ways = Ways(hierarchy)
        coast = functools.partial(_coast, graph, hierarchy)
        lookouts = functools.partial(_lookouts, graph, hierarchy, ways)
        seats = {
            port: node for port, node in read_seats().items() if hierarchy.pocket[node] != ADRIFT
        }
        return TangentNetwork(graph, ways, seats, coast, lookouts)
    return GraphNetwork(graph)


@functools.cache
def _coast(graph: SeaGraph, hierarchy: Hierarchy) -> Coast:
    from navroute.network import waters
    from navroute.network.rays import GateRays
    from navroute.network.reach import Coast
    from navroute.network.tangents import Tangents

    return Coast(
        graph,
        Tangents.from_file(graph, hierarchy.pocket),
        waters.load(),
        GateRays(graph.gate_lines),
    )


@functools.cache
def _lookouts(graph: SeaGraph, hierarchy: Hierarchy, ways: Ways) -> Lookouts:
    from navroute.network.lookout import Lookouts

    coast = _coast(graph, hierarchy)
    return Lookouts(coast, ways)
