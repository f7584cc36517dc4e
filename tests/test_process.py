"""The program in a pipe, with closed and full streams, in foreign encodings, and under Ctrl-C."""

import gc
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from cptref.__main__ import main
from processes import CPTREF, process, shell


def one_line(stderr: bytes) -> str:
    text = stderr.decode()
    assert text.startswith("cptref: error: ")
    assert text.count("\n") == 1
    return text


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("show 47370", 0),
        ("", 0),
        ("--version", 0),
        ("show -h", 0),
        ("modifiers --modifier 59", 1),
        ("payers --payer Nobody", 1),
        ("search nowhere", 1),
        ("show 47370 47371", 1),
        ("show 47370 rubbish", 1),
        ("validate /nowhere", 1),
    ],
)
def test_an_answer_tells_by_its_exit_status_whether_it_is_yes(words: str, status: int) -> None:
    done = process(*words.split())
    assert done.returncode == status
    assert done.stdout


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("show 47371", 1),
        ("show rubbish", 2),
        ("show", 2),
        ("nothing", 2),
        ("--nothing", 2),
        ("show --nothing", 2),
        ("show 47370 --section nothing", 2),
        ("show 47370 --color sometimes", 2),
        ("modifiers --modifier 5", 2),
        ("modifiers 47370 --modifier 59", 2),
        ("completion tcsh", 2),
        ("list --data /nowhere", 3),
    ],
)
def test_what_cannot_be_answered_leaves_stdout_empty(words: str, status: int) -> None:
    done = process(*words.split())
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr


def test_an_unknown_code_is_one_line_that_names_the_nearest() -> None:
    done = process("show", "4737O")
    assert (done.returncode, done.stdout) == (1, b"")
    assert one_line(done.stderr) == "cptref: error: no record of 4737O is held; nearest held: 47370\n"
    assert "'cptref list'" in one_line(process("show", "00000").stderr)


def test_a_reader_that_goes_away_is_no_error() -> None:
    for words in ("show 47370", "show - --format jsonl", "schema"):
        done = shell(f"yes 47370 | head -5000 | cptref {words} | head -1; exit ${{PIPESTATUS[2]}}")
        assert done.stdout.count(b"\n") == 1
        assert done.stderr == b""
        assert done.returncode in (0, 141)
    done = shell("yes 47370 | head -20000 | cptref show - --format jsonl | head -1; exit ${PIPESTATUS[2]}")
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("words", ["show 47370", "show 47370 --json", "list --format csv", "schema"])
def test_a_full_disk_is_told_in_one_line(words: str) -> None:
    with open("/dev/full", "wb") as full:
        done = process(*words.split(), stdout=full)
    assert done.returncode == 3
    assert "could not be written: No space left on device" in one_line(done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_ends_a_batch(tmp_path: Path) -> None:
    codes = tmp_path / "codes"
    codes.write_text("47370\n" * 5000)
    with open("/dev/full", "wb") as full, codes.open() as lines:
        done = process("show", "-", "--format", "jsonl", stdin=lines, stdout=full)
    assert done.returncode == 3
    one_line(done.stderr)


def test_closed_streams_are_told_or_done_without() -> None:
    done = shell("cptref show 47370 >&-")
    assert done.returncode == 3
    assert "standard output is closed" in one_line(done.stderr)
    assert shell("cptref show 47370 2>&-").stdout == process("show", "47370").stdout
    assert shell("cptref show 47371 2>&-").returncode == 1
    done = shell("cptref show - <&-")
    assert (done.returncode, done.stdout) == (3, b"")
    assert "standard input is closed" in one_line(done.stderr)
    assert shell("cptref show 47370 <&-").returncode == 0
    assert shell("cptref show 47370 >&- 2>&-").returncode == 3


def test_ctrl_c_ends_quietly() -> None:
    child = subprocess.Popen(
        [*CPTREF, "show", "-", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdin
    assert child.stdout
    child.stdin.write(b"47370\n" * 100)
    child.stdin.flush()
    assert child.stdout.read(1) == b"{"
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert (child.returncode, err) == (130, b"")


def test_ctrl_c_while_the_program_starts_ends_as_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cptref.cli.app", interrupted)
    monkeypatch.setattr("gc.freeze", lambda: None)
    with pytest.raises(SystemExit) as ended:
        main()
    gc.enable()
    assert ended.value.code == 130


@pytest.mark.parametrize(
    ("encoding", "line"),
    [("ascii", b"-----"), ("latin-1", b"-----"), ("cp1252", b"-----"), ("utf-8", "─────".encode())],
)
def test_a_screen_of_another_encoding_is_readable(encoding: str, line: bytes) -> None:
    done = process("show", "47370", env=os.environ | {"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert line in done.stdout
    text = done.stdout.decode(encoding)
    assert (
        text.index("MODIFIERS") < text.index("PAYERS") < text.index("NOT AVAILABLE") < text.index("SERVICE")
    )


def test_what_an_encoding_lacks_is_written_as_its_escape() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    for form, escaped in (("table", True), ("plain", True), ("json", False), ("csv", False)):
        done = process("payers", "47370", "肝", "--format", form, env=environment)
        assert done.returncode == 1
        assert (b"\\u809d" in done.stdout) == escaped
        assert ("肝".encode() in done.stdout) != escaped


@pytest.mark.parametrize(
    "argument", [b"\xff47370", b"47370\xff", "４７３７Ｏ".encode(), b"\x1b[2J", b"a" * 100_000]
)
@pytest.mark.parametrize(
    "words", [["show"], ["payers", "--payer"], ["search"], ["validate"], ["list", "--fields"]]
)
def test_arguments_of_any_bytes_start_no_traceback(words: list[str], argument: bytes) -> None:
    done = process(*words, argument)
    assert done.returncode in (1, 2, 3)
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout + done.stderr


def batch(lines: bytes, *words: str) -> tuple[int, list[dict[str, object]]]:
    done = process("show", "-", "--format", "jsonl", *words, input=lines)
    assert done.stderr == b""
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_standard_input_is_read_as_people_write_it() -> None:
    lines = (
        b"\xef\xbb\xbf47370\r\n\r\n# a comment\r\n  CPT 47370 \n47370-59\n\t\n47371\nrubbish\n\xff\xfe\n47370"
    )
    status, answers = batch(lines, "--fields", "code,asked")
    assert status == 1
    assert [answer["code"] for answer in answers] == [
        *["47370"] * 3,
        "47371",
        "rubbish",
        "\udcff\udcfe",
        "47370",
    ]
    assert [answer.get("status") for answer in answers] == [None] * 3 + [
        "unknown",
        "refused",
        "refused",
        None,
    ]


def test_a_very_long_line_is_one_refusal() -> None:
    status, answers = batch(b"47370\n" + b"4" * 1_000_000 + b"\n47370\n")
    assert status == 1
    assert [answer.get("status") for answer in answers] == [None, "refused", None]


def test_nothing_on_standard_input_answers_nothing() -> None:
    assert batch(b"") == (0, [])
    assert batch(b"\n# none\n") == (0, [])
    assert process("show", "-", "--json", input=b"").stdout == b"[]\n"
    assert process("show", "-", input=b"").stdout == b"none\n"


@pytest.mark.slow
def test_a_long_batch_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    codes = tmp_path / "codes"
    peaks = []
    for lines in (20_000, 200_000):
        codes.write_text("47370\nCPT 47370\n47370-59\n99999\n" * (lines // 4))
        peaks.append(peak_memory(codes))
    assert peaks[1] < peaks[0] * 1.2


def peak_memory(codes: Path) -> int:
    """Return the most memory that a batch takes, in the platform's unit."""
    with codes.open("rb") as lines:
        child = subprocess.Popen(
            [*CPTREF, "show", "-", "--format", "jsonl"], stdin=lines, stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 1
    return usage.ru_maxrss


def test_a_batch_answers_before_its_input_ends() -> None:
    with subprocess.Popen(
        [*CPTREF, "show", "-", "--format", "jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(b"47370\n" * 100)
        child.stdin.flush()
        begin = time.monotonic()
        assert json.loads(child.stdout.readline())["code"] == "47370"
        assert time.monotonic() - begin < 30


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    for words in (["show", "47370"], ["list"], ["search", "liver"], ["completion", "bash"], ["show", "x"]):
        process(
            *words, cwd=tmp_path, env=os.environ | {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        )
    assert list(tmp_path.iterdir()) == []


def test_a_missing_home_is_no_matter() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "HOME"}
    assert process("show", "47370", env=environment).returncode == 0
    assert process("show", "47370", env=os.environ | {"HOME": "/nowhere"}).returncode == 0
