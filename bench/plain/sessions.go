package plain

import (
	"cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// addSessions adds a column for each session that can run, and the rows of the
// rules about one session: seats, minimum and sharing, and rooms and teams.
func (m *Model) addSessions(sat groups[session]) {
	type roomSlot struct {
		room capacity.RoomID
		slot int
	}
	type teamSlot struct {
		team capacity.TeamID
		slot int
	}
	var rooms groups[roomSlot]
	var teams groups[teamSlot]
	var carried groups[teamSlot]
	for i, at := range sat.keys {
		o, columns := m.offer(at), sat.all[i]
		runs := m.addHelper(-m.problem.weights.Session, columns)
		m.runs[at] = runs
		m.implies(columns, runs)
		pupils := m.weighed(columns, func(x part) int64 { return x.pupils })
		if o.bounds.Seats > 0 { // R6
			m.addRow(None, append(pupils[:len(pupils):len(pupils)], term{runs, -int64(o.bounds.Seats)}), 0)
		}
		m.addRow(0, append(pupils[:len(pupils):len(pupils)], term{runs, -int64(o.bounds.Minimum)}), most(pupils)) // R7
		m.addSharing(o, columns)
		for _, id := range o.Rooms {
			rooms.add(roomSlot{id, at.slot}, runs)
		}
		if o.team != nil {
			teams.add(teamSlot{o.team.ID, at.slot}, runs)
			for _, c := range columns {
				carried.add(teamSlot{o.team.ID, at.slot}, c)
			}
		}
	}
	for _, runs := range rooms.all { // R5
		m.atMost(runs, 1)
	}
	for i, key := range teams.keys { // R20
		for _, t := range m.problem.supply.Teams {
			if t.ID == key.team {
				m.atMost(teams.all[i], int64(t.Sessions))
			}
		}
	}
	for _, columns := range carried.all {
		m.oneOf(by(m, columns, func(x part) curriculum.SchoolID { return m.request(x).school.ID }).all)
	}
}

// most is the largest sum of terms.
func most(terms []term) int64 {
	sum := int64(0)
	for _, t := range terms {
		sum += max(0, t.entry)
	}
	return sum
}

// oneOf lets only the columns of one set be at 1.
func (m *Model) oneOf(sets [][]int) {
	if len(sets) < 2 {
		return
	}
	var used []int
	for _, columns := range sets {
		u := m.addHelper(0, columns)
		m.implies(columns, u)
		used = append(used, u)
	}
	m.atMost(used, 1)
}

// addSharing adds the rows of R8 for a session of an offering. Who shares with
// nobody is alone; who shares within a school or stage binds the session to it.
func (m *Model) addSharing(o *offer, columns []int) {
	if len(by(m, columns, func(x part) int { return x.request }).keys) < 2 {
		return
	}
	asks := func(level capacity.Sharing) []int {
		if o.Sharing == level {
			return columns
		}
		return m.only(columns, func(x part) bool { return cmp.Or(m.request(x).Share, capacity.ShareNobody) == level })
	}
	if alone := asks(capacity.ShareNobody); len(alone) > 0 {
		is := m.addHelper(0, alone)
		m.implies(alone, is)
		m.addRow(None, append(ones(columns), term{is, int64(len(columns) - 1)}), int64(len(columns)))
	}
	m.bind(columns, asks(capacity.ShareSchool), func(x part) string { return string(m.request(x).school.ID) })
	m.bind(columns, asks(capacity.ShareStage), func(x part) string { return m.request(x).cohort.Grade.Stage().String() })
}

// bind lets those who ask for it sit only with their own kind: one column says
// that the session is bound at all, and one for each kind that it is to this.
func (m *Model) bind(columns, asking []int, kind func(x part) string) {
	kinds, asked := by(m, columns, kind), by(m, asking, kind)
	if len(kinds.keys) < 2 || len(asking) == 0 {
		return
	}
	bound := m.addHelper(0, asking)
	sum := []term{{bound, -1}}
	for i, key := range kinds.keys {
		to := []term{{bound, 1}}
		if n, ok := asked.at[key]; ok {
			its := m.addHelper(0, asked.all[n])
			m.implies(asked.all[n], its)
			sum = append(sum, term{its, 1})
			to = append(to, term{its, -1})
		}
		for _, c := range kinds.all[i] {
			m.addRow(None, append(to[:len(to):len(to)], term{c, 1}), 1)
		}
	}
	m.addRow(0, sum, 0)
}
