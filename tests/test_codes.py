"""What a person may type for a code, and what they probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from cptref.codes import is_code, nearest, parse, parse_modifier
from cptref.errors import MalformedCode


@pytest.mark.parametrize(
    "typed",
    [
        "47370",
        " 47370 ",
        "CPT 47370",
        "cpt 47370",
        "cpt-47370",
        "CPT47370",
        "CPT: 47370",
        "CPT code 47370",
        "CPT® 47370",
        "HCPCS 47370",
        "47370.0",
        "47370.00",
        '"47370"',
        "'47370'",
        "４７３７０",
        "ＣＰＴ ４７３７０",
        "\ufeff47370",
        "47370\r\n",
        "47370\u200b",
        "\u00a047370\u00a0",
        "cpt\u201147370",
        "cpt\u201347370",
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    asked = parse(typed)
    assert (asked.code, asked.modifiers) == ("47370", ())


@pytest.mark.parametrize(
    ("typed", "modifiers"),
    [
        ("47370-59", ("59",)),
        ("47370-22-59", ("22", "59")),
        ("47370 59", ("59",)),
        ("47370:xs", ("XS",)),
        ("47370, 22, 59", ("22", "59")),
        ("47370.0-59", ("59",)),
        ("47370-22-51-59-LT", ("22", "51", "59", "LT")),
    ],
)
def test_modifiers_are_read_with_the_code(typed: str, modifiers: tuple[str, ...]) -> None:
    assert parse(typed)[1:] == ("47370", modifiers)


@pytest.mark.parametrize(("typed", "code"), [("0001u", "0001U"), ("g0105", "G0105"), ("4737o", "4737O")])
def test_a_code_is_upper_case_and_a_letter_where_a_digit_belongs_is_left_for_the_search(
    typed: str, code: str
) -> None:
    assert parse(typed).code == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "blank"),
        ("  \t", "blank"),
        ("\ufeff", "blank"),
        ("4737", "too short"),
        ("737", "it is 00737"),
        ("473701", "too long"),
        ("47370" * 100, "too long"),
        ("4" * 64, "too long"),
        ("47\u00b270", "no procedure code"),
        ("٤٧٣٧٠", "no procedure code"),
        ("ABCDE", "no procedure code"),
        ("47370.5", "'5', which is no modifier"),
        ("47370e0", "too long"),
        ("-47370", "no procedure code"),
        ("47370-5", "'5', which is no modifier"),
        ("47370-595", "'595', which is no modifier"),
        ("47370-22-51-59-LT-RT", "5 modifiers"),
        ("CPT", "too short"),
        ("\x1b[31m47370", "no procedure code"),
    ],
)
def test_other_text_is_refused_with_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(MalformedCode) as caught:
        parse(typed)
    assert said in str(caught.value)


@given(st.text())
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        asked = parse(text)
    except MalformedCode as error:
        assert str(error)
    else:
        assert len(asked.code) == 5
        assert asked.code.isascii()
        assert asked.code == asked.code.upper()


@given(strategies.codes, strategies.modifier_lists, st.sampled_from(["{}", "cpt {}", " {}\n", "CPT-{}"]))
def test_a_code_with_modifiers_is_read_back(code: str, modifiers: list[str], frame: str) -> None:
    asked = parse(frame.format("-".join([code, *modifiers])))
    assert (asked.code, list(asked.modifiers)) == (code, modifiers)


@pytest.mark.parametrize(
    ("code", "held"), [("0001U", True), ("47370", True), ("G0105", True), ("4737O", True), ("473 0", False)]
)
def test_is_code_knows_the_shapes(code: str, held: bool) -> None:
    assert is_code(code) is held


@pytest.mark.parametrize("typed", ["59", " 59 ", "-59", "５９"])
def test_a_modifier_is_read_as_people_type_it(typed: str) -> None:
    assert parse_modifier(typed) == "59"


@pytest.mark.parametrize("typed", ["", "5", "595", "é9", "5 9"])
def test_other_text_is_no_modifier(typed: str) -> None:
    with pytest.raises(MalformedCode, match="no modifier"):
        parse_modifier(typed)


@pytest.mark.parametrize("slip", ["47730", "4737O", "4737o", "473I0", "47371", "A7370"])
def test_a_slip_names_the_code_meant(slip: str) -> None:
    held = {"47370", "99213", "47310"}
    assert nearest(parse(slip).code, held)[0] == ("47310" if slip == "473I0" else "47370")


def test_the_likeliest_slip_stands_first_and_few_are_named() -> None:
    held = {"47370", "47317", *(f"4737{digit}" for digit in "12345679")}
    assert nearest("4737O", held)[0] == "47370"
    assert len(nearest("47378", held)) == 5
    assert nearest("11111", held) == ()


@given(strategies.codes)
def test_a_code_is_never_the_nearest_to_itself(code: str) -> None:
    assert code not in nearest(code, {code})


@given(strategies.codes, st.integers(0, 4), st.sampled_from("0123456789"))
def test_one_wrong_digit_finds_the_code_meant(code: str, place: int, digit: str) -> None:
    slip = code[:place] + digit + code[place + 1 :]
    assert slip == code or code in nearest(slip, {code})
