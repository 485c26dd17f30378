"""What a port is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from navroute.positions import Position

__all__ = ["Port"]


@dataclass(frozen=True, slots=True)
class Port:
    """One port, naval base or anchorage.

    Parameters
    ----------
    id : str
        Stable key, for example ``"wpi:28610"`` or ``"own:severomorsk"`` or ``"user:my_buoy"``.
    name : str
    country : str
        English short name, empty if unknown.
    country_code : str
        ISO 3166 alpha-2, empty if unknown.
    position : Position
    locode : str
        UN/LOCODE without blank, empty if none.
    aliases : tuple of str
    region : str
        State or part of the country, where it tells ports of one name apart.
    kind : str
        ``port``, ``naval base``, ``anchorage``, ``approach`` or ``landlocked`` (no way to the
        ocean for sea-going ships).
    size : str
        Harbour size in the World Port Index: ``Large`` ... ``Very Small``, or empty.
    harbor_type : str
        As the World Port Index says, for example ``Coastal (Breakwater)``.
    channel_depth_m : float or None
        Depth in the channel, metres. The index took most depths over from letter codes, each
        of which stands for a range of 1.5 m (5 ft): the value is its shallow end.
    max_draught_m : float or None
        Deepest draught accepted, metres.
    time_zone : str
        IANA name, baked at data build; ``UTC`` if unknown.
    wpi : str
        World Port Index id of the port, also of one that the own table describes.
    from_memory : frozenset of str
        Fields whose value has no source at hand.
    sources : tuple of str
        Keys of ``data/sources.csv``.
    notes : str
    """

    id: str
    name: str
    country: str
    country_code: str
    position: Position
    locode: str = ""
    aliases: tuple[str, ...] = ()
    region: str = ""
    kind: str = "port"
    size: str = ""
    harbor_type: str = ""
    channel_depth_m: float | None = None
    max_draught_m: float | None = None
    time_zone: str = "UTC"
    wpi: str = ""
    from_memory: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    notes: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the port as JSON-ready values; what is not known is None."""
        values: dict[str, Any] = {}
        for name in (item.name for item in dataclasses.fields(self)):
            value = getattr(self, name)
            values[name] = list(value) if isinstance(value, tuple) else value
            if value == "":
                values[name] = None
        return values | {
            "position": self.position.to_dict(),
            "from_memory": sorted(self.from_memory),
        }

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON point."""
        return self.position.__geo_interface__
