"""Sheets for a screen, drawn with Rich: wrapped to its width, nothing cut, codes and addresses unbroken."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import Box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from cptref.answer import Fact, Section, Sheet, Table
from cptref.render.plain import told, words

if TYPE_CHECKING:
    from cptref.render import Style

_WIDEST = 120  # columns; longer lines are hard to read
_NARROW = 60  # columns; below them a label stands above its value
_VALUE = 24  # columns; with fewer, a value stands beneath its label
_UNBROKEN = ("code", "field", "modifier", "reportable", "kind", "origin", "state", "codes", "payer")
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
            self._say(Text(f"{sheet.code}  {sheet.title}".rstrip(), "bold"))
        for note in sheet.notes:
            self._say(Text(note))
        for section in sheet.sections:
            self._section(section)
        if self._marks and sheet.sections[-1].name != "sources":
            self._lines.append(Text())
        for source, mark in self._marks.items():
            self._say(Text(f"{mark} {source}", "dim"))
        self._flush()
        return "".join(f"{line.rstrip(' ')}\n" for line in self._file.getvalue().splitlines())

    def _say(self, text: Text, indent: int = 0) -> None:
        """Take up lines of text, wrapped to the screen."""
        for line in self._wrapped(text, self._width - indent):
            self._lines.append(Text(" " * indent).append_text(line) if indent else line)

    def _flush(self) -> None:
        """Print the lines taken up, in one go: each print of Rich's has its cost."""
        if self._lines:
            self._console.print(Text("\n").join(self._lines), soft_wrap=True)
            self._lines.clear()

    def _section(self, section: Section) -> None:
        if section.name:
            self._heading(section)
        if section.table:
            self._table(section)
        labels = max((len(fact.label) for fact in section.facts), default=0)
        for fact in section.facts:
            self._fact(section, fact, labels)

    def _heading(self, section: Section) -> None:
        heading = Text(words(section.name).replace("-", " ").upper(), "bold cyan")
        heading.append_text(self._mark(section.source))
        heading.append(f" {self._line * (self._width - heading.cell_len - 1)}", "dim")
        self._lines.append(heading)

    def _fact(self, section: Section, fact: Fact, labels: int) -> None:
        """Take up a fact: the label, and the value beside it, or beneath it where there is no room."""
        if fact.state.replace(" ", "-") == section.name:
            fact = fact._replace(state="stated")  # the heading says it
        beside = self._width >= _NARROW and self._width - labels - 4 >= _VALUE
        label = Text(f"  {words(fact.label):{labels if beside else 0}}", "bold")
        indent = labels + 4 if beside else 4
        value = _told(fact)
        if fact.source != section.source:
            value.append_text(self._mark(fact.source))
        if (
            len(fact.values) == 1
            and fact.values[0].startswith("https://")
            and indent + len(value) > self._width
        ):
            self._lines += [label, value]
            return
        first = len(self._lines)
        if not beside:
            self._say(label)
        self._say(value, indent)
        if beside:
            self._lines[first] = label.append_text(self._lines[first][len(label) :])

    def _wrapped(self, text: Text, width: int) -> Iterable[Text]:
        return [text] if text.cell_len <= width else text.wrap(self._console, width, overflow="fold")

    def _table(self, section: Section) -> None:
        """Draw rows under columns, or as cards where the columns have no room; then what is said of rows."""
        table = section.table or Table(())
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        drawn = [row for row in rows if row.get("state", "stated") == "stated"] if table.main else rows
        hidden = _TOLD_BENEATH if table.main else ()
        columns = [name for name in table.columns if name not in hidden and any(row[name] for row in drawn)]
        cells = [[self._cell(table, row, column) for column in columns] for row in drawn]
        if sum(_room(column, [row[i] for row in cells]) for i, column in enumerate(columns)) > self._width:
            self._cards(columns, cells)
        elif cells:
            self._grid(columns, cells, self._line if not section.name else "")
        for row in rows if table.main else ():
            self._beneath(table, row)

    def _grid(self, columns: list[str], cells: list[list[Text]], line: str) -> None:
        """Draw rows under columns, with a line below the head if one is given."""
        box = Box(f"    \n    \n {line * 2} \n    \n    \n    \n    \n    \n") if line else None
        grid = Grid(box=box, show_edge=False, header_style="bold", padding=(0, 1))
        for column in columns:
            grid.add_column(words(column), no_wrap=column in _UNBROKEN, overflow="fold")
        for row in cells:
            grid.add_row(*row)
        self._flush()
        self._console.print(grid)

    def _cards(self, columns: list[str], cells: list[list[Text]]) -> None:
        for i, row in enumerate(cells):
            self._lines += [Text()] if i else []
            for column, cell in zip(columns, row, strict=True):
                if cell.plain:
                    self._say(Text.assemble((f" {words(column)}: ", "bold"), cell))

    def _cell(self, table: Table, row: dict[str, str], column: str) -> Text:
        return self._mark(row[column], "") if column == "source" and table.main else Text(row[column])

    def _beneath(self, table: Table, row: dict[str, str]) -> None:
        """Say of a row what has no column: its note, or which topic is not available or silent."""
        if row["state"] == "stated" and not row["note"]:
            return
        names = [row[name] for name in table.columns[: table.columns.index(table.main)] if row[name]]
        said = ": ".join(filter(None, (" ".join(names), _topic(table, row) or row["note"])))
        text = Text.assemble(_told(Fact("", (said,), row["state"])), self._mark(row["source"]))  # type: ignore[arg-type]
        self._say(text, indent=1)

    def _mark(self, source: str, before: str = " ") -> Text:
        """Return the mark of a source and section, such as ` [2]`."""
        if not source:
            return Text()
        return Text(f"{before}{self._marks.setdefault(source, f'[{len(self._marks) + 1}]')}", "dim")


def _topic(table: Table, row: dict[str, str]) -> str:
    return row[table.main] if row["state"] != "stated" else ""


def _told(fact: Fact) -> Text:
    """Write what is known of a topic, any state but "stated" set off."""
    text = Text(told(fact))
    if fact.state != "stated":
        text.stylize("magenta", 0, len(fact.state) + 2)
    return text


def _room(column: str, cells: list[Text]) -> int:
    """Return the columns that a table's column needs at the least, with the gap after it."""
    if column in _UNBROKEN:
        return max(len(words(column)), *(cell.cell_len for cell in cells)) + 3
    longest = max((len(word) for cell in cells for word in cell.plain.split()), default=0)
    return max(len(words(column)), min(longest, 14)) + 3
