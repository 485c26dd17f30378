"""Ports of the World Port Index and an own table of naval bases and approach points.

CONTRACT (to be filled in): get(), search(), all_ports(), load_user_file().
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from navroute.positions import Position

__all__ = ["Port"]


@dataclass(frozen=True, slots=True)
class Port:
    """One port.

    Parameters
    ----------
    id : str
        Stable key, for example ``"wpi:28615"`` or ``"own:severomorsk"`` or ``"user:..."``.
    name : str
    country : str
        English short name.
    country_code : str
        ISO 3166 alpha-2, empty if unknown.
    position : Position
    locode : str
        UN/LOCODE without blank, empty if none.
    aliases : tuple of str
    kind : str
        ``port``, ``naval base``, ``anchorage`` or ``approach``.
    size : str
        Harbour size in the World Port Index: ``Large`` ... ``Very Small``, or empty.
    channel_depth_m, max_draught_m : float or None
    time_zone : str
        IANA name, baked at data build.
    sources : tuple of str
    notes : str
    """

    id: str
    name: str
    country: str
    country_code: str
    position: Position
    locode: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "port"
    size: str = ""
    channel_depth_m: float | None = None
    max_draught_m: float | None = None
    time_zone: str = "UTC"
    sources: tuple[str, ...] = ()
    notes: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the port as JSON-ready values."""
        raise NotImplementedError
