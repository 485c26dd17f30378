# %% [markdown]
# # The founding case, from start to end
#
# December 2024: ships leave Tartus in Syria for home. Open this file as a notebook (VS Code,
# Spyder, PyCharm, or `jupytext --to notebook docs/tour.py`) and run it cell by cell, or run it
# whole with `python docs/tour.py`. It needs no network. Every cell is run by the tests.

# %%
"""A tour of navroute along its founding case."""

from pathlib import Path
from tempfile import mkdtemp

import navroute
from navroute import NoRouteError, Status

FOLDER = Path(mkdtemp(prefix="navroute-tour-"))

# %% [markdown]
# ## Who may pass the Turkish Straits?
#
# Since 28 February 2022 Türkiye has closed them to belligerents' warships. A frigate asks for the
# Black Sea and is refused, with the rule, its article and its sources.

# %%
try:
    navroute.voyage("Admiral Golovko", "Tartus", "Novorossiysk", depart="2024-12-15T00:00Z")
except NoRouteError as refusal:
    print(refusal)
    for verdict in refusal.verdicts:
        print(f"- {verdict.chokepoint}: {verdict.reason} {', '.join(verdict.sources)}")
    print(refusal.hint)
    shut = refusal.possible  # the voyage as it would be with them open
print(f"{shut.distance_nm:,.0f} nm if they were open")

# %% [markdown]
# A day before the closure the same frigate could have given notice and gone.

# %%
before = navroute.voyage(
    "Admiral Golovko", "Tartus", "Novorossiysk", depart="2024-12-15T00:00Z", as_of="2022-02-27"
)
print([(v.chokepoint, v.status.value) for v in before.verdicts if v.rule.startswith("montreux")])

# %% [markdown]
# ## So it goes the long way
#
# By Gibraltar, Dover and the Danish straits to the Baltic. In a notebook a voyage draws itself.

# %%
voyage = navroute.voyage("Admiral Golovko", "Tartus", "Baltiysk", depart="2024-12-15T00:00Z")
voyage

# %%
for passage in voyage.passages:
    print(f"{passage.name:45} {passage.distance_nm:6,.0f} nm  {passage.eta.p50:%d %b %H:%M} UTC")
print(f"arrives {voyage.eta.p10:%d %b} to {voyage.eta.p90:%d %b %Y} (8 in 10)")

# %% [markdown]
# What the answer rests on is part of the answer.

# %%
print(*voyage.assumptions, sep="\n")

# %% [markdown]
# ## A merchant may use the Straits
#
# Sparta II is a merchant in Turkish practice: CAUTION, never CLOSED.

# %%
merchant = navroute.voyage("Sparta II", "Tartus", "Novorossiysk", depart="2025-01-27T12:00Z")
straits = [v for v in merchant.verdicts if v.chokepoint == "bosphorus"]
print(straits[0].status.value, straits[0].reason)
assert straits[0].status is Status.CAUTION

# %% [markdown]
# ## In company
#
# The slowest ship sets the pace, the most restricted one the way.

# %%
group = navroute.convoy(
    ["Sparta", "Sparta II", "Aleksandr Otrakovsky", "General Skobelev"],
    "Tartus",
    "Baltiysk",
    depart="2025-01-27T12:00Z",
)
for member in group.members:
    print(f"{member.vessel.name:20} {member.later_h:5.0f} h later than alone")
print(group.voyages[0])

# %% [markdown]
# ## Hand it on
#
# A map that opens with no network, a picture, and files for other programs.

# %%
(FOLDER / "golovko.html").write_text(voyage.to_html(), encoding="utf-8")
(FOLDER / "golovko.svg").write_text(voyage.to_svg(), encoding="utf-8")
for ending in ("geojson", "gpx", "kml", "ics", "csv"):
    voyage.export(FOLDER / f"golovko.{ending}")
print(*sorted(path.name for path in FOLDER.iterdir()))

# %% [markdown]
# And a table for geopandas: legs and events with times.

# %%
frame = voyage.to_geodataframe()
print(frame[frame["kind"] == "leg"][["from_name", "to_name", "distance_nm", "end_utc"]])
