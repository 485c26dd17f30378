"""Options of the shell: how a list of places is taken apart."""

from __future__ import annotations

import pytest

from navroute.cli.options import split_places
from navroute.errors import InvalidInputError


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["Novorossiysk,Baltiysk, Severomorsk"], ["Novorossiysk", "Baltiysk", "Severomorsk"]),
        (["Lagos, Nigeria,Baltiysk"], ["Lagos, Nigeria", "Baltiysk"]),
        (["Tripoli,Lebanon,Portland, Maine"], ["Tripoli,Lebanon", "Portland, Maine"]),
        (
            ["Kingston, New York, United States (USKGT),Tartus"],
            ["Kingston, New York, United States (USKGT)", "Tartus"],
        ),
        (["34.9,35.87,54.65N,19.89E,Baltiysk"], ["34.9,35.87", "54.65N,19.89E", "Baltiysk"]),
        (["54,65N,19,89E"], ["54,65N,19,89E"]),  # decimal commas: refused later, as one position
        (["Lagos;Tartus", "Baltiysk"], ["Lagos", "Tartus", "Baltiysk"]),
    ],
)
def test_commas_part_places_but_not_a_place(texts, places):
    assert split_places(texts) == places


@pytest.mark.parametrize("texts", [[""], [",", " ; "], []])
def test_no_place_is_an_error(texts):
    with pytest.raises(InvalidInputError, match="No destination") as caught:
        split_places(texts)
    assert caught.value.exit_code == 2
