"""The bundled record: what the model writes back, and every fact of its source, one by one."""

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import BUNDLED_FILE
from cptref.records.models import Record

RECORD = Record.model_validate_json(BUNDLED_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(BUNDLED_FILE.parent.glob("*.json")), ids=lambda file: file.stem)
def test_a_bundled_record_is_byte_for_byte_what_the_model_writes(file: Any) -> None:
    text = file.read_bytes()
    assert (Record.model_validate_json(text).model_dump_json(indent=2) + "\n").encode() == text
    assert json.loads(text)["code"] == file.stem


OVERVIEW, BILLING, CLINICAL = (
    "Summary & Overview",
    "Billing Code Overview",
    "Clinical & Coding Specifications",
)

FACTS = [
    # Summary & Overview
    ("summary", "denotes", OVERVIEW, ["one or more liver tumors", "laparoscopic", "radiofrequency"]),
    ("summary", "technique", OVERVIEW, ["minimally invasive surgery", "destroy", "focal", "liver"]),
    ("summary", "national_use", OVERVIEW, ["operating rooms", "ambulatory surgery centers"]),
    ("summary", "national_use", OVERVIEW, ["laparoscopic access", "radiofrequency", "primary or metastatic"]),
    ("summary", "matters_for", OVERVIEW, ["no candidates for open resection", "targeted tumor control"]),
    ("summary", "audience", OVERVIEW, ["revenue cycle leaders", "clinicians", "policy analysts"]),
    ("summary", "covers", OVERVIEW, ["what the code denotes", "clinical context", "sites"]),
    ("summary", "covers", OVERVIEW, ["billing category", "payers relevant to coverage and billing"]),
    # Billing Code Overview
    ("service", "service_type", BILLING, ["minimally invasive operative procedure"]),
    ("service", "sites_of_service", BILLING, ["hospital operating room", "ambulatory surgery center"]),
    ("service", "anesthesia", BILLING, ["general anesthesia"]),
    ("service", "procedure", BILLING, ["destroyed", "radiofrequency", "through a laparoscope"]),
    ("service", "energy", BILLING, ["radiofrequency"]),
    ("service", "approach", BILLING, ["laparoscopic"]),
    ("service", "target", BILLING, ["tumors", "within the liver"]),
    ("service", "count", BILLING, ["one or more"]),
    ("service", "nature", BILLING, ["malignant", "benign"]),
    # Clinical & Coding Specifications
    ("context", "typical_patient", CLINICAL, ["adult", "one or more focal", "liver"]),
    ("context", "indications", CLINICAL, ["primary hepatocellular carcinoma"]),
    ("context", "indications", CLINICAL, ["limited metastases", "often", "colorectal cancer"]),
    ("context", "suitability", CLINICAL, ["amenable to thermal ablation"]),
    ("context", "imaging", CLINICAL, ["multiphasic ct", "contrast-enhanced mri"]),
    ("context", "tumor_board", CLINICAL, ["multidisciplinary", "board", "local control"]),
    ("context", "workup", CLINICAL, ["liver function tests", "coagulation profile"]),
    ("context", "workup", CLINICAL, ["oncology staging", "anesthesia evaluation"]),
    ("context", "setting", CLINICAL, ["operating room", "hybrid interventional suite"]),
    ("context", "anesthesia", CLINICAL, ["general anesthesia", "monitored anesthesia care"]),
    ("context", "performed_by", CLINICAL, ["surgeon", "interventionalist"]),
    ("context", "access", CLINICAL, ["laparoscopic", "see", "mobilize the liver"]),
    ("context", "ultrasound", CLINICAL, ["during the operation", "where the lesions lie"]),
    ("context", "aim", CLINICAL, ["thermal destruction", "radiofrequency probes"]),
    ("context", "postoperative", CLINICAL, ["recovery room monitoring", "analgesia"]),
    ("context", "postoperative", CLINICAL, ["liver enzyme surveillance", "follow-up imaging", "response"]),
    (
        "context",
        "expected_sites",
        CLINICAL,
        ["inpatient operating room", "hospital outpatient surgical suite"],
    ),
    ("context", "sites_depend_on", CLINICAL, ["patient comorbidity", "payer policy"]),
]


@pytest.mark.parametrize(("section", "topic", "cited", "words"), FACTS)
def test_the_record_states_a_fact_of_its_source(
    section: str, topic: str, cited: str, words: list[str]
) -> None:
    part = getattr(RECORD, section)
    value = getattr(part, topic)
    text = (value if isinstance(value, str) else "; ".join(value)).lower()
    assert [word for word in words if word not in text] == []
    assert (part.source.id, part.source.section) == ("openpayer-47370", cited)


def test_the_lesion_size_is_numbers() -> None:
    assert RECORD.context
    assert RECORD.context.lesion_size
    size = RECORD.context.lesion_size
    assert (size.minimum, size.maximum, size.unit) == (0.5, 5.0, "cm")


def test_the_intraoperative_steps_stand_in_order() -> None:
    assert RECORD.context
    order = ["trocar", "localization", "probe", "overlapping ablations", "hemostasis", "closure"]
    assert [next(word for word in order if word in step) for step in RECORD.context.steps] == order


def test_the_two_lists_of_sites_and_of_anesthesia_stand_each_in_its_section() -> None:
    assert RECORD.service
    assert RECORD.context
    assert set(RECORD.service.sites_of_service).isdisjoint(RECORD.context.expected_sites)
    assert RECORD.service.anesthesia != RECORD.context.anesthesia


def test_the_one_modifier_row_is_kept_and_marked_not_reportable() -> None:
    (row,) = RECORD.modifiers
    assert (row.modifier, row.reportable) == ("00", False)
    assert "No modifier" in row.description
    assert "standard reporting" in row.description
    assert row.when_to_use
    assert "Routine" in row.when_to_use
    assert row.note
    assert "No CPT or HCPCS modifier" in row.note
    assert row.source.section == CLINICAL


def test_the_payers_keep_their_published_names_beside_stable_identifiers() -> None:
    assert [(payer.id, payer.name, payer.kind) for payer in RECORD.payers] == [
        ("aetna", "Aetna", "commercial"),
        ("blue-cross-blue-shield", "Blue Cross Blue Shield", "commercial"),
        ("cigna", "Cigna Health", "commercial"),
        ("unitedhealthcare", "UnitedHealthcare", "commercial"),
        ("medicare", "Medicare", "government"),
    ]
    assert {payer.source.section for payer in RECORD.payers} == {OVERVIEW}


def test_what_the_source_lacks_is_listed_with_its_source() -> None:
    topics = {gap.topic: gap for gap in RECORD.not_available}
    assert list(topics) == [
        "Common modifiers and their coding considerations",
        "Administrative elements that affect claims",
        "Benchmarking",
        "Policy updates",
        "Implications for facility and practitioner billing",
    ]
    assert topics["Common modifiers and their coding considerations"].section == "modifiers"
    assert {gap.source.section for gap in RECORD.not_available} == {OVERVIEW}


def test_the_source_is_named_with_its_address_and_sections() -> None:
    (source,) = RECORD.sources
    assert source.publisher == "OpenPayer"
    assert source.title.startswith("CPT 47370:")
    assert source.address.startswith("https://openpayer.com/billing-codes/cpt-47370-")
    assert source.sections == (OVERVIEW, BILLING, CLINICAL)
    assert source.published is None


SHARED = Path(__file__).parents[2] / "shared" / "source"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source document is not beside this checkout")
def test_no_sentence_of_the_source_is_copied() -> None:
    source = " ".join(file.read_text(encoding="utf-8") for file in SHARED.glob("*.txt")).lower().split()
    runs = {" ".join(source[i : i + 9]) for i in range(len(source))}
    for section in ("summary", "service", "context"):
        for value in vars(getattr(RECORD, section)).values():
            for text in [value] if isinstance(value, str) else value if isinstance(value, tuple) else []:
                words = text.lower().split()
                assert not runs & {" ".join(words[i : i + 9]) for i in range(len(words) - 8)}
