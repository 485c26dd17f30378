"""What answers with several voyages have in common: they are drawn and written together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navroute.errors import InvalidInputError, NoRouteError
from navroute.export.drawable import Drawable

if TYPE_CHECKING:
    import geopandas

    from navroute.results import Route, Voyage

__all__ = ["SavedVoyages", "Several", "parts", "refusal_answers"]


class Several(Drawable):
    """An answer with several voyages, perhaps of several ships, perhaps of none."""

    __slots__ = ()

    @property
    def voyages(self) -> tuple[Voyage, ...]:
        """The voyages that exist."""
        raise NotImplementedError

    @property
    def refusals(self) -> tuple[NoRouteError, ...]:
        """The refusals that a map shows beside them."""
        raise NotImplementedError

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """GeoJSON FeatureCollection: of each voyage its route, legs and events."""
        return self.to_geojson(style=False)

    def to_answers(self) -> list[dict[str, Any]]:
        """Return what a map shows: the voyages, and how refused ones would go."""
        refused = (answer for error in self.refusals for answer in refusal_answers(error))
        return [*(voyage.to_dict() for voyage in self.voyages), *refused]

    def to_geojson(self, *, style: bool = True) -> dict[str, Any]:
        """Return an RFC 7946 FeatureCollection of all voyages, each id with the ship's name."""
        from navroute.export.company import collection

        return collection(self.voyages, style=style)

    def to_geodataframe(self) -> geopandas.GeoDataFrame:
        """Return a GeoDataFrame (EPSG:4326) of timed legs and events; ``vessel`` tells whose."""
        from navroute.export.frame import geodataframe

        return geodataframe(self.to_geojson(style=False))

    def export(self, path: Path | str) -> None:
        """Write all voyages to one file, in the format of its ending; an RTZ file holds but one.

        Raises
        ------
        InvalidInputError
            No format has that ending, or there is no voyage to write.
        OutputError
            The file could not be written.
        """
        from navroute.export.formats import save

        save(self, path)


class SavedVoyages(Several):
    """A saved convoy, comparison or refusal, to be drawn and written again.

    Parameters
    ----------
    voyages : iterable of Voyage
    answers : iterable of dict
        What a map shows: the voyages, and refusals with what would be possible.
    values : dict
        The saved answer itself.
    """

    __slots__ = ("_answers", "_values", "_voyages")

    def __init__(
        self, voyages: Iterable[Voyage], answers: Iterable[dict[str, Any]], values: dict[str, Any]
    ) -> None:
        self._voyages, self._answers, self._values = tuple(voyages), list(answers), values

    @property
    def voyages(self) -> tuple[Voyage, ...]:
        """The voyages that exist."""
        return self._voyages

    def to_answers(self) -> list[dict[str, Any]]:
        """Return what a map shows."""
        return list(self._answers)

    def to_dict(self) -> dict[str, Any]:
        """Return the saved answer."""
        return self._values


def parts(answer: Route | Voyage | Several) -> tuple[Route | Voyage, ...]:
    """Return the routes or voyages of an answer, at least one.

    Raises
    ------
    InvalidInputError
        An answer with several voyages has none.
    """
    if not isinstance(answer, Several):
        return (answer,)
    if not answer.voyages:
        raise InvalidInputError(
            "There is no voyage to write: no way is open.",
            hint="A map, .svg or .json shows what is closed.",
        )
    return answer.voyages


def refusal_answers(error: NoRouteError) -> Iterable[dict[str, Any]]:
    """Return a refusal as maps draw it, once per ship; empty if nothing would be possible.

    Each is the JSON of the refusal with one voyage or route as what would be possible.
    """
    if error.possible is None:
        return []
    whole = error.to_dict()
    return [{**whole, "possible": answer} for answer in error.possible.to_answers()]
