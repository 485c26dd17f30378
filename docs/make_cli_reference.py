"""Write docs/cli.md, the reference of the command, from the help of the command itself.

    python docs/make_cli_reference.py

A test fails when the file does not say what ``--help`` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from navroute.cli.app import whole_app

TARGET = Path(__file__).with_name("cli.md")

HEAD = """# The command

Everything `navroute --help` and the help of each command say. Written by
`python docs/make_cli_reference.py`; do not edit.
"""


def reference() -> str:
    """Return the whole reference as Markdown.

    It is made of what typer makes its help of, not of the printed help, whose frames depend on
    the versions of typer and rich.
    """
    root: Any = typer.main.get_command(whole_app())
    commands = list(_commands(root, ("navroute",)))
    listed = [f"- [`{' '.join(path)}`](#{_anchor(path)}): {_first(c)}" for path, c in commands[1:]]
    parts = [HEAD, *(_section(path, command) for path, command in commands)]
    parts[1] = f"{parts[1]}\n\n" + "\n".join(listed)
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - typer brings its own click
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from _commands(child, (*path, name))


def _anchor(path: tuple[str, ...]) -> str:
    return "-".join(path)


def _section(path: tuple[str, ...], command: Any) -> str:  # noqa: ANN401
    hashes = "#" * min(len(path) + 1, 3)
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and _is_ours(p)]
    usage = [*path, "[OPTIONS]", *(_argument(p) for p in arguments)]
    if getattr(command, "commands", None):
        usage.append("COMMAND ...")
    blocks = [
        f"{hashes} {' '.join(path)}",
        _prose(command.help),
        f"```\n{' '.join(usage)}\n```",
        _table("Argument", [(f"`{_argument(p)}`", _help(p)) for p in arguments]),
        _table("Option", [(_names(p), _help(p)) for p in options]),
        _epilog(command),
    ]
    return "\n\n".join(block for block in blocks if block)


def _is_ours(option: Any) -> bool:  # noqa: ANN401
    """Whether to list an option: typer's own for completion depend on the shell they run in."""
    return not option.hidden and option.name not in {"install_completion", "show_completion"}


def _first(command: Any) -> str:  # noqa: ANN401
    return _prose(command.help).split("\n\n")[0]


def _prose(text: str | None) -> str:
    paragraphs = (text or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _epilog(command: Any) -> str:  # noqa: ANN401
    text = "\n".join(line for line in (command.epilog or "").strip().splitlines() if line.strip())
    return f"```\n{text}\n```" if text else ""


def _argument(parameter: Any) -> str:  # noqa: ANN401
    name = (parameter.metavar or parameter.name).upper().strip("[]")
    return name if parameter.required else f"[{name}]"


def _names(parameter: Any) -> str:  # noqa: ANN401
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    if parameter.is_flag:
        return f"`{names}`"
    return f"`{names} {parameter.metavar or 'VALUE'}`"


def _help(parameter: Any) -> str:  # noqa: ANN401
    words = [" ".join((getattr(parameter, "help", "") or "").split())]
    default = parameter.default
    if isinstance(default, str | int | float) and not isinstance(default, bool) and default != "":
        words.append(f"Default: `{default}`.")
    if parameter.required:
        words.append("Required.")
    if parameter.multiple:
        words.append("May be given again.")
    return " ".join(filter(None, words)).replace("|", "\\|")


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    lines = [(head, "What it does"), ("---", "---"), *rows]
    return "\n".join(f"| {name} | {text} |" for name, text in lines)


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
