"""May this ship pass here, on that date? Pure functions of (vessel, chokepoint, date).

``judge`` is the front door; ``montreux``, ``danish_straits``, ``kiel``, ``suez``, ``panama``,
``russia``, ``arctic`` and ``general`` hold one regime each, ``history`` the canals that lay
shut, ``limits`` the sizes, ``ports_of_call`` the ports closed to a ship, ``group`` ships
together; ``scope`` says what is not covered. ``rulebook`` reads the rules from ``data/``,
``verdict`` is the answer.
"""
