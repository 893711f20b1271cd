"""Two models of an instance of the core family, as bench/flat.go writes it."""

from model import Model


def by(options, key):
    """The indexes of options by key, in the order of first sight."""
    groups = {}
    for o, option in enumerate(options):
        groups.setdefault(key(option), []).append(o)
    return groups


def plain(instance):
    """A column for each option, the first ones, and for each session and course whether it runs."""
    m, groups, sessions, options = Model(), instance["groups"], instance["sessions"], instance["options"]
    for _, _, _, points in options:
        m.add_column(points)
    runs = {}
    for (s, course), fit in by(options, lambda o: (o[1], o[2])).items():
        run = runs[s, course] = m.add_column(0)
        m.add_row(fit + [run], [groups[options[o][0]] for o in fit] + [-sessions[s][0]], float("-inf"), 0)
        for o in fit:
            m.add_row([o, run], [1, -1], float("-inf"), 0)
    for fit in by(options, lambda o: o[0]).values():
        m.at_most(fit, 1)
    limit_rooms(m, instance, [(s, run) for (s, _), run in runs.items()])
    m.point = instance["plan"] + [runs[key] for key in {(options[o][1], options[o][2]): 0 for o in instance["plan"]}]
    return m.freeze(), [(o,) for o in range(len(options))]


def patterns(instance):
    """A column for each set of options that one session can seat with one course."""
    m, groups, sessions, options = Model(), instance["groups"], instance["sessions"], instance["options"]
    takes, columns, sets, column_of = {}, [], [], {}

    def extend(fit, first, seats, chosen, points):
        for i in range(first, len(fit)):
            o = fit[i]
            g, s, _, more = options[o]
            if groups[g] <= seats:
                pattern = chosen + (o,)
                column = column_of[pattern] = m.add_column(points + more)
                columns.append((s, column))
                sets.append(pattern)
                for p in pattern:
                    takes.setdefault(options[p][0], []).append(column)
                extend(fit, i + 1, seats - groups[g], pattern, points + more)

    for (s, _), fit in by(options, lambda o: (o[1], o[2])).items():
        extend(fit, 0, sessions[s][0], (), 0)
    for fit in takes.values():
        m.at_most(fit, 1)
    limit_rooms(m, instance, columns)
    plan = instance["plan"]
    m.point = [column_of[tuple(plan[i] for i in used)] for used in by([options[o] for o in plan], lambda o: (o[1], o[2])).values()]
    return m.freeze(), sets


def limit_rooms(m, instance, columns):
    """A room holds one session a slot, and a pool has so many instructors; columns are pairs (session, column)."""
    rooms, pools = {}, {}
    for s, column in columns:
        rooms.setdefault(s, []).append(column)
        pools.setdefault(instance["sessions"][s][1], []).append(column)
    for fit in rooms.values():
        m.at_most(fit, 1)
    for pool, fit in pools.items():
        m.at_most(fit, instance["pools"][pool])
