"""Measures, prints a table, and writes `benchmarks/results/server.json`: `make bench [ARGS="client …"]`.

Timings of a machine that does something else are worth nothing. Exits with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from table import merge, show

PARTS = ("server_load", "client", "emit", "post", "memory")


def main() -> int:
    """Measure the parts that are named, or all."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="|".join(PARTS))
    rows = []
    for name in parser.parse_args().parts or PARTS:
        sys.stderr.write(f"{name} …\n")
        found = importlib.import_module(name).measure()
        merge(found, "server.json")
        rows += found
    show(rows)
    return 0 if all(one["met"] for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
