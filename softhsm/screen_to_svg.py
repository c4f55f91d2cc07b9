"""Draws a terminal's screen, as `tmux capture-pane -p -e` prints it, as SVG. Usage: screen_to_svg.py COLUMNS < SCREEN"""

import re
import sys
import unicodedata
from html import escape

CELL, LINE, EDGE = 8.4, 19, 14
PLAIN, GROUND = "#d8dee4", "#15191e"
COLOURS = ["#6e7681", "#ff7b72", "#6bc46d", "#e3b341", "#79b8ff", "#d2a8ff", "#56d4dd", PLAIN]


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pieces(line):
    """Texts with their colour, weight and opacity; wide and narrow characters apart, so that each keeps its columns."""
    colour, bold, faint = PLAIN, False, False
    for code, text in re.findall(r"\x1b\[([0-9;]*)m|([^\x1b]+)", line):
        if text:
            for piece in re.findall(r" {2,}|[^\u1100-\uffff]+|[\u1100-\uffff]+", text):
                yield piece, colour, bold, faint
            continue
        for number in (int(n or 0) for n in code.split(";")):
            if number == 0:
                colour, bold, faint = PLAIN, False, False
            elif number == 1:
                bold = True
            elif number == 2:
                faint = True
            elif number == 22:
                bold = faint = False
            elif 30 <= number <= 37:
                colour = COLOURS[number - 30]
            elif 90 <= number <= 97:
                colour = COLOURS[number - 90]
            elif number == 39:
                colour = PLAIN


def main():
    columns = int(sys.argv[1])
    lines = sys.stdin.read().rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    wide, high = columns * CELL + 2 * EDGE, len(lines) * LINE + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" width="{wide:.0f}">')
    print(f'<rect width="100%" height="100%" rx="8" fill="{GROUND}"/>')
    print(f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, IPAGothic, Noto Sans Mono CJK JP, MS Gothic, monospace"'
          f' font-size="14" fill="{PLAIN}" xml:space="preserve">')
    for row, line in enumerate(lines):
        column = 0
        for text, colour, bold, faint in pieces(line):
            size = width(text)
            if text.strip():
                style = "" if colour == PLAIN else f' fill="{colour}"'
                style += ' font-weight="bold"' if bold else ""
                style += ' opacity="0.65"' if faint else ""
                # A wide character takes two columns whatever the font makes of it; textLength does it for the others.
                fit = (f' font-size="15" letter-spacing="{2 * CELL - 15:.1f}"' if size == 2 * len(text)
                       else f' textLength="{size * CELL:.1f}"')
                print(f'<text x="{EDGE + column * CELL:.1f}" y="{EDGE + row * LINE + 14}"{fit}{style}>{escape(text)}</text>')
            column += size
    print("</g></svg>")


main()
