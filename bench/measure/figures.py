"""Medians, and figures as people read them."""

from statistics import median


def middle(samples, key):
    """The median of one figure over all rounds; None where it was not taken."""
    values = [sample[key] for sample in samples or [] if sample.get(key) is not None]
    return median(values) if values else None


def ratio(one, other):
    return one / other if one is not None and other else None


def seconds(value):
    if value is None:
        return "–"
    if value < 1e-3:
        return f"{value * 1e6:.{1 if value < 1e-5 else 0}f} µs"
    if value < 1:
        return f"{value * 1e3:.{1 if value < 0.1 else 0}f} ms"
    return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} s"


def size(value):
    if value is None:
        return "–"
    for unit in ("B", "KB", "MB"):
        if abs(value) < 1000:
            break
        value /= 1000
    else:
        unit = "GB"
    return f"{value:.0f} {unit}" if unit == "B" else f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"


def count(value):
    return "–" if value is None else f"{value:,.0f}"


def one_place(value):
    return "–" if value is None else f"{value:.1f}"


def part(value):
    """A ratio below one is read as a part: 1/7.3."""
    if value is None:
        return "–"
    return f"1/{1 / value:.1f}" if 0 < value < 0.67 else f"{value:.2f} ×"
