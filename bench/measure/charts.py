"""Pictures: bars and lines, as SVG."""

import math
from dataclasses import dataclass
from html import escape

WIDTH = 760
COLOURS = {"maitred": "#2a6fbb", "maitred, no chain": "#6ea3dc", "maitred, no chain, no TLS": "#a9c8ea",
           "SDK": "#d9822b", "by hand": "#5f9e4f", "boto3": "#8a6bb1"}
OTHER = "#777777"
LEFT, RIGHT, ROW = 200, 110, 22


def svg(title, height, parts):
    head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="13">')
    # A ground of its own: the page around it may be dark.
    ground = f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    top = [f"<title>{escape(title)}</title>", ground, text(16, 26, title, size=16, weight="bold")]
    return "\n".join([head, *top, *parts, "</svg>"]) + "\n"


def text(x, y, words, *, size=13, anchor="start", weight="normal", colour="#222222"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" font-weight="{weight}" '
            f'fill="{colour}">{escape(words)}</text>')


def colour(name):
    return COLOURS.get(name, OTHER)


def bars(title, groups, show):
    """`groups`: pairs of a heading and pairs of a name and its value; what has no value has no bar."""
    groups = [(heading, [(name, value) for name, value in rows if value is not None]) for heading, rows in groups]
    groups = [(heading, rows) for heading, rows in groups if rows]
    if not groups:
        return None
    most = max(value for _, rows in groups for _, value in rows)
    parts, y = [], 44
    for heading, rows in groups:
        parts.append(text(16, y + 14, heading, weight="bold"))
        y += 24
        for name, value in rows:
            parts += bar(y, name, value, most, show)
            y += ROW
        y += 10
    return svg(title, y + 6, parts)


def bar(y, name, value, most, show):
    width = max(1.0, value / most * (WIDTH - LEFT - RIGHT))
    return [
        text(LEFT - 8, y + 14, name, anchor="end"),
        f'<rect x="{LEFT}" y="{y + 2}" width="{width:.1f}" height="{ROW - 6}" fill="{colour(name)}"/>',
        text(LEFT + width + 6, y + 14, show(value)),
    ]


@dataclass
class Axis:
    """A logarithmic axis from `low` to `high`, which are powers of ten, between two places of the picture."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def around(cls, values, start, end):
        low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        return cls(low, max(high, low + 1), start, end)

    def at(self, value):
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self):
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def lines(title, across, up, series, show_x, show_y):
    """`series`: pairs of a name and points; both axes are logarithmic, as cost and size grow over decades."""
    points = [point for _, line in series for point in line]
    if not points:
        return None
    height = 360
    x = Axis.around([point[0] for point in points], 90, WIDTH - 150)
    y = Axis.around([point[1] for point in points], height - 60, 56)
    parts = [*grid(x, y, show_x, show_y), text((x.start + x.end) / 2, height - 14, across, anchor="middle"),
             text(16, 46, up, colour="#555555")]
    for place, (name, line) in enumerate((name, line) for name, line in series if line):
        parts += curve(x, y, name, line)
        parts += key(x.end + 20, y.end + 14 + place * 22, name)
    return svg(title, height, parts)


def grid(x, y, show_x, show_y):
    parts = []
    for tick in x.ticks():
        parts.append(rule(x.at(tick), y.start, x.at(tick), y.end))
        parts.append(text(x.at(tick), y.start + 18, show_x(tick), size=12, anchor="middle"))
    for tick in y.ticks():
        parts.append(rule(x.start, y.at(tick), x.end, y.at(tick)))
        parts.append(text(x.start - 8, y.at(tick) + 4, show_y(tick), size=12, anchor="end"))
    return parts


def rule(x1, y1, x2, y2):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#dddddd"/>'


def curve(x, y, name, line):
    places = [(x.at(across), y.at(up)) for across, up in line]
    path = " ".join(f"{across:.1f},{up:.1f}" for across, up in places)
    drawn = [f'<polyline points="{path}" fill="none" stroke="{colour(name)}" stroke-width="2"/>']
    return drawn + [f'<circle cx="{a:.1f}" cy="{u:.1f}" r="3.5" fill="{colour(name)}"/>' for a, u in places]


def key(x, y, name):
    return [f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{colour(name)}"/>', text(x + 18, y, name)]
