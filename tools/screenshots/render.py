#!/usr/bin/env python3
"""Draws what a terminal shows as an SVG picture.

Reads text with ANSI colours, such as `tmux capture-pane -e -p -N` prints, from standard
input. Characters that take two columns, such as Hangul, get exactly two: runs of narrow and
of wide characters are placed one by one, so that no font can shift what follows.

    tmux capture-pane -e -p -N | render.py --title "pidx" --cursor 12,3 >picture.svg
"""

import argparse
import re
import sys
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from typing import Iterator, List, Optional, Tuple

FONT_SIZE = 14.0
WIDE_FONT_SIZE = 15.5  # Hangul of a terminal fills its two columns
CELL = 8.43  # the advance of DejaVu Sans Mono, Menlo and their like at 14 pixels
LINE = 19.0
BASELINE = 14.0
MARGIN = 12.0
TITLE_BAR = 28.0
FOREGROUND = "#d4d4d4"
BACKGROUND = "#1e1e1e"
BASIC = (
    "#1e1e1e #f14c4c #23d18b #d7ba7d #569cd6 #c586c0 #4ec9b0 #d4d4d4 "
    "#808080 #f48771 #89d185 #f5f543 #3b8eea #d670d6 #29b8db #ffffff"
).split()
FONTS = (
    "'DejaVu Sans Mono','Menlo','Consolas','Liberation Mono',"
    "'Noto Sans Mono CJK KR','NanumGothicCoding','Apple SD Gothic Neo','Malgun Gothic',monospace"
)
ESCAPE = re.compile(r"\x1b\[([0-9;:]*)m|\x1b[()].|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x0e\x0f]")


@dataclass(frozen=True)
class Style:
    """The attributes of a cell, as SGR sequences set them."""

    fg: Optional[str] = None
    bg: Optional[str] = None
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False

    def colours(self) -> Tuple[str, str]:
        fg, bg = self.fg or FOREGROUND, self.bg or BACKGROUND
        return (bg, fg) if self.reverse else (fg, bg)


@dataclass
class Cell:
    text: str
    width: int
    style: Style


def indexed(number: int) -> str:
    """The colour of a number from 0 to 255: 16 basic ones, a cube, greys."""
    if number < 16:
        return BASIC[number]
    if number >= 232:
        return "#{0:02x}{0:02x}{0:02x}".format(8 + 10 * (number - 232))
    steps = (0, 95, 135, 175, 215, 255)
    number -= 16
    return "#%02x%02x%02x" % (steps[number // 36], steps[number // 6 % 6], steps[number % 6])


def extended(codes: Iterator[int]) -> Optional[str]:
    """The colour after 38 or 48: `5;N` or `2;R;G;B`."""
    kind = next(codes, 0)
    if kind == 5:
        return indexed(min(next(codes, 0), 255))
    if kind == 2:
        return "#%02x%02x%02x" % tuple(min(next(codes, 0), 255) for _ in range(3))
    return None


FLAGS = {1: ("bold", True), 2: ("dim", True), 3: ("italic", True), 4: ("underline", True),
         7: ("reverse", True), 23: ("italic", False), 24: ("underline", False),
         27: ("reverse", False)}


def changed(style: Style, parameters: str) -> Style:
    """The style after an SGR sequence with these parameters."""
    codes = iter([int(code or 0) for code in re.split("[;:]", parameters)])
    for code in codes:
        if code == 0:
            style = Style()
        elif code in FLAGS:
            name, value = FLAGS[code]
            style = replace(style, **{name: value})
        elif code == 22:
            style = replace(style, bold=False, dim=False)
        elif code in (38, 39, 48, 49):
            side = "fg" if code < 40 else "bg"
            style = replace(style, **{side: extended(codes) if code in (38, 48) else None})
        elif code % 100 // 10 in (3, 9) and code < 100:
            style = replace(style, fg=BASIC[code % 10 + (8 if code >= 90 else 0)])
        elif 40 <= code < 48 or 100 <= code < 108:
            style = replace(style, bg=BASIC[code % 10 + (8 if code >= 100 else 0)])
    return style


def columns(character: str) -> int:
    """How many columns a character takes; 0 if it is drawn with the one before it."""
    if unicodedata.combining(character) or 0x1160 <= ord(character) <= 0x11FF:
        return 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(line: str, style: Style) -> Tuple[List[Cell], Style]:
    """The cells of a line, and the style at its end."""
    row: List[Cell] = []

    def put(text: str) -> None:
        for character in text:
            width = columns(character)
            if width == 0 and row:
                row[-1].text += character
            elif width > 0 and character >= " ":
                row.append(Cell(character, width, style))

    end = 0
    for match in ESCAPE.finditer(line):
        put(line[end:match.start()])
        if match.group(1) is not None:
            style = changed(style, match.group(1))
        end = match.end()
    put(line[end:])
    return row, style


def kind(cell: Cell) -> int:
    """Cells are drawn together if they have one kind: wide, narrow or beyond Latin (each alone)."""
    if cell.width == 2:
        return 2
    return 1 if cell.text < "\u0250" else 0


def runs(row: List[Cell], key) -> Iterator[Tuple[int, int, List[Cell]]]:
    """Neighbours with the same key: first column, columns, cells."""
    column, start, run = 0, 0, []
    for cell in row:
        if run and key(cell) != key(run[-1]):
            yield start, column - start, run
            start, run = column, []
        run.append(cell)
        column += cell.width
    if run:
        yield start, column - start, run


def backgrounds(row: List[Cell], top: float) -> Iterator[str]:
    for start, count, run in runs(row, lambda cell: cell.style.colours()[1]):
        colour = run[0].style.colours()[1]
        if colour != BACKGROUND:
            yield (f'<rect x="{MARGIN + start * CELL:.2f}" y="{top:.2f}" '
                   f'width="{count * CELL:.2f}" height="{LINE:.2f}" fill="{colour}"/>')


def text_attributes(style: Style) -> str:
    colour = style.colours()[0]
    parts = [f'fill="{colour}"'] if colour != FOREGROUND else []
    if style.bold:
        parts.append('font-weight="bold"')
    if style.dim:
        parts.append('opacity="0.6"')
    if style.italic:
        parts.append('font-style="italic"')
    if style.underline:
        parts.append('text-decoration="underline"')
    return "".join(" " + part for part in parts)


# Box drawing: which of left, right, up and down have a stroke.
BOXES = {"─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud",
         "┬": "lrd", "┴": "lru", "┼": "lrud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu",
         "━": "lr", "┃": "ud", "═": "lr", "║": "ud"}


def box(sides: str, x: float, top: float, colour: str) -> str:
    middle = (x + CELL / 2, top + LINE / 2)
    ends = {"l": (x, middle[1]), "r": (x + CELL, middle[1]),
            "u": (middle[0], top), "d": (middle[0], top + LINE)}
    path = "".join(f"M{middle[0]:.2f} {middle[1]:.2f}L{ends[s][0]:.2f} {ends[s][1]:.2f}"
                   for s in sides)
    return f'<path d="{path}" stroke="{colour}"/>'


def texts(row: List[Cell], top: float) -> Iterator[str]:
    def key(cell: Cell):
        return (cell.style, kind(cell), cell.text if kind(cell) == 0 else "")

    for start, count, run in runs(row, key):
        text = "".join(cell.text for cell in run)
        if not text.strip():
            continue
        x, style = MARGIN + start * CELL, run[0].style
        if text[0] in BOXES:
            for number in range(count):
                yield box(BOXES[text[0]], x + number * CELL, top, style.colours()[0])
            continue
        # textLength is what browsers keep to; others at least get the spacing of a square font.
        length, wide = count * CELL, ""
        if run[0].width == 2:
            gap = 2 * CELL - WIDE_FONT_SIZE
            x, length = x + gap / 2, length - gap
            wide = f' font-size="{WIDE_FONT_SIZE:g}" letter-spacing="{gap:.2f}"'
        yield (f'<text x="{x:.2f}" y="{top + BASELINE:.2f}" textLength="{length:.2f}"'
               f'{wide}{text_attributes(style)}>{escape(text)}</text>')


def cursor_mark(cursor: Tuple[int, int], rows: List[List[Cell]], top: float) -> str:
    column, width = 0, 1
    for cell in rows[cursor[1]] if cursor[1] < len(rows) else []:
        if column == cursor[0]:
            width = cell.width
        column += cell.width
    return (f'<rect x="{MARGIN + cursor[0] * CELL:.2f}" y="{top + cursor[1] * LINE:.2f}" '
            f'width="{width * CELL:.2f}" height="{LINE:.2f}" fill="{FOREGROUND}" opacity="0.7"/>')


def picture(lines: List[str], title: str, cursor: Optional[Tuple[int, int]]) -> Iterator[str]:
    style, rows = Style(), []
    for line in lines:
        row, style = cells(line, style)
        rows.append(row)
    top = TITLE_BAR if title else MARGIN
    wide = max((sum(cell.width for cell in row) for row in rows), default=1)
    width, height = wide * CELL + 2 * MARGIN, top + len(rows) * LINE + MARGIN
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
           f'viewBox="0 0 {width:.0f} {height:.0f}">')
    yield f'<rect width="100%" height="100%" rx="6" fill="{BACKGROUND}"/>'
    yield (f'<g font-family="{FONTS}" font-size="{FONT_SIZE:g}" fill="{FOREGROUND}" '
           'xml:space="preserve">')
    if title:
        yield (f'<text x="{width / 2:.2f}" y="18" text-anchor="middle" font-size="12" '
               f'opacity="0.6">{escape(title)}</text>')
    for number, row in enumerate(rows):
        yield from backgrounds(row, top + number * LINE)
    for number, row in enumerate(rows):
        yield from texts(row, top + number * LINE)
    if cursor:
        yield cursor_mark(cursor, rows, top)
    yield "</g>"
    yield "</svg>"


def position(text: str) -> Tuple[int, int]:
    column, row = text.split(",")
    return int(column), int(row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--title", default="", help="what stands above the screen")
    parser.add_argument("--cursor", type=position, help="COLUMN,ROW of the cursor, from 0")
    options = parser.parse_args()
    text = sys.stdin.buffer.read().decode("utf-8")
    lines = text[:-1].split("\n") if text.endswith("\n") else text.split("\n")
    sys.stdout.buffer.write(
        ("\n".join(picture(lines, options.title, options.cursor)) + "\n").encode("utf-8"))


if __name__ == "__main__":
    main()
