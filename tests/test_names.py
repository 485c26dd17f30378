"""Names are compared without case, accents, punctuation and script; numerals stay apart."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navroute.names import fold, spelling_key, suggest


@given(st.text())
def test_folding_is_idempotent_and_leaves_only_plain_letters(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert set(folded) <= set(string.ascii_lowercase + string.digits + " ")
    assert folded == folded.strip()
    assert "  " not in folded


@given(st.text(alphabet=string.ascii_letters + " "), st.sampled_from(["´", "'", "’", "′", "ʹ"]))
def test_case_and_soft_signs_make_no_difference(text, mark):
    assert fold(text.upper()) == fold(text.lower()) == fold(mark.join(["", *text, ""]))


# Latin forms as the BGN/PCGN romanisation of Russian and national gazetteers print them.
@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ust'-Luga", "ust luga"),
        ("Çanakkale Boğazı", "canakkale bogazi"),
        ("Świnoujście", "swinoujscie"),
        ("Ålesund", "alesund"),
        ("Tromsø", "tromso"),
        ("Łeba", "leba"),
        ("Новороссийск", "novorossiysk"),
        ("Щёлково", "shchelkovo"),
        ("Севастополь", "sevastopol"),
        ("Маріуполь", "mariupol"),
        ("СБ-921", "sb 921"),
        ("SPARTA Ⅱ", "sparta ii"),
        ("上海", ""),
    ],
)
def test_fold_known_forms(written, folded):
    assert fold(written) == folded


def test_a_decomposed_letter_is_the_composed_one():
    decomposed = unicodedata.normalize("NFD", "Бойкий")
    assert decomposed != "Бойкий"
    assert fold(decomposed) == fold("Бойкий") == "boykiy"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Yel'nya", "Ельня", "Elnya", "Jelnja", "Ielnia"),
        ("Boikiy", "Бойкий", "Boykiy", "Boiky", "Bojkij"),
        ("Grigorovich", "Григорович", "Grigorowitsch", "Grigorowicz"),
        ("Gorshkov", "Горшков", "Gorschkow", "Gorszkow"),
        ("Aleksandr", "Александр", "Alexander", "Alexandr", "Aleksander"),
        ("Pyotr", "Пётр", "Petr", "Pjotr", "Piotr"),
        ("Khurs", "Хурс", "Hurs"),
        ("Novorossiysk", "Новороссийск", "Novorossijsk", "Noworossijsk", "Novorossisk"),
        ("Sparta II", "Спарта II", "Sparta-2", "SPARTA2", "Спарта ІІ"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings):
    keys = {spelling: spelling_key(spelling) for spelling in spellings}
    assert len(set(keys.values())) == 1, keys


def test_numerals_stay_apart():
    names = ["Sparta", *(f"Sparta {numeral}" for numeral in ("I", "II", "III", "IV", "V", "VI"))]
    assert len({spelling_key(name) for name in names}) == len(names)


def test_suggestions_are_near_and_never_far():
    ships = ["Aleksandr Shabalin", "Sparta", "Sparta II", "Ivan Gren"]
    assert suggest("shablin", ships)[0] == "Aleksandr Shabalin"
    assert set(suggest("spart", ships)) == {"Sparta", "Sparta II"}
    assert suggest("xyzzy", ships) == ()
    assert suggest("上海", ships) == ()
    assert len(suggest("s", ["sa", "sb", "sc", "sd", "se", "sf"], limit=2)) <= 2


def test_a_word_of_a_name_suggests_it_and_a_scrap_does_not():
    ships = ["Admiral Golovko", "Admiral Gorshkov", "456", "Erie", "Rye", "Uno"]
    assert suggest("Golovko", ships)[0] == "Admiral Golovko"
    assert suggest("Gorshkow", ships) == ("Admiral Gorshkov",)
    assert suggest("Nowhere", ships) == ()
    assert suggest("273456027", ships) == ()
