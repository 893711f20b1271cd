"""Solves every model below a folder with HiGHS, and compares the optimum with the worth of its point.

usage: agree.py FOLDER; prints the models that differ, and exits with their number, at most 100
"""

import os
import sys

import model
import solvers

differing = 0
for name in sorted(os.listdir(sys.argv[1])):
    m, worth = model.load(os.path.join(sys.argv[1], name))
    if m.worth(m.point) != worth:
        raise ValueError(f"{name}: the point is worth {m.worth(m.point)}, not {worth}")
    if not len(m.value):
        continue
    columns, _ = solvers.highs(m, 60.0, 1, lambda points, bound: None)
    best = m.worth(columns) if columns is not None else None
    if best != worth:
        differing += 1
        print(f"{name}: HiGHS finds {best}, the oracle {worth}")
sys.exit(min(differing, 100))
