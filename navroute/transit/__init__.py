"""From a route to times: speeds, waits, and their uncertainty.

``speed`` says how fast the ship is in usual weather and what that rests on; ``weather`` and
``weather_file`` give the wind along the way and ``seakeeping`` what it costs; ``waits`` and
``canals`` turn canals and straits into delays, ``approaches`` the ends of the way, ``stops`` what
nobody planned. ``simulation`` sends many ships along the way through all of it; ``schedule``
makes p10, p50 and p90 at every event of that, ``arrive`` goes backwards. ``draws`` is the
arithmetic of bands beneath. Nothing here knows law or graphs.
"""
