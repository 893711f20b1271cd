"""Models of binary columns: maximize value @ x with low <= A x <= high."""

import json
import os

import numpy as np


class Model:
    """Columns with their values, rows by their entries. point are the columns that a known plan sets to 1."""

    def __init__(self):
        self.value, self.point = [], []
        self.start, self.column, self.entry, self.low, self.high = [0], [], [], [], []

    def add_column(self, value):
        self.value.append(value)
        return len(self.value) - 1

    def add_row(self, columns, entries, low, high):
        self.column.extend(columns)
        self.entry.extend(entries)
        self.start.append(len(self.column))
        self.low.append(low)
        self.high.append(high)

    def at_most(self, columns, high):
        if columns:
            self.add_row(columns, [1] * len(columns), -np.inf, high)

    def freeze(self):
        """Turns the lists into arrays, as what follows needs them."""
        for name in "value", "entry", "low", "high":
            setattr(self, name, np.array(getattr(self, name), dtype=float))
        self.start = np.array(self.start, dtype=np.int32)
        self.column = np.array(self.column, dtype=np.int32)
        return self

    def worth(self, columns):
        """What columns at 1 are worth; they must keep every row."""
        x = np.zeros(len(self.value))
        x[columns] = 1
        sums = np.concatenate(([0], np.cumsum(self.entry * x[self.column])))
        activity = sums[self.start[1:]] - sums[self.start[:-1]]
        broken = np.flatnonzero((activity < self.low) | (activity > self.high))
        if len(broken):
            row = broken[0]
            raise ValueError(f"row {row} is {activity[row]}, not {self.low[row]} to {self.high[row]}")
        return int(self.value @ x)


def load(folder):
    """The model that bench/plain wrote into a folder, and the worth of its point."""
    m = Model()
    for name, kind in ("value", "i8"), ("entry", "i8"), ("low", "i8"), ("high", "i8"), ("start", "i4"), ("column", "i4"):
        setattr(m, name, np.fromfile(os.path.join(folder, name), dtype="<" + kind))
    none = m.low == np.iinfo(np.int64).min
    for name in "value", "entry", "low", "high":
        setattr(m, name, getattr(m, name).astype(float))
    m.low[none] = -np.inf
    with open(os.path.join(folder, "point.json")) as f:
        point = json.load(f)
    m.point = point["columns"]
    return m, point["worth"]
