"""A user's own table: read as CSV, checked as a whole, refused with every fault at once."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from navroute.errors import InvalidInputError

__all__ = ["UserTable"]

_MOST_FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class UserTable:
    """What a user's table of one kind of thing may hold.

    Parameters
    ----------
    kind : str
        What a row is, for messages: ``"ship"`` or ``"port"``.
    columns, required : tuple of str
        Columns that there may be, and those that there must be.
    """

    kind: str
    columns: tuple[str, ...]
    required: tuple[str, ...]

    def read(self, file: Path) -> tuple[list[str], list[list[str]]]:
        """Return the names of the columns, in small letters, and the cells of the rows.

        Raises
        ------
        InvalidInputError
            The file cannot be read, or is not CSV in UTF-8.
        """
        try:
            text = file.read_bytes().decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline="")))
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise InvalidInputError(
                f"The {self.kind} file '{file}' cannot be read: {reason}.",
                hint="Give the path of a CSV file.",
            ) from error
        except (UnicodeDecodeError, csv.Error) as error:
            raise InvalidInputError(
                f"The {self.kind} file '{file}' is not CSV in UTF-8: {error}.",
                hint="Save it as comma-separated UTF-8 text.",
            ) from error
        header, *body = rows or [[]]
        return [cell.strip().lower() for cell in header], body

    def header_faults(self, columns: Sequence[str]) -> list[str]:
        """Return what is wrong with the names of the columns."""
        if len(columns) == 1 and ";" in columns[0]:
            return ["row 1: the columns are separated by semicolons, not commas"]
        faults = []
        for name in columns:
            if name not in self.columns:
                near = difflib.get_close_matches(name, self.columns, n=1)
                meant = f", did you mean '{near[0]}'?" if near else ""
                faults.append(f"row 1: there is no column '{name}'{meant}")
        twice = sorted({name for name in columns if columns.count(name) > 1})
        faults += [f"row 1: the column '{name}' is there twice" for name in twice]
        missing = [name for name in self.required if name not in columns]
        return faults + [f"row 1: the column '{name}' is missing" for name in missing]

    def refusal(self, file: Path, faults: Sequence[str]) -> InvalidInputError:
        """Return the error that names the faults; without any, that the table is empty."""
        told = list(faults) or [f"there is no {self.kind} in it"]
        more = len(told) - _MOST_FAULTS_SHOWN
        need = f"{', '.join(self.required[:-1])} and {self.required[-1]}"
        return InvalidInputError(
            f"The {self.kind} file '{file}' has {len(told)} fault{'s' if len(told) > 1 else ''}: "
            + "; ".join(told[:_MOST_FAULTS_SHOWN])
            + (f"; and {more} more." if more > 0 else "."),
            hint=f"Only {need} are required; the columns are {', '.join(self.columns)}.",
        )
