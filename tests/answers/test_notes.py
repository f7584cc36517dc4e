"""What is to be known of the releases that an answer rests on."""

import held
import pytest
from held import Shelf, day, gpci, mue, opps, pfs, value

from cptref.answers.notes import NOTHING_HELD, Note, newest, once
from cptref.cms.families import GPCI, MUE, OPPS, PFS
from cptref.releases.day import Choice

shelf = held.shelf

Q4 = pfs("2025-10-01", value())
STALE = Note("newest held", "pfs-2025q4", on=day("2026-01-01"), until=day("2025-12-31"))


@pytest.mark.parametrize(
    ("on", "named", "expected"),
    [
        ("2025-09-30", (), ()),
        ("2025-12-31", (), ()),
        ("2026-01-01", (), (STALE,)),
        ("2026-01-01", ("pfs-2025q4",), ()),
    ],
)
def test_a_release_is_told_of_that_answers_for_a_day_after_it(
    shelf: Shelf, on: str, named: tuple[str, ...], expected: tuple[Note, ...]
) -> None:
    asked = shelf.day(Q4, on=on, named=named)
    assert newest([asked.choice(PFS)], asked.on) == expected


def test_each_release_is_told_of_in_the_order_in_which_it_was_asked(shelf: Shelf) -> None:
    asked = shelf.day(
        Q4, gpci("2025-01-01"), opps("2026-01-01"), mue("2025-07-01", kind="dme"), on="2026-01-01"
    )
    choices = [
        asked.choice(MUE, "dme"),
        asked.choice(OPPS),
        asked.choice(MUE, "hospital"),
        asked.choice(PFS),
        asked.choice(GPCI),
        asked.choice(PFS),
    ]
    told = newest(choices, asked.on)
    assert [(note.release, str(note.until)) for note in told] == [
        ("mue-dme-2025q3", "2025-09-30"),
        ("pfs-2025q4", "2025-12-31"),
        ("gpci-2025", "2025-12-31"),
        ("pfs-2025q4", "2025-12-31"),
    ]
    assert [note.release for note in once(told)] == ["mue-dme-2025q3", "pfs-2025q4", "gpci-2025"]


def test_no_release_is_told_of_where_none_is_held() -> None:
    assert newest([Choice("none held"), Choice("newest held")], day("2026-01-01")) == ()
    assert once(()) == ()


def test_what_is_told_already_is_left_out_and_what_differs_is_not() -> None:
    other = STALE._replace(on=day("2026-01-02"))
    assert once([NOTHING_HELD, STALE, NOTHING_HELD, other, STALE]) == (NOTHING_HELD, STALE, other)


def test_a_note_says_nothing_of_what_it_does_not_name() -> None:
    assert tuple(NOTHING_HELD) == ("nothing held", "", "", "", "", None, None)
    assert tuple(STALE) == ("newest held", "pfs-2025q4", "", "", "", day("2026-01-01"), day("2025-12-31"))
