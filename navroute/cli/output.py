"""Where an answer goes: the screen, files by their endings, or one format on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navroute.cli import show, when
from navroute.errors import InvalidInputError

if TYPE_CHECKING:
    from navroute.crosscheck import Opinion
    from navroute.export.formats import Answer, Format
    from navroute.noons import Noon

__all__ = ["PICTURES", "Outputs", "write"]

PICTURES = ("html", "svg", "png")  # what can be looked at, and so can show a closed way
File = tuple[str, "Format"]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the user wants of the answer.

    Parameters
    ----------
    json : bool
        The JSON answer on stdout.
    geojson : str or None
        File, or ``-`` for stdout.
    exports : tuple of str
        Files, their formats by their endings; or ``-`` for stdout.
    format : str or None
        Name of the format for stdout.
    rtz_version : str
    pictures : tuple of (str, str or None)
        Format and file of ``--map``, ``--svg`` and ``--png``.
    noon : bool
        Noon positions below the answer, and in the JSON.
    opinions : tuple of Opinion
        What each sea network says, below the answer and in the JSON.
    """

    json: bool = False
    geojson: str | None = None
    exports: tuple[str, ...] = ()
    format: str | None = None
    rtz_version: str = "1.0"
    pictures: tuple[tuple[str, str | None], ...] = ()
    noon: bool = False
    opinions: tuple[Opinion, ...] = ()

    def check(self) -> None:
        """Refuse what cannot be written, before anything is computed.

        Raises
        ------
        InvalidInputError
            An ending names no format or, of a picture, another one; two formats want stdout, or
            stdout has no format.
        OutputError
            A file has no folder to stand in.
        """
        to_stdout = [
            *(["--json"] if self.json else []),
            *(["--geojson -"] if self.geojson == "-" else []),
            *("--export -" for target in self.exports if target == "-"),
        ]
        if len(to_stdout) > 1:
            raise InvalidInputError(
                f"{' and '.join(to_stdout)} both want stdout.", hint="Give one of them a file name."
            )
        if self.format is not None and "-" not in self.exports:
            raise InvalidInputError(
                "--format is for stdout.", hint=f"Add --export -, or drop --format {self.format}."
            )
        for target in self.exports:
            self.format_of(target)
        for name, picture in self.pictures:
            if picture == "-":
                raise InvalidInputError(
                    f"The {name} picture wants a file name.",
                    hint=f"Or write --export - --format {name}.",
                )
            if picture is not None:
                _check_ending(picture, name)
        if self.geojson is not None and not self.geojson.casefold().endswith(".json"):
            _check_ending(self.geojson, "geojson")
        self._check_places()

    def _check_places(self) -> None:
        for file, _ in self.files():
            from navroute.export.files import check_place

            check_place(file)

    def files(self) -> Iterator[File]:
        """Return every file that is wanted, with its format."""
        named = [(file, name) for name, file in self.pictures if file is not None]
        for file, name in named:
            yield file, _by_name(name)
        for target in self.exports:
            if target != "-":
                yield target, self.format_of(target)
        if self.geojson is not None and self.geojson != "-":
            yield self.geojson, _by_name("geojson")

    def give(self, answer: Answer) -> None:
        """Write every file, and print what stdout is to have.

        One file that cannot be made leaves none.
        """
        files = list(self.files())
        if files:
            self._write(answer, files)
        if "-" in self.exports:
            write(answer, "-", self.format_of("-"), rtz_version=self.rtz_version)
        elif self.geojson == "-":
            from navroute.export.files import json_text

            print(json_text(answer.to_geojson()), end="")
        elif self.json:
            show.json_object(answer.to_dict() | self._more(answer))
        else:
            show.answer(answer, self.opinions)
            if self.noon:
                when.noons(self._noons(answer))

    def _write(self, answer: Answer, files: list[File]) -> None:
        """Write files, all of them made before the first one is written."""
        from navroute.export.files import write_bytes
        from navroute.export.formats import content_of

        made = [
            (file, content_of(answer, file, known, **self._options(known)))
            for file, known in files
            if _can_hold(answer, known)
        ]
        for file, content in made:
            write_bytes(file, content)
            show.note(f"Wrote {file}.")
        for file, known in files:
            if not _can_hold(answer, known):
                show.note(f"{file} was not written: there is no way.")

    def _options(self, known: Format) -> dict[str, str]:
        return {"version": self.rtz_version} if known.name == "rtz" else {}

    def _more(self, answer: Answer) -> dict[str, Any]:
        """Return the keys of the JSON that only some options ask for."""
        found: dict[str, Any] = {}
        if self.opinions:
            found["cross_check"] = [opinion.to_dict() for opinion in self.opinions]
        if self.noon:
            found["noon"] = [noon.to_dict() for noon in self._noons(answer)]
        return found

    def _noons(self, answer: Answer) -> tuple[Noon, ...]:
        from navroute.noons import noon_positions
        from navroute.results import Voyage

        return noon_positions(answer) if self.noon and isinstance(answer, Voyage) else ()

    def format_of(self, target: str) -> Format:
        """Return the format for a target; see :meth:`check` for the errors."""
        from navroute.export.formats import by_ending, by_name

        if target != "-":
            return by_ending(target)
        if self.format is None:
            raise InvalidInputError(
                "--export - does not say which format.", hint="Add --format gpx, for example."
            )
        return by_name(self.format)


def _by_name(name: str) -> Format:
    from navroute.export.formats import by_name

    return by_name(name)


def _can_hold(answer: Answer, known: Format) -> bool:
    """Return False where an answer without any voyage leaves a format nothing to hold."""
    from navroute.export.several import Several

    if not isinstance(answer, Several) or answer.voyages:
        return True
    return known.name in ("json", "geojson") or (
        known.name in PICTURES and bool(answer.to_answers())
    )


def _check_ending(picture: str, name: str) -> None:
    """Refuse a file whose ending names another format than its option; any other ending goes."""
    from navroute.export.formats import FORMATS

    named = [known for known in FORMATS if picture.casefold().endswith(known.ending)]
    if named and name not in {known.name for known in named}:
        option = "map" if name == "html" else name
        written = "GeoJSON" if name == "geojson" else name.upper()
        raise InvalidInputError(
            f"--{option} writes {written}, but the ending of '{picture}' is another format's.",
            hint=f"Write --{option} {picture[: -len(named[0].ending)]}.{name}, "
            f"or --export {picture}.",
        )


def write(answer: Answer, target: str, known: Format, *, name: str = "", rtz_version: str) -> None:
    """Write an answer to a file, or for ``-`` to stdout.

    Parameters
    ----------
    answer : Route, Voyage, Convoy or Comparison
    target : str
    known : Format
    name : str
        What the route is called where stdout gives it no name.
    rtz_version : str
    """
    from navroute.export.formats import render, save

    options = {"version": rtz_version} if known.name == "rtz" else {}
    if target != "-":
        save(answer, target, known, **options)
        show.note(f"Wrote {target}.")
        return
    content = render(answer, known, name, **options)
    if isinstance(content, str):
        content = content.encode("utf-8", errors="replace")
    elif sys.stdout.isatty():
        raise InvalidInputError(
            f"A terminal cannot show {known.what.split(':')[0]}.", hint="Give a file name."
        )
    # Bytes, so that the line ends of CSV and iCalendar stay as they are.
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
