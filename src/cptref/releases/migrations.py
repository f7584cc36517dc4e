"""The steps that make a store of releases what this program reads and writes; SQL and nothing else.

Declared types: DECIMAL_TEXT reads back as Decimal, DATE_TEXT as date. Each family has a table of its own,
whose key begins with the release and goes on as people ask; its columns are the fields of the layout's row.
"""

_FIRST = """
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    kind TEXT NOT NULL,
    variant TEXT NOT NULL,
    part TEXT NOT NULL,
    effective DATE_TEXT NOT NULL,
    revision TEXT NOT NULL,
    late INTEGER NOT NULL,
    descriptors INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    imported TEXT NOT NULL
);
CREATE TABLE pfs (
    release INTEGER, code TEXT, modifier TEXT, descriptor TEXT, status TEXT, work DECIMAL_TEXT,
    non_facility_pe DECIMAL_TEXT, non_facility_na TEXT, facility_pe DECIMAL_TEXT, facility_na TEXT,
    malpractice DECIMAL_TEXT, non_facility_total DECIMAL_TEXT, facility_total DECIMAL_TEXT, pc_tc TEXT,
    global_days TEXT, pre DECIMAL_TEXT, intra DECIMAL_TEXT, post DECIMAL_TEXT, multiple TEXT, bilateral TEXT,
    assistant TEXT, co_surgeons TEXT, team TEXT, pricing TEXT, endoscopic_base TEXT,
    conversion_factor DECIMAL_TEXT, supervision TEXT, calculation TEXT, imaging_family TEXT,
    opps_non_facility_pe DECIMAL_TEXT, opps_facility_pe DECIMAL_TEXT, opps_malpractice DECIMAL_TEXT,
    PRIMARY KEY (release, code, modifier)
) WITHOUT ROWID;
CREATE TABLE gpci (
    release INTEGER, mac TEXT, locality TEXT, state TEXT, name TEXT,
    work DECIMAL_TEXT, pe DECIMAL_TEXT, malpractice DECIMAL_TEXT,
    PRIMARY KEY (release, mac, locality)
) WITHOUT ROWID;
CREATE TABLE zip (
    release INTEGER, zip TEXT, state TEXT, mac TEXT, locality TEXT, rural TEXT, plus_four TEXT,
    PRIMARY KEY (release, zip)
) WITHOUT ROWID;
CREATE TABLE rationale (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE ptp (
    release INTEGER, column_one TEXT, column_two TEXT, effective INTEGER, deleted INTEGER,
    before_1996 INTEGER, indicator INTEGER, rationale INTEGER,
    PRIMARY KEY (release, column_one, column_two, effective, deleted)
) WITHOUT ROWID;
CREATE INDEX ptp_column_two ON ptp (release, column_two);
CREATE TABLE mue (
    release INTEGER, code TEXT, units INTEGER, mai TEXT, mai_text TEXT, rationale TEXT,
    PRIMARY KEY (release, code)
) WITHOUT ROWID;
CREATE TABLE opps (
    release INTEGER, code TEXT, descriptor TEXT, status_indicator TEXT, apc TEXT, weight DECIMAL_TEXT,
    rate DECIMAL_TEXT,
    PRIMARY KEY (release, code)
) WITHOUT ROWID;
CREATE TABLE "asc" (
    release INTEGER, code TEXT, descriptor TEXT, excluded INTEGER, discounted TEXT, payment_indicator TEXT,
    weight DECIMAL_TEXT, rate DECIMAL_TEXT,
    PRIMARY KEY (release, code)
) WITHOUT ROWID;
CREATE TABLE hcpcs (
    release INTEGER, code TEXT, description TEXT, short_description TEXT, coverage TEXT, betos TEXT,
    added DATE_TEXT, action_effective DATE_TEXT, terminated DATE_TEXT, action TEXT,
    PRIMARY KEY (release, code)
) WITHOUT ROWID;
"""

_SAME_BYTES = """
CREATE TEMP TABLE kept AS SELECT * FROM release;
DROP TABLE release;
CREATE TABLE release (
    id INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    kind TEXT NOT NULL,
    variant TEXT NOT NULL,
    part TEXT NOT NULL,
    effective DATE_TEXT NOT NULL,
    revision TEXT NOT NULL,
    late INTEGER NOT NULL,
    descriptors INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    imported TEXT NOT NULL,
    told TEXT NOT NULL,
    by_hand INTEGER NOT NULL
);
INSERT INTO release
    SELECT id, family, kind, variant, part, effective, revision, late, descriptors, rows, file, sha256,
        imported, '', 0
    FROM kept;
DROP TABLE kept;
"""
"""Two releases may have the same bytes, as Addenda EE of two quarters do."""

MIGRATIONS = (_FIRST, _SAME_BYTES)
"""Step n makes a store of version n of one of version n - 1."""
