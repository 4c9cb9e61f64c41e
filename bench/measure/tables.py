"""Markdown tables, and what stands above a part's."""

NAMES = {"maitred": "maitred", "maitred-no-chain": "maitred, no chain", "maitred-bare": "maitred, no chain, no TLS",
         "sdk": "SDK", "hand": "by hand", "boto3": "boto3"}
# Less than this of one core is what any system does by itself.
QUIET = 0.1


def table(head, rows, left=1):
    """The first `left` columns hold words, all others figures."""
    marks = ["---" if column < left else "--:" for column in range(len(head))]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in [head, marks, *rows]) + "\n"


def picture(name, words):
    return f"![{words}](docs/bench/{name}.svg)\n"


def missing(what, part):
    return f"{what}: not measured (`bench/run --only {part}`).\n"


def remarks(result):
    """What the reader must know of how a part was measured."""
    said = []
    if result.get("quick"):
        said.append("measured with `--quick`, one round of everything: no figures to quote")
    if result.get("others", 0) > QUIET:
        said.append(f"other work took {result['others']:.1f} cores meanwhile: read ratios, elapsed times not at all")
    return "".join(f"*{each[0].upper()}{each[1:]}.*\n\n" for each in said)
