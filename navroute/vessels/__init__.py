"""Named ships: which one is meant, what it is in law and in steel.

The table is data/vessels.csv. Rooms: ``model`` (what a ship is), ``lookup`` (how a name finds
it), ``table`` and ``custom`` (the shipped table and the user's own ships), ``values`` and
``flags`` (how one cell is read).
"""

from navroute.vessels.custom import adhoc, load_user_file
from navroute.vessels.lookup import get, search
from navroute.vessels.model import Vessel, VesselType, require_afloat
from navroute.vessels.table import all_vessels

__all__ = [
    "Vessel",
    "VesselType",
    "adhoc",
    "all_vessels",
    "get",
    "load_user_file",
    "require_afloat",
    "search",
]
