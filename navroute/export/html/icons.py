"""Icons of the page, drawn for it, as inline SVG; each status has a shape as well as a colour."""

from __future__ import annotations

__all__ = ["ARROW", "BY_STATUS", "FAVICON", "PORT"]


def _icon(name: str, body: str) -> str:
    return f'<svg class="icon {name}" viewBox="0 0 24 24" aria-hidden="true">{body}</svg>'


ARROW = _icon("arrow", '<path d="M4 12h15M13 6l6 6-6 6" class="line"/>')
PORT = _icon(
    "port",
    '<circle cx="12" cy="5.5" r="2.5" class="line"/>'
    '<path d="M12 8v13M8 11.5h8M4 14c.6 4.2 3.8 7 8 7s7.4-2.8 8-7" class="line"/>',
)
BY_STATUS = {
    "OPEN": _icon(
        "open", '<circle cx="12" cy="12" r="10" class="body"/><path d="M7 12.5l3.5 3.5L17 8.5"/>'
    ),
    "CAUTION": _icon(
        "caution", '<path d="M12 2 23 21.5H1Z" class="body"/><path d="M12 9v6M12 18v.2"/>'
    ),
    "CLOSED": _icon(
        "closed",
        '<path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z" class="body"/>'
        '<path d="M8 8l8 8M16 8l-8 8"/>',
    ),
}
# A ship on the sea, percent-encoded for a data: address.
FAVICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='7' fill='%230b4a6f'/%3E"
    "%3Cpath d='M16 5c4 4 6 8 6 13v8H10v-8c0-5 2-9 6-13z' fill='%23fff'/%3E%3C/svg%3E"
)
