"""Makes one PDF: an order as JSON comes in, the file goes out.

Run by itself, without the product around it, so that it starts fast.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
CPU_SECONDS = 10
MEMORY_BYTES = 2 * 2**30
NO_FONT = "could not be displayed with font"
MISSING = " · some letters have no font on the server: the page on screen has them"


def make(order: dict[str, Any]) -> Any:
    """First by the standard for everybody to read; where a letter has no font in it,
    which the standard forbids, tagged all the same; the paper says what is missing."""
    try:
        return _compiler(order).compile(pdf_standards=["ua-1"])
    except typst.TypstError as error:
        order["data"]["foot"] += MISSING if NO_FONT in str(error) else ""
        return _compiler(order).compile()


def _compiler(order: dict[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        input=f"{order['root']}/{order['template']}",
        root=order["root"],
        font_paths=[str(FONTS)],
        sys_inputs={"data": json.dumps(order["data"])},
    )


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(make(json.load(sys.stdin)))


if __name__ == "__main__":
    main()
