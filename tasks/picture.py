"""Draw `cptref show 47370` in a terminal as docs/show.svg, or check that the picture is current."""

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from readme import PLAIN

PICTURE = Path(__file__).parents[1] / "docs" / "show.svg"
COMMAND = "cptref show 47370"


def picture() -> str:
    """Return the SVG that Rich makes of the command's real output."""
    words = [sys.executable, "-m", "cptref", *COMMAND.split()[1:], "--color", "always"]
    output = subprocess.run(words, env=os.environ | PLAIN, capture_output=True, text=True, check=True).stdout
    console = Console(record=True, width=96, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(f"$ {COMMAND}\n{output}"))
    return console.export_svg(title=COMMAND, unique_id="cptref")


def main() -> int:
    """Write the picture; with --check, say whether the one there is current."""
    drawn = picture()
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn, encoding="utf-8")
    elif PICTURE.read_text(encoding="utf-8") != drawn:
        print(f"{PICTURE.name} is not what the tool prints: run 'poe renew'")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
