"""The Python API: typed answers, one door, from several threads and for as long as a program runs."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cptref
import published
from cptref import Reference
from cptref.errors import MalformedCode, MalformedPlace, UnknownCode, UnknownRelease
from cptref.medicare.effects import Indicator
from cptref.medicare.price import Reason

JANUARY = date(2026, 1, 15)


@pytest.fixture
def ref(imported: Path) -> Any:
    with Reference(store=imported, today=JANUARY) as reference:
        yield reference


def test_the_sample_of_the_documents_is_true(ref: Reference) -> None:
    assert ref.record("47370").payers[0].name == "Aetna"
    fee = ref.fee("47370-62", on=date(2025, 10, 15), locality="02102-01", setting="facility")
    (amount,) = fee.amounts
    assert amount.amount == Decimal("953.25")
    assert amount.factors
    assert amount.factors.share == Decimal("0.625")
    assert [one.modifier for one in amount.effects] == ["62"]
    assert str(amount.source) == "pfs-2025q4, rvu25d/PPRRVU2025_Oct.csv, row 47370"
    assert amount.coverage == "in force"
    assert amount.reason == Reason("modifier", ("62",), (Indicator("co_surgeons", "1"),), "two surgeons")
    pair = ref.edits("47370", "47000-59", on=JANUARY).pairs[0]
    assert (pair.verdict, pair.undone) == ("bundled unless modified", ((2, "47000", "59", ""),))


def test_every_question_has_a_typed_answer(ref: Reference) -> None:
    assert {one.modifier: one.verdict for one in ref.modifiers("47370").verdicts}["66"] == "not payable"
    assert ref.code("47370").schedules[0].row
    assert ref.history("47370").periods[-1].worth.amount_facility == Decimal("1172.37")
    changed = ref.changes(date(2025, 12, 31), JANUARY, ["47370"]).changes
    assert changed[0].field == "conversion_factor"
    assert ref.search("radio-frequency")[0].code == "47370"
    assert ref.releases()[0].name == "asc-2026q1"
    assert ref.place(zip="99501").localities[0].mac == "02102"
    assert ref.meaning("AS") == "Assistant at surgery, not a physician"
    assert [one.entry.code for one in ref.records()] == ["47370"]


def test_a_line_keeps_its_modifiers_where_its_code_stands_twice(ref: Reference) -> None:
    pairs = ref.edits("47000-59", "47370", "47000", on=JANUARY).pairs
    assert [(one.lines, [undone.line for undone in one.undone]) for one in pairs] == [
        ((2, 1), [1]),
        ((2, 3), []),
    ]


def test_a_program_may_ask_of_many_places_and_days(ref: Reference) -> None:
    for number in range(150):
        assert ref.place(locality=f"{number:05}-01").absent
        day = date(2026, 1, 1) + timedelta(days=number)
        assert ref.fee("47370", on=day, state="AK").amounts[0].locality
    assert ref.place(locality="02102-01").localities


def test_faults_are_exceptions(ref: Reference, tmp_path: Path) -> None:
    for wrong, ask in (
        (MalformedCode, lambda: ref.fee("x")),
        (MalformedCode, ref.edits),
        (UnknownCode, lambda: ref.fee("47371")),
        (UnknownCode, lambda: ref.record("47371")),
        (UnknownRelease, lambda: ref.fee("47370", release=["pfs-1999q1"])),
        (UnknownRelease, lambda: ref.forget("pfs-1999q1")),
        (MalformedPlace, lambda: ref.fee("47370", state="Alaska")),
        (MalformedPlace, lambda: ref.fee("47370", state="AK", zip="99501")),
        (cptref.FolderError, lambda: Reference(data=[tmp_path / "none"]).library),
    ):
        with pytest.raises(wrong):
            ask()


def test_today_is_each_days_own_unless_it_is_given(imported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        now = date(2025, 10, 15)

        @classmethod
        def today(cls) -> Any:
            return cls.now

    monkeypatch.setattr("cptref.reference.date", Clock)
    with Reference(store=imported) as ref:
        assert ref.fee("47370").amounts[0].amount == Decimal("1225.93")
        Clock.now = date(2026, 1, 1)
        assert ref.fee("47370").amounts[0].amount == Decimal("1172.37")
        assert ref.fee("47370").on == date(2026, 1, 1)
    with Reference(store=imported, today=date(2025, 10, 15)) as ref:
        assert ref.fee("47370").on == date(2025, 10, 15)


def test_eight_threads_ask_one_reference(ref: Reference) -> None:
    codes = [row.split(",")[0] for row in published.PFS_2025]
    days = [date(2025, 10, 1), JANUARY]

    def ask(number: int) -> tuple[Any, ...]:
        code, on = codes[number % len(codes)], days[number % 2]
        return ref.fee(code, on=on, state="AK"), ref.code(code, on=on), ref.edits(code, "99213", on=on)

    def safe(number: int) -> object:
        try:
            return ask(number)
        except UnknownCode as error:
            return error.code

    alone = list(map(safe, range(2 * len(codes))))
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(safe, range(2_000)))
    assert together == [alone[number % len(alone)] for number in range(2_000)]
    assert any(isinstance(one, tuple) for one in alone)


def test_what_is_imported_meanwhile_is_seen(tmp_path: Path) -> None:
    store = tmp_path / "releases.sqlite"
    published.publish(
        tmp_path / "in", {"PPRRVU2025_Oct.csv": published.pfs_csv(), "GPCI.csv": published.gpci()}
    )
    with Reference(store=store, today=date(2025, 10, 15)) as ref:
        assert not ref.has_releases
        assert ref.fee("47370").amounts == ()
        with Reference(store=store).importing([tmp_path / "in" / "PPRRVU2025_Oct.csv"]) as run:
            assert [one.result for one in run.outcomes] == ["imported"]
        time.sleep(0.11)
        assert ref.fee("47370").amounts[0].amount == Decimal("1225.93")
        with ref.importing([tmp_path / "in"]) as run:
            assert [one.result for one in run.outcomes] == ["imported", "unchanged"]
        assert ref.fee("47370", state="AK").place.localities
        assert [one.name for one in ref.forget("pfs-2025q4")] == ["pfs-2025q4"]
        assert ref.fee("47370").amounts == ()
        os.replace(published_store(tmp_path), store)
        time.sleep(0.11)
        assert ref.fee("47370").amounts[0].amount == Decimal("1225.93")
        store.unlink()
        time.sleep(0.11)
        assert ref.fee("47370").amounts == ()
    assert not ref.has_releases


def published_store(folder: Path) -> Path:
    """Make another store with the same fee schedule."""
    with Reference(store=folder / "other").importing([folder / "in" / "PPRRVU2025_Oct.csv"]) as run:
        list(run.outcomes)
    return folder / "other"


def test_the_environment_is_read_only_when_it_is_asked(
    imported: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, document: dict[str, Any]
) -> None:
    import json

    (tmp_path / "47371.json").write_text(json.dumps(document | {"code": "47371"}))
    monkeypatch.setenv("CPTREF_STORE", str(imported))
    monkeypatch.setenv("CPTREF_DATA", str(tmp_path))
    with Reference() as ref:
        assert not ref.has_releases
        assert ref.library.codes() == ["47370"]
    with Reference.from_environment() as ref:
        assert ref.has_releases
        assert ref.library.codes() == ["47370", "47371"]
    with Reference.from_environment(store=str(tmp_path / "none")) as ref:
        assert not ref.has_releases


def test_a_damaged_record_raises_or_is_told(tmp_path: Path) -> None:
    (tmp_path / "10000.json").write_text("{")
    with Reference(data=[tmp_path]) as ref:
        with pytest.raises(cptref.RecordError):
            list(ref.records())
        told: list[cptref.RecordError] = []
        assert [one.entry.code for one in ref.records(told.append)] == ["47370"]
        assert len(told) == 1
        assert [bool(one.faults) for one in ref.validate([tmp_path])] == [True]


@pytest.mark.parametrize("name", [name for name in cptref.__all__ if name != "__version__"])
def test_every_public_name_is_found(name: str) -> None:
    assert getattr(cptref, name).__name__ == name
    assert name in dir(cptref)


def test_answers_are_typed_for_those_who_use_them(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(
        "from datetime import date\nfrom decimal import Decimal\nimport cptref\n"
        "with cptref.Reference(today=date(2026, 1, 1)) as ref:\n"
        "    amount: Decimal | None = ref.fee('47370', state='AK').amounts[0].amount\n"
        "    indicator: str | None = ref.edits('47370', '47000').pairs[0].modifier_indicator\n"
        "    work: Decimal | None = ref.history('47370').periods[0].worth.work\n"
    )
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "use.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert checked.returncode == 0, checked.stdout
