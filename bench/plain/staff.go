package plain

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// lead is an instructor who can lead a session.
type lead struct {
	column, instructor int
	session
}

// addLeads adds a column for each instructor who can lead a session, and the
// rows of R9.
func (m *Model) addLeads(sat groups[session]) {
	r := m.problem
	free := make([]map[capacity.CalendarID][]bool, len(r.supply.Instructors))
	for i, who := range r.supply.Instructors {
		free[i] = map[capacity.CalendarID][]bool{}
		for id, slots := range r.slots {
			for _, s := range slots {
				free[i][id] = append(free[i][id], covers(who.Available, s) && !who.Teaching.Touch(s))
			}
		}
	}
	for n, at := range sat.keys {
		o, runs := m.offer(at), m.runs[at]
		var columns []int
		for i, who := range r.supply.Instructors {
			qualified := slices.Contains(who.Courses, o.Course) || o.course.Major != "" && slices.Contains(who.Majors, o.course.Major)
			if qualified && slices.Contains(who.Centers, o.Center) && free[i][o.center.Calendar][at.slot] {
				c := m.addColumn(0)
				columns = append(columns, c)
				m.leads = append(m.leads, lead{c, i, at})
			}
		}
		m.implies(columns, runs)
		if o.bounds.Instructors > 0 {
			m.addRow(0, append(ones(columns), term{runs, -int64(o.bounds.Instructors)}), int64(len(columns)))
		}
		if each := int64(o.bounds.PupilsPerInstructor); each > 0 {
			terms := m.weighed(sat.all[n], func(x part) int64 { return -x.pupils })
			for _, c := range columns {
				terms = append(terms, term{c, each})
			}
			m.addRow(0, terms, each*int64(len(columns)))
		}
	}
	leadOf := make(map[int]session, len(m.leads))
	byInstructor := groups[int]{}
	for _, l := range m.leads {
		leadOf[l.column] = l.session
		byInstructor.add(l.instructor, l.column)
	}
	for n, i := range byInstructor.keys {
		m.addDuties(r.supply.Instructors[i], byInstructor.all[n], leadOf)
	}
}

// addDuties adds the rows of what one instructor can do.
func (m *Model) addDuties(who capacity.Instructor, columns []int, leadOf map[int]session) {
	slot := func(c int) capacity.Slot { return m.slot(leadOf[c]) }
	for _, set := range moments(columns, slot) {
		m.atMost(set, 1)
	}
	var days, weeks groups[int]
	for _, c := range columns {
		days.add(int(slot(c).Date), c)
		weeks.add(slot(c).Date.Week(), c)
	}
	if who.PerTerm > 0 {
		m.atMost(columns, int64(who.PerTerm))
	}
	for _, set := range weeks.all {
		if who.PerWeek > 0 {
			m.atMost(set, int64(who.PerWeek))
		}
	}
	for _, set := range days.all {
		if who.PerDay > 0 {
			m.atMost(set, int64(who.PerDay))
		}
		m.oneOf(group(set, func(c int) capacity.CenterID { return m.offer(leadOf[c]).Center }).all)
	}
}

// addPins keeps what is pinned (R18): the visits, in as many parts as they have
// pins, and their instructors.
func (m *Model) addPins() {
	for i, q := range m.problem.requests {
		for _, pin := range q.pins {
			var here []int
			for c, x := range m.parts {
				if x.request == i && x.of == m.problem.pinsOfVisit(q.pins, pin) && m.offer(x.session).ID == pin.Offering && m.slot(x.session).ID == pin.Slot {
					here = append(here, c)
				}
			}
			m.addRow(1, ones(here), 1)
			for _, who := range pin.Instructors {
				var leads []int
				for _, l := range m.leads {
					if m.problem.supply.Instructors[l.instructor].ID == who && m.offer(l.session).ID == pin.Offering && m.slot(l.session).ID == pin.Slot {
						leads = append(leads, l.column)
					}
				}
				m.addRow(1, ones(leads), 1)
			}
		}
	}
}
