"""From a route to times: speeds, waits, and their uncertainty.

``speed`` says how fast the ship makes good and what that rests on; ``waits`` turns canals and
straits on the way into delays; ``schedule`` combines both into p10, p50 and p90 at every event;
``draws`` is the arithmetic of bands beneath it. Nothing here knows law or graphs.
"""
