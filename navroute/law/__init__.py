"""May this ship pass here, on that date? Pure functions of (vessel, chokepoint, date).

``judge`` is the front door; ``montreux``, ``danish_straits``, ``kiel``, ``suez``, ``panama``,
``russia``, ``arctic`` and ``general`` hold one regime each, ``limits`` the sizes, ``rulebook``
reads the rules from ``data/``, ``verdict`` is the answer.
"""
