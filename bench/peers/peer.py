"""Solves an instance with another solver, and prints what it found as JSON.

usage: peer.py METHOD INSTANCE SECONDS THREADS

METHOD is highs or cpsat; patterns is HiGHS on the pattern model of a core instance. INSTANCE is a
JSON file of the core family, or a folder with a model. Building the model counts as time. The plan that
comes with the instance must keep every row of the model and be worth the same there.
"""

import json
import os
import sys
import time

import core
import model
import solvers


def main(method, instance, seconds, threads):
    if folder := os.path.isdir(instance):
        m, worth = model.load(instance)
    else:
        with open(instance) as f:
            flat = json.load(f)
    start = time.monotonic()
    if not folder:
        m, sets = (core.patterns if method == "patterns" else core.plain)(flat)
        worth = flat["points"]
    if m.worth(m.point) != worth:
        raise ValueError(f"the plan is worth {m.worth(m.point)} in the model and {worth} in the instance")
    trace = []

    def report(points, bound):
        """Notes what is known, bounds rounded down to whole points; solvers call infinite what they do not know."""
        sample = {"s": time.monotonic() - start, "points": round(points) if abs(points) < 2**53 else 0}
        if abs(bound) < 2**53:
            sample["bound"] = int(bound + 1e-9 * abs(bound) + 1e-6)
        trace.append(sample)

    solve = solvers.cpsat if method == "cpsat" else solvers.highs
    columns, bound = solve(m, max(1.0, float(seconds) - (time.monotonic() - start)), int(threads), report)
    chosen = [int(c) for c in columns] if columns is not None else []
    report(m.worth(chosen), bound)
    if not folder:
        chosen = sorted(o for c in chosen if c < len(sets) for o in sets[c])
    json.dump({"chosen": chosen, "trace": trace}, sys.stdout)


main(*sys.argv[1:])
