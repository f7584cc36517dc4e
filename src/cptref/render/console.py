"""Sheets for a screen, drawn with Rich: wrapped to its width, nothing cut, codes and addresses unbroken."""

import io
from collections.abc import Iterable
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from cptref.render.plain import told, words
from cptref.render.widths import GAP, widths
from cptref.sheet import Fact, Section, Sheet, State, Table

if TYPE_CHECKING:
    from cptref.render import Style

_WIDEST = 120  # columns; longer lines are hard to read
_NARROW = 60  # columns; below them a label stands above its value
_VALUE = 24  # columns; with fewer, a value stands beneath its label
_UNBROKEN = ("code", "field", "path", "modifier", "reportable", "kind", "origin", "state", "codes", "payer")
_TOLD_BENEATH = ("note", "state")


def render(sheet: Sheet, style: "Style") -> str:
    """Return the sheet as lines of at most the screen's width; only an address may be longer."""
    return _Screen(style).draw(sheet)


class _Screen:
    """A screen, and the marks that the sources cited on it have."""

    def __init__(self, style: "Style") -> None:
        self._width = max(20, min(style.width, _WIDEST))
        self._line = "─" if style.lines else "-"
        self._marks: dict[str, str] = {}
        self._lines: list[Text] = []
        self._file = io.StringIO()
        self._console = Console(
            file=self._file,
            width=self._width,
            height=100,  # with a width alone, Rich takes 80 columns where TERM is dumb
            color_system="standard" if style.color else None,
            force_terminal=style.color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def draw(self, sheet: Sheet) -> str:
        if sheet.code:
            self._say(Text(f"{sheet.code_system} {sheet.code}  {sheet.title}".strip(), "bold"))
        for note in sheet.notes:
            self._say(Text.assemble((f"{note.label}: ", "bold"), _told(note), self._mark(note.source)))
        for section in sheet.sections:
            self._section(section)
        if self._marks and sheet.sections[-1].name != "sources":
            self._lines.append(Text())
        for source, mark in self._marks.items():
            self._say(Text(f"{mark} {source}", "dim"))
        self._console.print(Text("\n").join(self._lines), soft_wrap=True)  # once: each print has its cost
        return "".join(f"{line.rstrip(' ')}\n" for line in self._file.getvalue().splitlines())

    def _say(self, text: Text, indent: int = 0) -> None:
        """Take up lines of text, wrapped to the screen."""
        for line in self._wrapped(text, self._width - indent):
            self._lines.append(Text(" " * indent).append_text(line) if indent else line)

    def _section(self, section: Section) -> None:
        if section.name:
            self._heading(section)
        if section.table:
            self._table(section)
        labels = max((cell_len(words(fact.label)) for fact in section.facts), default=0)
        for fact in section.facts:
            self._fact(section, fact, labels)

    def _heading(self, section: Section) -> None:
        heading = Text.assemble((words(section.name).replace("-", " ").upper(), "bold cyan"))
        heading.append_text(self._mark(section.source))
        heading.append(f" {self._line * (self._width - heading.cell_len - 1)}", "dim")
        self._lines.append(heading)

    def _fact(self, section: Section, fact: Fact, labels: int) -> None:
        """Take up a fact: the label, and the value beside it, or beneath it where there is no room."""
        if fact.state.replace(" ", "-") == section.name:
            fact = fact._replace(state="stated")  # the heading says it
        beside = self._width >= _NARROW and self._width - labels - 4 >= _VALUE
        name = words(fact.label)
        label = Text.assemble((f"  {set_cell_size(name, labels) if beside else name}", "bold"))
        indent = labels + 4 if beside else 4
        value = _told(fact)
        if fact.source != section.source:
            value.append_text(self._mark(fact.source))
        if (
            len(fact.values) == 1
            and fact.values[0].startswith("https://")
            and indent + value.cell_len > self._width
        ):
            label.rstrip()
            self._lines += [label, value]
            return
        if not beside:
            self._say(label)
            self._say(value, indent)
            return
        first, *rest = self._wrapped(value, self._width - indent)
        self._lines.append(label.append("  ").append_text(first))
        self._lines += [Text(" " * indent).append_text(line) for line in rest]

    def _wrapped(self, text: Text, width: int) -> Iterable[Text]:
        return [text] if text.cell_len <= width else text.wrap(self._console, width, overflow="fold")

    def _table(self, section: Section) -> None:
        """Draw rows under columns, or as cards where the columns have no room; then what is said of rows."""
        table = section.table or Table(())
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        drawn = [row for row in rows if row.get("state", "stated") == "stated"] if table.main else rows
        rows_details = self._details(table, drawn)
        hidden = (*(_TOLD_BENEATH if table.main else ()), *table.details)
        columns = [name for name in table.columns if name not in hidden and any(row[name] for row in drawn)]
        cells = [[self._cell(table, row, column) for column in columns] for row in drawn]
        heads = [words(column) for column in columns]
        room = widths([heads, *cells], [column in _UNBROKEN for column in columns], self._width - 1)
        if room is None:
            self._cards(heads, cells, rows_details)
        elif cells:
            self._row(heads, room, "bold")
            self._lines += [] if section.name else [Text(self._line * self._width)]
            for row, details in zip(cells, rows_details, strict=True):
                self._row(row, room)
                if details:
                    self._say(Text("; ").join(details), indent=3)
        for said in rows if table.main else ():
            self._beneath(table, said)

    def _details(self, table: Table, rows: list[dict[str, str]]) -> list[list[Text]]:
        """Return what stands beneath each row; what is the same in all of several is told above, once."""
        beneath: list[list[Text]] = [[] for _ in rows]
        for column in table.details:
            told = [
                Text.assemble((f"{words(column)}: ", "bold"), self._cell(table, row, column)) for row in rows
            ]
            if len(rows) > 1 and len({row[column] for row in rows}) == 1:
                for said in told[:1] if rows[0][column] else ():
                    self._say(said)
                continue
            for row, details, said in zip(rows, beneath, told, strict=True):
                details.extend([said] if row[column] else [])
        return beneath

    def _row(self, cells: list[str], room: list[int], style: str = "") -> None:
        """Draw the cells of a row side by side, each wrapped to its column."""
        wrapped = [self._split(cell, width) for cell, width in zip(cells, room, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            padded = (part + " " * (width - cell_len(part)) for part, width in zip(parts, room, strict=True))
            self._lines.append(Text(f" {(' ' * GAP).join(padded)}", style))

    def _split(self, cell: str, width: int) -> list[str]:
        if cell_len(cell) <= width:
            return [cell]
        return [line.plain.rstrip() for line in self._wrapped(Text(cell), width)]

    def _cards(self, heads: list[str], cells: list[list[str]], rows_details: list[list[Text]]) -> None:
        """Draw a row as lines, a blank line between two rows."""
        for i, (row, details) in enumerate(zip(cells, rows_details, strict=True)):
            self._lines += [Text()] if i else []
            for head, cell in zip(heads, row, strict=True):
                if cell:
                    self._say(Text.assemble((f" {head}: ", "bold"), cell))
            if details:
                self._say(Text("; ").join(details), indent=1)

    def _cell(self, table: Table, row: dict[str, str], column: str) -> str:
        if column == "bar" and self._line == "-":
            return row[column].replace("█", "#")
        return self._mark(row[column]).plain.strip() if column == "source" and table.main else row[column]

    def _beneath(self, table: Table, row: dict[str, str]) -> None:
        """Say of a row what has no column: its note, or which topic is not available or silent."""
        if row["state"] == "stated" and not row["note"]:
            return
        names = [row[name] for name in table.columns[: table.columns.index(table.main)] if row[name]]
        said = ": ".join(filter(None, (" ".join(names), _topic(table, row) or row["note"])))
        fact = Fact("", (said,), cast("State", row["state"]))
        text = Text.assemble(_told(fact), self._mark(row["source"]))
        self._say(text, indent=1)

    def _mark(self, source: str) -> Text:
        """Return the mark of a source and section, such as ` [2]`."""
        if not source:
            return Text()
        return Text(f" {self._marks.setdefault(source, f'[{len(self._marks) + 1}]')}", "dim")


def _topic(table: Table, row: dict[str, str]) -> str:
    return row[table.main] if row["state"] != "stated" else ""


def _told(fact: Fact) -> Text:
    """Write what is known of a topic, any state but "stated" set off."""
    text = Text(told(fact))
    if fact.state != "stated":
        text.stylize("magenta", 0, len(fact.state) + 2)
    return text
