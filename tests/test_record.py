"""The bundled record: what the model writes back, and every fact of its source, one by one."""

import json
from typing import Any

import pytest

from conftest import BUNDLED_FILE
from cptref.models import Record

RECORD = Record.model_validate_json(BUNDLED_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(BUNDLED_FILE.parent.glob("*.json")), ids=lambda file: file.stem)
def test_a_bundled_record_is_byte_for_byte_what_the_model_writes(file: Any) -> None:
    text = file.read_bytes()
    assert (Record.model_validate_json(text).model_dump_json(indent=2) + "\n").encode() == text
    assert json.loads(text)["code"] == file.stem
