"""Folders and zip files: read where they lie, and nothing of them is written anywhere."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest

import published
from cptref.cms.archive import Unread, gather
from cptref.cms.files import CmsFile
from cptref.errors import ReleaseFileError


def packed(path: Path, members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> str:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return str(path)


def test_folders_are_read_to_their_depth_in_order(tmp_path: Path) -> None:
    published.publish(tmp_path, {"b/c.csv": "c", "b/d/e.csv": "e", "a.csv": "a"})
    found = [file.path for file in gather([str(tmp_path)])]
    assert [os.path.relpath(path, tmp_path) for path in found] == ["a.csv", "b/c.csv", "b/d/e.csv"]


def test_members_of_a_zip_are_read_in_place(tmp_path: Path) -> None:
    path = packed(tmp_path / "rvu25d.zip", {"x/": "", "x/GPCI2025.csv": published.gpci()})
    (file,) = gather([path])
    assert isinstance(file, CmsFile)
    assert file.names == ("GPCI2025.csv", "x", "rvu25d.zip")
    assert "PW GPCI" in file.head
    assert os.listdir(tmp_path) == ["rvu25d.zip"]


def test_names_that_lead_elsewhere_are_only_names(tmp_path: Path) -> None:
    members = {"../../up.csv": published.gpci(), "/root/abs.csv": published.zip5(), "C:\\x\\y.csv": "x"}
    path = packed(tmp_path / "evil.zip", dict(members))
    for file in gather([path]):
        assert isinstance(file, CmsFile)
        assert b"".join(file.blocks())
    assert os.listdir(tmp_path) == ["evil.zip"]
    assert not (tmp_path.parent / "up.csv").exists()


def test_what_is_not_read_says_why(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.zip", {"x.csv": "x"})
    book = packed(tmp_path / "book.xlsx", {"[Content_Types].xml": "<x/>"})
    outer = packed(tmp_path / "outer.zip", {"inner.zip": Path(inner).read_bytes(), "b.xlsx": "PK"})
    os.mkfifo(tmp_path / "pipe")
    found = list(gather([outer, book, str(tmp_path / "pipe"), str(tmp_path / "none")]))
    assert all(isinstance(one, Unread) for one in found)
    assert [(one.reason, one.detail) for one in found if isinstance(one, Unread)] == [
        ("zip within a zip", ""),
        ("workbook", ""),
        ("workbook", ""),
        ("no regular file", ""),
        ("unreadable", "No such file or directory"),
    ]
    assert [one.refused for one in found if isinstance(one, Unread)] == [False] * 4 + [True]


def test_a_zip_that_is_cut_or_locked_is_refused(tmp_path: Path) -> None:
    whole = Path(packed(tmp_path / "whole.zip", {"GPCI2025.csv": published.gpci()})).read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    locked = bytearray(whole)
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    found = [*gather([str(tmp_path / "cut.zip")]), *gather([str(tmp_path / "locked.zip")])]
    assert [(type(one), one.refused) for one in found if isinstance(one, Unread)] == [(Unread, True)] * 2
    assert [one.reason for one in found if isinstance(one, Unread)] == ["damaged zip", "encrypted"]


OTHERS: dict[str, tuple[bytes, str, str, bool]] = {
    "empty": (b"", "empty", "", True),
    "gzip": (gzip.compress(b"x"), "packed", "gzip", True),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "packed", "7z", True),
    "rar": (b"Rar!\x1a\x07\x01\0", "packed", "rar", True),
    "bzip2": (b"BZh91AY", "packed", "bzip2", True),
    "xz": (b"\xfd7zXZ\0", "packed", "xz", True),
    "page": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html>", "web page", "", True),
    "page without a type": (b"<HTML lang='en'>", "web page", "", True),
    "pdf": (b"%PDF-1.7\n", "pdf", "", False),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook", "", False),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_text_is_named_as_what_it_is(name: str, tmp_path: Path) -> None:
    content, reason, detail, is_refused = OTHERS[name]
    (tmp_path / "rvu26a.zip").write_bytes(content)
    inside = packed(tmp_path / "whole.zip", {"file.csv": content})
    found = [*gather([str(tmp_path / "rvu26a.zip")]), *gather([inside])]
    assert len(found) == 2
    for one in found:
        assert isinstance(one, Unread)
        assert (one.reason, one.detail, one.refused) == (reason, detail, is_refused)


@pytest.mark.parametrize("start", [b"<", b"<htmlx>", b"7z", b"\x1f", b"%PD", b" "])
def test_text_that_begins_alike_is_text(start: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(start)
    (found,) = gather([str(tmp_path / "file")])
    assert isinstance(found, CmsFile)


def test_a_link_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    os.symlink(tmp_path / "none", tmp_path / "broken")
    os.symlink(tmp_path / "loop", tmp_path / "loop")
    assert list(gather([str(tmp_path)])) == [
        Unread(str(tmp_path / "broken"), "leads nowhere"),
        Unread(str(tmp_path / "loop"), "leads nowhere"),
    ]
    assert not any(one.refused for one in gather([str(tmp_path)]) if isinstance(one, Unread))


def test_a_member_that_cannot_be_unpacked_says_so_when_it_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "whole.zip", {"GPCI2025.csv": published.gpci()})
    content = bytearray(Path(path).read_bytes())
    place = content.index(b"GPCI2025.csv") + len("GPCI2025.csv")
    content[place : place + 8] = b"\xff" * 8
    Path(path).write_bytes(content)
    (found,) = gather([path])
    assert isinstance(found, CmsFile)
    with pytest.raises(ReleaseFileError, match="a file that can be read"):
        _ = found.head
