"""May this ship pass here, on that date? Pure functions from (vessel, chokepoint, date) to Verdict."""
