"""Ports of the World Port Index, and an own table of naval bases and approach points.

The tables are data/ports.csv and data/ports_own.csv. Rooms: ``model`` (what a port is),
``lookup`` (how a name finds it, and which of several namesakes), ``readings`` (the ways to read
a name), ``qualifiers`` (what tells namesakes apart), ``keys`` (the forms under which a port is
found), ``search``, ``table`` and ``custom`` (the shipped tables and the user's own ports).
"""

from navroute.ports.custom import load_user_file
from navroute.ports.lookup import find, get
from navroute.ports.model import Port
from navroute.ports.search import search
from navroute.ports.table import all_ports

__all__ = ["Port", "all_ports", "find", "get", "load_user_file", "search"]
