"""HiGHS and CP-SAT on a model. Each returns the columns at 1, or None without a solution, and its bound.

They call report with the points and the bound known so far; what is not known is infinite.
"""

import math

import numpy as np


def highs(m, seconds, threads, report):
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(m.value), len(m.low)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = m.value, np.zeros(lp.num_col_), np.ones(lp.num_col_)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
    lp.row_lower_, lp.row_upper_ = m.low, m.high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = m.start, m.column, m.entry
    h = highspy.Highs()
    for name, value in {"output_flag": False, "time_limit": seconds, "threads": threads, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99}.items():
        h.setOptionValue(name, value)
    h.passModel(lp)

    def progress(e):
        report(e.data_out.mip_primal_bound, e.data_out.mip_dual_bound)

    h.cbMipImprovingSolution += progress
    h.cbMipLogging += progress
    h.run()
    info = h.getInfo()
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return None, info.mip_dual_bound
    return np.flatnonzero(np.array(h.getSolution().col_value) > 0.5), info.mip_dual_bound


def cpsat(m, seconds, threads, report):
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    x = [cp.new_bool_var("") for _ in m.value]
    columns, entries = m.column.tolist(), m.entry.astype(int).tolist()
    start, low, high = m.start.tolist(), m.low.tolist(), m.high.astype(int).tolist()
    for i in range(len(low)):
        terms, coefs = [x[j] for j in columns[start[i] : start[i + 1]]], entries[start[i] : start[i + 1]]
        if low[i] == -math.inf and high[i] == 1 and all(c == 1 for c in coefs):
            cp.add_at_most_one(terms)
        elif low[i] == -math.inf and high[i] == 0 and coefs == [1, -1]:
            cp.add_implication(terms[0], terms[1])
        else:
            least = cp_model.INT_MIN if low[i] == -math.inf else int(low[i])
            cp.add_linear_constraint(cp_model.LinearExpr.weighted_sum(terms, coefs), least, high[i])
    cp.maximize(cp_model.LinearExpr.weighted_sum(x, m.value.astype(int).tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = threads
    best = [-math.inf, math.inf]

    class Progress(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            best[0] = self.objective_value
            report(*best)

    def bound(b):
        best[1] = b
        report(*best)

    solver.best_bound_callback = bound
    status = solver.solve(cp, Progress())
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, best[1]
    return [j for j, v in enumerate(x) if solver.value(v)], solver.best_objective_bound
