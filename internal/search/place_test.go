package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestComes puts one visit of a cohort from 500 to 600 at center 0 and asks
// whether another fits; 40 minutes lie between centers 0 and 1.
func TestComes(t *testing.T) {
	tests := []struct {
		name     string
		reason   string
		start    int32
		center   int32
		course   int32
		perDay   int
		attended bool
		want     bool
	}{
		{"next to it", "intervals are half-open", 600, 0, 1, 2, true, true},
		{"overlap", "nobody is in two places", 599, 0, 1, 2, true, false},
		{"before it", "an hour earlier ends as the other starts", 400, 0, 1, 2, true, true},
		{"overlap before it", "a minute too late", 401, 0, 1, 2, true, false},
		{"the way there", "40 minutes are enough", 640, 1, 1, 2, true, true},
		{"no time for the way there", "39 minutes are not", 639, 1, 1, 2, true, false},
		{"the way from there", "40 minutes are enough", 360, 1, 1, 2, true, true},
		{"no time for the way from there", "39 minutes are not", 361, 1, 1, 2, true, false},
		{"no way", "nobody travels to an online course", 600, 1, 1, 2, false, true},
		{"one a day", "that is the limit", 700, 0, 1, 1, true, false},
		{"the same course", "a course once", 700, 0, 0, 2, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := rooms(2)
			m.PerDay = tt.perDay
			m.Between = func(a, b int32) int32 { return 40 * max(a-b, b-a) }
			m.Slots[1] = Slot{Start: tt.start, End: tt.start + 100}
			m.Offers[0].Attended = true
			m.Offers[1].Center, m.Offers[1].Course, m.Offers[1].Attended = tt.center, tt.course, tt.attended
			m.Cohorts, m.Asks[1].Cohort = [][]int32{{0, 1}}, 0
			s := newState(m)
			s.sit(0, 0, 0, 1)
			if got := s.comes(1, 0, 1); got != tt.want {
				t.Errorf("%t, want %t: %s", got, tt.want, tt.reason)
			}
		})
	}
}

// TestMixes asks whether an ask of school 1 and stage 1 may join others.
func TestMixes(t *testing.T) {
	const nobody, school, stage, anyone = 1, 2, 3, 4
	type who struct {
		school, stage int32
		share         uint8
	}
	tests := []struct {
		name   string
		reason string
		offer  uint8
		share  uint8
		others []who
		want   bool
	}{
		{"all open", "nobody minds", anyone, anyone, []who{{2, 2, anyone}}, true},
		{"the offer is for one", "two are too many", nobody, anyone, []who{{1, 1, anyone}}, false},
		{"the newcomer shares with nobody", "somebody is there", anyone, nobody, []who{{1, 1, anyone}}, false},
		{"the other shares with nobody", "it was there first", anyone, anyone, []who{{1, 1, nobody}}, false},
		{"same school", "asked by the newcomer", anyone, school, []who{{1, 2, anyone}}, true},
		{"another school", "asked by the newcomer", anyone, school, []who{{2, 1, anyone}}, false},
		{"another school for another", "asked by one of the others", anyone, anyone, []who{{1, 1, anyone}, {1, 1, school}, {2, 1, anyone}}, false},
		{"same stage", "asked by the offer", stage, anyone, []who{{2, 1, anyone}}, true},
		{"another stage", "asked by the offer", stage, anyone, []who{{1, 2, anyone}}, false},
		{"another stage for another", "asked by one of the others", anyone, anyone, []who{{1, 2, stage}}, false},
		{"school and stage", "different demands hold at once", stage, school, []who{{1, 1, anyone}}, true},
		{"school but not stage", "different demands hold at once", stage, school, []who{{1, 2, anyone}}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := rooms(1 + len(tt.others))
			for i, other := range tt.others {
				a := &m.Asks[i]
				a.School, a.Stage, a.Share, a.Arcs[0].Offer = other.school, other.stage, other.share, 0
			}
			s := newState(m)
			for u := range tt.others {
				s.sit(int32(u), 0, 0, 1)
			}
			newcomer := int32(len(tt.others))
			m.Asks[newcomer].School, m.Asks[newcomer].Stage, m.Asks[newcomer].Share = 1, 1, tt.share
			if got := s.mixes(&s.sessions[0], tt.offer, newcomer); got != tt.want {
				t.Errorf("%t, want %t: %s", got, tt.want, tt.reason)
			}
		})
	}
}

// TestRelieve runs a session in room 0 under person 0, who is the only leader
// of room 1. Person 1 can lead room 0.
func TestRelieve(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		change func(s *state)
		want   bool
	}{
		{"relieved", "person 1 takes over", func(*state) {}, true},
		{"nobody to take over", "person 1 is not free", func(s *state) { s.m.People[1].Free = []uint64{0} }, false},
		{"fixed", "who leads a fixed session stays", func(s *state) { s.sessions[0].fixed = 1 }, false},
		{"used up", "person 0 may lead two a week, and gives up one for the other", func(s *state) {
			s.m.People[0].PerWeek = 2
			s.lead(0, s.sessionAt(2, 1))
		}, true},
		{"at another center", "person 0 is at center 0 all day", func(s *state) {
			s.m.Offers[1].Center = 1
			s.m.Slots[1].Day = 0
			s.lead(0, s.sessionAt(2, 1))
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := rooms(3, Person{Free: []uint64{0b11}}, Person{Free: []uint64{0b11}})
			m.Offers[1].Leaders = []int32{0}
			s := newState(m)
			s.sit(0, 0, 0, 1)
			s.lead(0, 0)
			tt.change(s)
			before := s.view()
			got := s.place(1, 0, 0, 1)
			if got != tt.want {
				t.Fatalf("placed: %t, want %t: %s", got, tt.want, tt.reason)
			}
			diff := cmp.Diff(before, s.view(), cmp.AllowUnexported(dayLoad{}))
			if !got && diff != "" {
				t.Errorf("not placed (-before +after):\n%s", diff)
			}
			if people := s.sessions[0].people; got && (len(people) != 1 || people[0] != 1) {
				t.Errorf("room 0 is led by %v, want person 1: %s", people, tt.reason)
			}
		})
	}
}

// TestRemove takes one of three units out of a session.
func TestRemove(t *testing.T) {
	tests := []struct {
		name    string
		reason  string
		minimum int32
		locked  int32 // the unit that is fixed, or none
		unit    int32
		left    int // units that stay
		people  int
	}{
		{"enough are left", "20 pupils need two people", 20, none, 0, 2, 2},
		{"too few are left", "below the minimum the session does not run", 21, none, 0, 0, 0},
		{"with a fixed unit", "it is not needed to keep the minimum", 20, 1, 0, 2, 3},
		{"needed by a fixed unit", "it stays alone, which is not sound and will be undone", 21, 1, 0, 1, 3},
		{"fixed itself", "a fixed unit stays", 1, 1, 1, 3, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			anyTime := Person{Free: []uint64{0b11}}
			m := rooms(3, anyTime, anyTime, anyTime)
			m.Offers[0].Per, m.Offers[0].Seats, m.Offers[0].Minimum = 10, 30, tt.minimum
			s := newState(m)
			for u := range int32(3) {
				m.Asks[u].Arcs[0].Offer = 0
				s.locked[u] = u == tt.locked
				if !s.place(u, 0, 0, 1) {
					t.Fatalf("unit %d does not sit", u)
				}
			}
			out := s.remove(tt.unit, []int32{7})
			x := &s.sessions[0]
			if len(x.units) != tt.left || len(x.people) != tt.people || len(out) != 4-tt.left {
				t.Errorf("%d units under %d people are left and %d taken out, want %d under %d: %s",
					len(x.units), len(x.people), len(out)-1, tt.left, tt.people, tt.reason)
			}
			if diff := s.consistent(); diff != "" {
				t.Errorf("the state and a recount differ (-recount +state):\n%s", diff)
			}
		})
	}
}
