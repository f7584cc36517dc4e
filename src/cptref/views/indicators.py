"""What the figures and letters of Medicare's files mean, in our own words.

Of the relative value file: the appendix of the RVU file's documentation, the same fields in the Medicare
Claims Processing Manual, Pub. 100-04, chapter 23. Of the addenda: OPPS Addendum D1, ASC Addendum DD1.
"""

STATUS = {
    "A": "active: paid separately where covered",
    "B": "bundled: never paid separately",
    "C": "priced by the contractor, by report",
    "D": "deleted",
    "E": "excluded from this schedule by regulation",
    "F": "deleted or discontinued: no grace period",
    "G": "not valid for Medicare; another code is used; 90 days of grace",
    "H": "deleted modifier",
    "I": "not valid for Medicare: another code is used",
    "J": "anesthesia: paid by base and time units, which this file does not hold",
    "M": "for measurement and reporting only",
    "N": "not covered by Medicare",
    "P": "bundled or excluded",
    "R": "restricted coverage: special instructions apply",
    "T": "paid only where nothing else is payable to the same provider on that day",
    "X": "excluded by statute",
}
PC_TC = {
    "0": "physician service: not split, 26 and TC are not allowed",
    "1": "diagnostic test or radiology: 26 and TC are allowed",
    "2": "professional component only: 26 and TC are not allowed",
    "3": "technical component only: 26 and TC are not allowed",
    "4": "global test only: 26 and TC are not allowed",
    "5": "incident to a physician's service: 26 and TC are not allowed",
    "6": "physician's interpretation of a laboratory test: 26 is allowed, TC is not",
    "7": "physical therapy: not payable to the therapist",
    "8": "physician's interpretation of an abnormal blood smear: no TC",
    "9": "the concept does not apply",
}
GLOBAL_DAYS = {
    "000": "the day of the procedure only",
    "010": "the day of the procedure and 10 days after",
    "090": "the day before, the day of the procedure and 90 days after",
    "MMM": "maternity: the usual global period does not apply",
    "XXX": "the global concept does not apply",
    "YYY": "the contractor decides on the global period",
    "ZZZ": "an add-on: within the global period of the other service",
}
MULTIPLE = {
    "0": "no reduction for multiple procedures",
    "1": "100, 50, 25, 25 and 25 percent, by rank of fee (rule from before 1995)",
    "2": "100, 50, 50, 50 and 50 percent, by rank of fee; then by report",
    "3": "endoscopies of one family, by their base; then ranked with others",
    "4": "diagnostic imaging: reduced technical and professional components of later ones",
    "5": "therapy: practice expense of later services halved",
    "6": "diagnostic cardiovascular: technical component of later ones less 25 percent",
    "7": "diagnostic ophthalmology: technical component of later ones less 20 percent",
    "9": "the concept does not apply",
}
BILATERAL = {
    "0": "no 150 percent for both sides: 100 percent of one side at most",
    "1": "150 percent for both sides",
    "2": "the RVUs are for both sides already: 100 percent",
    "3": "100 percent for each side",
    "9": "the concept does not apply",
}
ASSISTANT = {
    "0": "not paid unless documents establish that an assistant was necessary",
    "1": "may not be paid, by statute",
    "2": "may be paid",
    "9": "the concept does not apply",
}
CO_SURGEONS = {
    "0": "not permitted",
    "1": "may be paid; documents must establish that two surgeons were necessary",
    "2": "permitted without documents where the two have different specialties",
    "9": "the concept does not apply",
}
TEAM = {
    "0": "not permitted",
    "1": "may be paid by report; documents must establish that a team was necessary",
    "2": "permitted, by report",
    "9": "the concept does not apply",
}
SUPERVISION = {
    "01": "general supervision by a physician",
    "02": "direct supervision by a physician",
    "03": "personal supervision by a physician",
    "04": "none for a qualified psychologist; else general",
    "05": "none for a qualified audiologist; else direct",
    "06": "done by a physician, or a certified physical therapist where state law permits",
    "21": "general for a certified technician; else direct",
    "22": "a technician in real-time contact with a physician",
    "66": "done by a physician, or a physical therapist certified for this very test",
    "6A": "as 66; such a therapist may also supervise another, and bills",
    "77": "done by a certified physical therapist, or by others under supervision",
    "7A": "as 77; such a therapist may also supervise another, and bills",
    "09": "the concept does not apply",
}
IMAGING_FAMILY = {
    "88": "reduced where several images are taken",
    "99": "the concept does not apply",
}
NA = {"NA": "rarely or never done in this setting", "": "not flagged"}
MAI = {
    "1": "a limit for each claim line: more units may pay on a line of their own with a modifier",
    "2": "a limit for each day, absolute: no modifier and no appeal exceeds it",
    "3": "a limit for each day: more units pay where documents establish medical necessity",
}
OPPS = {
    "A": "paid by another fee schedule, not OPPS",
    "B": "not paid by OPPS on a hospital outpatient bill; another code may be",
    "C": "inpatient only: not paid as outpatient",
    "E1": "not covered, or not paid by any Medicare outpatient system",
    "E2": "not priced: no cost data",
    "F": "acquired at reasonable cost",
    "G": "pass-through drug or biological: paid separately",
    "H": "pass-through device: paid separately",
    "J1": "comprehensive: one payment for all services on the claim",
    "J2": "comprehensive where certain services stand together",
    "K": "drug or biological that is no pass-through: paid separately",
    "L": "vaccine: paid at reasonable cost",
    "M": "not billable to the Medicare contractor",
    "N": "packaged: no separate payment",
    "P": "partial hospitalization: paid by the day",
    "Q1": "packaged with a service of indicator S, T or V; else paid",
    "Q2": "packaged with a service of indicator T; else paid",
    "Q3": "may be paid within a composite",
    "Q4": "laboratory: packaged with certain services; else by its own schedule",
    "R": "blood or blood product: paid separately",
    "S": "procedure: paid separately, no reduction for multiple ones",
    "T": "procedure: paid separately, reduced among multiple ones",
    "U": "brachytherapy source: paid separately",
    "V": "clinic or emergency visit: paid separately",
    "Y": "durable equipment: billed to the DME contractor",
}
ASC = {
    "A2": "on the ASC list since 2007: paid by its OPPS weight",
    "D2": "dental surgery: paid by its OPPS weight",
    "G2": "surgery not mostly done in offices: paid by its OPPS weight",
    "J8": "device-intensive: paid at an adjusted rate",
    "N1": "packaged: no separate payment",
    "P2": "mostly done in offices: paid by its OPPS weight",
    "P3": "mostly done in offices: paid by its non-facility practice expense",
    "R2": "mostly done in offices, without non-facility practice expense: paid by its OPPS weight",
    "Z2": "radiology: paid by its OPPS weight",
    "Z3": "radiology: paid by its non-facility practice expense",
}
COVERAGE = {
    "C": "the contractor decides",
    "D": "special instructions apply",
    "I": "not payable by Medicare",
    "M": "not covered by Medicare",
    "S": "not covered by statute",
}

POLICY = {
    "pc_tc": PC_TC,
    "global_days": GLOBAL_DAYS,
    "multiple": MULTIPLE,
    "bilateral": BILATERAL,
    "assistant": ASSISTANT,
    "co_surgeons": CO_SURGEONS,
    "team": TEAM,
    "supervision": SUPERVISION,
    "imaging_family": IMAGING_FAMILY,
}
"""The policy indicators of a relative value row: field -> figure -> words."""


def words(table: dict[str, str], figure: str) -> str:
    """Write a figure and what it means; a figure of no known meaning says so."""
    return f"{figure}: {table.get(figure, 'no meaning is held')}" if figure else "blank"
