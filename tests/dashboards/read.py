"""What people read of a page."""

import re


def body(response) -> str:
    """What people read: markup and runs of blanks taken out."""
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+([.,])", r"\1", " ".join(text.split()))


def cards(response) -> list[str]:
    return re.findall(r'id="card-(\w+)"', response.content.decode())
