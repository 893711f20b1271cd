package search

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStaffFindsAll seats groups one after another in rooms of their own, with
// people who lead one session a week. Looked for far enough, leaders are found
// exactly when there is a way to lead all.
func TestStaffFindsAll(t *testing.T) {
	placed, refused, moved := 0, 0, 0
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 1))
		const groups = 6
		people := make([]Person, 5)
		for p := range people {
			people[p] = Person{Free: []uint64{1 + rng.Uint64N(3)}, PerWeek: 1}
		}
		m := rooms(groups, people...)
		slots := make([]int32, groups)
		for o := range m.Offers {
			m.Offers[o].Leaders = nil
			for p := range people {
				if rng.IntN(3) == 0 {
					m.Offers[o].Leaders = append(m.Offers[o].Leaders, int32(p))
				}
			}
			slots[o] = rng.Int32N(2)
		}
		s := newState(m)
		s.deep = len(people)
		var sitting []int32
		for g := range int32(groups) {
			all := append(slices.Clone(sitting), g)
			want := leadable(m, slots, all, make([]bool, len(people)))
			free := slices.ContainsFunc(m.Offers[g].Leaders, func(p int32) bool { return people[p].at(slots[g]) && len(s.leads[p]) == 0 })
			if got := s.place(g, 0, slots[g], 1); got != want {
				t.Fatalf("seed %d: group %d placed: %t, want %t", seed, g, got, want)
			}
			if !want {
				refused++
				continue
			}
			sitting = all
			if placed++; !free {
				moved++
			}
		}
		if diff := s.consistent(); diff != "" {
			t.Fatalf("seed %d: the state and a recount differ (-recount +state):\n%s", seed, diff)
		}
	}
	if placed < 100 || refused < 100 || moved < 50 {
		t.Errorf("%d placed, %d of them by moving others, %d refused: too few", placed, moved, refused)
	}
}

// leadable reports whether sessions can all be led by different people.
func leadable(m *Model, slots, sessions []int32, used []bool) bool {
	if len(sessions) == 0 {
		return true
	}
	for _, p := range m.Offers[sessions[0]].Leaders {
		if used[p] || !m.People[p].at(slots[sessions[0]]) {
			continue
		}
		used[p] = true
		if leadable(m, slots, sessions[1:], used) {
			return true
		}
		used[p] = false
	}
	return false
}

// TestStaffDeep: person k leads session k of a row of sessions, and k or k+1 can
// lead it, the last alone is free. For a session that only person 0 can lead, all
// move on by one, if so many may.
func TestStaffDeep(t *testing.T) {
	const row = 3
	for deep := range row + 2 {
		people := slices.Repeat([]Person{{Free: []uint64{0b11}, PerWeek: 1}}, row+1)
		m := rooms(row+1, people...)
		for o := range row {
			m.Offers[o].Leaders = []int32{int32(o), int32(o) + 1}
		}
		m.Offers[row].Leaders = []int32{0}
		s := newState(m)
		s.deep = deep
		for o := range int32(row) {
			if !s.place(o, 0, 0, 1) || s.sessions[s.sessionAt(o, 0)].people[0] != o {
				t.Fatalf("session %d is not led by person %d", o, o)
			}
		}
		before := s.view()
		if got, want := s.place(row, 0, 0, 1), deep >= row; got != want {
			t.Errorf("%d deep: placed: %t, want %t", deep, got, want)
		}
		if diff := cmp.Diff(before, s.view(), cmp.AllowUnexported(dayLoad{})); deep < row && diff != "" {
			t.Errorf("%d deep: not placed (-before +after):\n%s", deep, diff)
		}
	}
}
