"""Small files in CMS's layouts, codes and numbers only, and a store of them."""

import csv
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

PFS_HEADINGS = (
    ",, , ,,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,",
    ",,,,NOT USED,,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED",
    ",,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS",
    (
        ",,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,"
        "MULT,BILAT,ASST,CO-,TEAM,PRIC,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT"
    ),
    (
        "HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,"
        "OP,OP,PROC,SURG,SURG,SURG,SURG,IND,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT"
    ),
)
"""In the shape of 2026; that of 2025 lacks PRIC IND, the 24th."""
PFS_2025 = (
    "00100,,,J,,0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,,32.3465,09,0,99,0.00,0.00,0.00",
    "27130,,,A,,19.60,14.06,NA,14.06,,4.01,37.67,37.67,0,090,0.10,0.69,0.21,2,1,2,1,1,,32.3465,09,0,99,0.00,0.00,0.00",
    "36415,,,X,,0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,,32.3465,09,0,99,0.00,0.00,0.00",
    "43235,,,A,,2.09,7.01,,1.36,,0.30,9.40,3.75,0,000,0.00,0.00,0.00,2,0,1,0,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "45378,,,A,,3.26,6.43,,1.79,,0.44,10.13,5.49,0,000,0.00,0.00,0.00,2,0,1,0,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "45378,53,,A,,1.63,3.22,,0.90,,0.22,5.07,2.75,0,000,0.00,0.00,0.00,2,0,1,0,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "47370,,,A,,20.80,11.92,NA,11.92,,5.18,37.90,37.90,0,090,0.09,0.81,0.10,2,0,2,1,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "47379,,,C,,0.00,0.00,,0.00,,0.00,0.00,0.00,0,YYY,0.00,0.00,0.00,2,0,1,1,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "59400,,,A,,32.16,27.97,NA,27.97,,7.41,67.54,67.54,0,MMM,0.00,0.00,0.00,0,2,1,0,2,,32.3465,09,0,99,0.00,0.00,0.00",
    "66999,,,N,,1.00,1.00,,1.00,,1.00,3.00,3.00,0,090,0.00,0.00,0.00,2,3,0,2,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "70496,,,A,,1.75,6.56,,6.56,NA,0.11,8.42,8.42,1,XXX,0.00,0.00,0.00,4,0,0,0,0,,32.3465,09,0,88,6.11,6.11,0.11",
    "70496,26,,A,,1.75,0.63,,0.63,,0.08,2.46,2.46,1,XXX,0.00,0.00,0.00,4,0,0,0,0,,32.3465,09,0,88,0.00,0.00,0.00",
    "70496,TC,,A,,0.00,5.93,,5.93,NA,0.03,5.96,5.96,1,XXX,0.00,0.00,0.00,4,0,0,0,0,,32.3465,02,0,88,5.48,5.48,0.03",
    "75801,,,R,,0.81,3.10,,3.10,,0.12,4.03,4.03,6,010,0.00,0.00,0.00,3,3,0,2,0,49320,32.3465,3Z,0,99,0.00,0.00,0.00",
    "86153,26,,A,,0.69,0.27,,0.27,,0.02,0.98,0.98,6,XXX,0.00,0.00,0.00,0,0,0,0,0,,32.3465,09,0,99,0.00,0.00,0.00",
    "99213,,,A,,1.30,1.33,,0.55,,0.10,2.73,1.95,0,XXX,0.00,0.00,0.00,0,0,0,0,0,,32.3465,09,0,99,0.00,0.00,0.00",
)
"""Rows as csv in the shape of 2025."""
ROW_2026 = "47370,,,A,,20.28,9.66,NA,9.66,,5.16,35.10,35.10,0,090,0.09,0.81,0.10,2,0,2,1,0,9,,33.4009,09,0,99,0.00,0.00,0.00"


def pfs_csv(
    rows: Iterable[str] = PFS_2025,
    title: str = "2025 National Physician Fee Schedule Relative Value File October Release",
    released: str = "09/11/2025",
) -> str:
    """A relative value file; in the shape of 2026 where its rows have 32 cells."""
    lines = list(rows)
    heads = [line.split(",") for line in PFS_HEADINGS]
    if lines and len(lines[0].split(",")) < len(heads[0]):
        heads = [[*head[:23], *head[24:]] for head in heads]
    blanks = "," * (len(heads[0]) - 3)
    preamble = [f",,{text}{blanks}" for text in (title, "notice", f"RELEASED {released}")]
    return "".join(f"{line}\r\n" for line in (*preamble, *map(",".join, heads), *lines))


def pfs_2026(*, qpp: bool = False) -> str:
    """The relative value file of January 2026, with one of its two conversion factors."""
    rows = [row.split(",") for row in PFS_2025 if not row.startswith(("47370", "36415"))]
    rows = [[*row[:23], "9", *row[23:]] for row in rows] + [ROW_2026.split(",")]
    lines = [
        ",".join([*row[:23], "1" if qpp else "9", row[24], "33.5675" if qpp else "33.4009", *row[26:]])
        for row in sorted(rows)
    ]
    title = "2026 National Physician Fee Schedule Relative Value File January Release"
    return pfs_csv(lines, title, "12/29/2025")


def pfs_txt(rows: Iterable[str] = PFS_2025) -> str:
    """The same as fixed-width text: seven rows of heading, then the rows."""
    lines = ["HDR notice"] * 7
    for text in rows:
        row = text.split(",")
        line = (
            f"{row[0]}{row[1]:2}{row[2]:50}{row[3]} {row[5]:>6} {row[6]:>6}{row[7]:2} {row[8]:>6}{row[9]:2} "
        )
        line += f"{row[10]:>5} {row[11]:>6}{row[12]:>6}{row[13]}{row[14]}"
        line += "".join(share.removeprefix("0") for share in row[15:18])
        line += f"{''.join(row[18:23])}{'':7}{row[23]:5}{row[24]:>8} {row[25]}{row[26]} {row[27]}    "
        lines.append(f"{line}{row[28]:>6} {row[29]:>6} {row[30]:>6}")
    return "".join(f"{line}\r\n" for line in lines)


def gpci(year: int = 2025) -> str:
    """Addendum E with four localities and a footnote."""
    indices = {
        2025: ("02102,AK,01,ALASKA*,1.5,1.081,0.592", "10112,AL,00,ALABAMA,1,0.869,0.575"),
        2026: ("02102,AK,01,ALASKA*,1.500,1.077,0.560", "10112,AL,00,ALABAMA,1.000,0.875,0.566"),
    }[year]
    return (
        f"ADDENDUM E. FINAL CY {year} GEOGRAPHIC PRACTICE COST INDICES,,,,,,\r\n,,,,,,\r\n"
        "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"
        f"{year} PW GPCI (with 1.0 Floor)***,{year} PE GPCI,{year} MP GPCI\r\n"
        f"{indices[0]}\r\n{indices[1]}\r\n"
        "01112,CA,05,SAN FRANCISCO,1.088,1.411,0.421\r\n01182,CA,18,LOS ANGELES,1.045,1.177,0.708\r\n"
        ",,,,,,\r\n*Work GPCI reflects a 1.5 floor in Alaska.,,,,,,\r\n"
    )


GPCI_HEAD = "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,"


def gpci_of_work(*floors: str, work: tuple[str, ...] = ("0.977", "1.000")) -> str:
    """Addendum E of 2026 with one locality, and a column of work for each of "without" and "with"."""
    heads = [f"2026 PW GPCI ({floor} 1.0 Floor)" for floor in floors]
    cells = [dict(zip(("without", "with"), work, strict=True))[floor] for floor in floors]
    return (
        f"{GPCI_HEAD}{','.join(heads)},2026 PE GPCI,2026 MP GPCI\r\n"
        f"10112,AL,00,ALABAMA,{','.join(cells)},0.875,0.566\r\n"
    )


def gpci_txt() -> str:
    """The rows of 2025 as fixed-width text, headings on line 3."""
    lines = [
        "ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY",
        "",
        f"{'Medicare Admi State  Locality':67}{'Locality Name':51}2025 PW GPCI2025 PE GPCI2025 MP GPCI",
    ]
    for row in gpci().split("\r\n")[3:7]:
        mac, state, locality, name, *indices = row.split(",")
        cells = "".join(f"{float(index):12.3f}" for index in indices)
        lines.append(f"{mac:16}{state:8}{locality:5}{name:85}{cells}")
    lines += ["MAC Assignments as of November 22, 2023", "", "*Work GPCI reflects a 1.5 floor in Alaska.", ""]
    return "".join(f"{line}\r\n" for line in lines)


def zip5() -> str:
    """Three ZIP codes, one of which lies in several localities."""
    rows = (
        ("AK", "99501", "02102", "01", "0"),
        ("AL", "35004", "10112", "00", "0"),
        ("CA", "94203", "01112", "05", "1"),
    )
    lines = [
        f"{state}{code}{mac}{locality}{'':6}{flag} A{'':52}20254" for state, code, mac, locality, flag in rows
    ]
    return "".join(f"{line}\r\n" for line in lines)


PTP_HEADINGS = (
    "notice\t\t\t\t\t\t\r\n"
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
)
MISUSE = "Misuse of Column Two code with Column One code"
PTP_1 = (
    ("0001A", "0591T", "", "20220101", "20231231", "1", MISUSE),
    ("27130", "99213", "", "20000101", "*", "1", "Standards of medical/surgical practice"),
    ("36415", "99213", "", "20180701", "20180701", "9", MISUSE),
)
PTP_2 = (
    ("43235", "80053", "*", "19960101", "*", "1", MISUSE),
    ("47120", "47370", "", "20020101", "*", "1", "More extensive procedure"),
    ("47370", "47000", "", "20020101", "*", "1", "More extensive procedure"),
    ("47370", "49320", "", "20020101", "*", "0", "CPT Manual or CMS manual coding instruction"),
    ("47370", "99213", "", "20140101", "20191231", "0", MISUSE),
    ("47370", "99213", "", "20200101", "*", "1", MISUSE),
    ("49205", "47370", "", "20020101", "20251231", "1", "Mutually exclusive procedures"),
    ("62322", "J2001", "", "20020101", "20201231", "0", MISUSE),
)


def ptp(rows: Iterable[tuple[str, ...]], headings: str = PTP_HEADINGS) -> str:
    """A part of the PTP edits."""
    return headings + "".join("\t".join(row) + "\r\n" for row in rows)


def mue(table: str = "Practitioner Services", rows: Iterable[str] = ()) -> str:
    """A table of MUEs, its notice of several lines first."""
    lines = tuple(rows) or (
        "47370,1,2 Date of Service Edit: Policy,Anatomic Consideration",
        "99213,2,3 Date of Service Edit: Clinical,Clinical: Data",
        "E0114,0,3 Date of Service Edit: Clinical,CMS Policy",
        "J1885,8,1 Line Edit,Prescribing Information",
    )
    head = f'"notice\r\n\r\nof several lines®",,,\r\n"HCPCS/\r\nCPT Code",{table} MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n'
    return head + "".join(f"{line}\r\n" for line in lines)


def opps(rows: Iterable[str] = (), delimiter: str = ",") -> str:
    """Addendum B."""
    lines = tuple(rows) or (
        '43235,,T,5301,9.5,"$873.10 ",,$174.62 ,,',
        '47370,,J1,5362,118.9,"$10,860.07 ",,"$2,172.02 ",,',
        "99213,,B,,,,,,,",
    )
    heads = [
        *("HCPCS Code", "Short Descriptor", "SI", "APC", "Relative Weight", "Payment Rate"),
        *("National Unadjusted Copayment", "Minimum Unadjusted Copayment"),
        *("Note: Actual copayments would be lower", "* Indicates a Change"),
    ]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["Addendum B"], ["notice"], heads, *csv.reader(lines)])
    return text.getvalue()


def asc_aa(rows: Iterable[str] = (), month: str = "January 2026") -> str:
    """Addendum AA."""
    lines = tuple(rows) or (
        "43235,,,Y,A2,6.9,$388.61",
        '47370, *,,Y,G2,90.9148,"$5,120.50 "',
        "76942,,,,N1,,",
    )
    return (
        f'"Addendum AA -- Covered Surgical Procedures{" " * 40}\r\n(Including Packaged)",,,,,,\r\nnotice,,,,,,\r\n,,,,,,\r\n'
        f"HCPCS Code,,Short Descriptor,Subject to Multiple Procedure Discounting,{month} Payment Indicator,"
        f"{month}  Payment Weight  ,{month} Payment Rate \r\n"
        + "".join(f"{line}\r\n" for line in lines)
        + "NOTE 1: of the table,,,,,,\r\n"
    )


def asc_ee(rows: Iterable[str] = ("27130,", "47380,"), year: int = 2026) -> str:
    """Addendum EE."""
    head = f"Addendum EE -- Surgical Procedures to be Excluded for CY {year},\r\nnotice,\r\n,\r\nHCPCS Code,Short Descriptor\r\n"
    return head + "".join(f"{row}\r\n" for row in rows)


HCPCS_HEADINGS = "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,COV,BETOS,ADD DT,ACT EFF DT,TERM DT,ACTION CD"
HCPCS_ROWS: tuple[Mapping[str, str], ...] = (
    {
        "code": "   AS",
        "record": "7",
        "long": "Assistant at surgery, not a physician",
        "short": "Assistant",
        "coverage": "C",
        "added": "19880101",
        "effective": "19990101",
    },
    {
        "code": "A9999",
        "record": "3",
        "long": "A supply of no other code, its words so many that they go on in a second row of it",
        "short": "Supply",
        "coverage": "D",
        "betos": "D1F",
        "added": "20040101",
        "effective": "20040101",
    },
    {
        "code": "G0105",
        "record": "3",
        "long": "Screening of the colon",
        "short": "Colon",
        "coverage": "D",
        "betos": "P8D",
        "added": "19980101",
        "effective": "19980101",
        "terminated": "20251231",
        "action": "D",
    },
)


def hcpcs_csv() -> str:
    """HCPCS Level II with the columns that are read, and others."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HCPCS_HEADINGS.split(","))
    for row in HCPCS_ROWS:
        cells = [row["code"], "0010", row["record"], row["long"], row["short"], "", row["coverage"]]
        cells += [row.get(key, "") for key in ("betos", "added", "effective", "terminated")]
        writer.writerow([*cells, row.get("action", "N")])
    return text.getvalue()


def hcpcs_txt() -> str:
    """The same as fixed-width text, disclaimers first, long descriptions continued."""
    lines = ["***Disclaimers" + "\t" * 40, "\t" * 40, ""]
    for row in HCPCS_ROWS:
        first, rest = row["long"][:80].rstrip(), row["long"][80:].strip()
        line = f"{row['code']:5}00100{row['record']}{first:80}{row['short']:28}"
        line = f"{line:229}{row['coverage']}"
        line = f"{line:256}{row.get('betos', ''):3}"
        line = (
            f"{line:268}{row['added']}{row['effective']}{row.get('terminated', ''):8}{row.get('action', 'N')}"
        )
        lines.append(f"{line:320}")
        if rest:
            lines.append(f"{row['code']:5}00200{'4' if row['record'] == '3' else '8'}{rest}".ljust(320))
    return "".join(f"{line}\r\n" for line in lines)


FILES = {
    "rvu25d/PPRRVU2025_Oct.csv": pfs_csv(),
    "rvu25d/GPCI2025.csv": gpci(),
    "rvu26a/PPRRVU2026_Jan_nonQPP.csv": pfs_2026(),
    "rvu26a/PPRRVU2026_Jan_QPP.csv": pfs_2026(qpp=True),
    "rvu26a/GPCI2026.csv": gpci(2026),
    "zip5/ZIP5_OCT2025.txt": zip5(),
    "ncci/ccipra-v320r0-f1.TXT": ptp(PTP_1),
    "ncci/ccipra-v320r0-f2.TXT": ptp(PTP_2),
    "ncci/ccioph-v320r0-f1.TXT": ptp(PTP_2[:3]),
    "ncci/MCR_MUE_PractitionerServices_Eff_01-01-2026.csv": mue(),
    "ncci/MCR_MUE_OutpatientHospitalServices_Eff_01-01-2026.csv": mue("Outpatient Hospital Services"),
    "ncci/MCR_MUE_DMESupplierServices_Eff_01-01-2026.csv": mue(
        "DME Supplier Services", ["E0114,2,2 Date of Service Edit: Policy,CMS Policy"]
    ),
    "opps/2026 January Web Addendum B.12.30.25.csv": opps(),
    "asc/January 2026 ASC Addenda - Addendum AA.12.30.25.csv": asc_aa(),
    "asc/January 2026 ASC Addenda - Addendum EE.12.30.25.csv": asc_ee(),
    "hcpcs/HCPC2026_JAN_ANWEB_01052026.csv": hcpcs_csv(),
}
"""Path -> text: what CMS publishes for January 2026, and the fee schedule of October 2025."""


def publish(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write files into a folder, and return it."""
    for name, text in files.items():
        path = folder / name
        os.makedirs(path.parent, exist_ok=True)
        path.write_bytes(text.encode("cp1252"))
    return folder
