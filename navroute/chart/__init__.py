"""Builders of what lies in data/: for maintainers, never imported at run time."""
