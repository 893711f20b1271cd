package engine

import (
	"math/rand/v2"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// kind says what the asks of a model are like.
type kind struct {
	name   string
	groups int
	stays  int32 // most of a goal
	parts  int32
	share  uint8
	whole  bool
	rows   bool // a row at each slot of each center
}

var kinds = []kind{
	{name: "single stays", groups: 40, stays: 1, parts: 1, share: 4},
	{name: "alone", groups: 40, stays: 1, parts: 1, share: 1},
	{name: "several stays", groups: 30, stays: 3, parts: 1, share: 3, rows: true},
	{name: "whole", groups: 30, stays: 3, parts: 1, share: 4, whole: true},
	{name: "parts", groups: 20, stays: 2, parts: 3, share: 2, rows: true},
	{name: "parts alone", groups: 20, stays: 2, parts: 2, share: 1, whole: true},
}

// draw draws a model of four centers with three rooms and a few people each.
// There is not enough for all.
func draw(k kind, seed uint64) *search.Model {
	rng := rand.New(rand.NewPCG(seed, 0))
	from := func(low, high int) int { return low + rng.IntN(high-low+1) }
	slots := max(2, int32(k.groups)*k.stays*k.parts/30)
	m := &search.Model{
		PerDay: 1, Cost: 3000, Rooms: 12, Uses: make([][]search.Use, 4), Sets: []search.Set{{Words: []uint64{1<<slots - 1}}},
		Between: func(a, b int32) int32 { return 30 },
	}
	for i := range slots {
		m.Slots = append(m.Slots, search.Slot{Day: i, Week: i / 5, Date: i, Start: 500, End: 600, Amount: 1})
		m.Covers = append(m.Covers, []int32{i})
	}
	for center := range int32(4) {
		if k.rows {
			m.Uses[center] = []search.Use{{Row: int32(len(m.Rows)), Factor: 1, Of: search.Pupils, Kind: search.AtSlot}}
			for range slots {
				m.Rows = append(m.Rows, int64(from(40, 90)))
			}
		}
		people := int32(len(m.People))
		for range 3 {
			m.People = append(m.People, search.Person{Free: []uint64{rng.Uint64() | rng.Uint64()}, PerWeek: int32(from(0, 4))})
		}
		for room := range int32(3) {
			for range from(1, 2) {
				m.Offers = append(m.Offers, search.Offer{
					Center: center, Course: int32(rng.IntN(8)), Len: slots, Rooms: []int32{3*center + room}, Team: -1,
					Seats: int32(from(24, 50)), Minimum: 5, Fewest: 1, Per: 30, Share: 4, Attended: true,
					Leaders: []int32{people, people + 1, people + 2},
				})
			}
		}
	}
	for a := range int32(k.groups) {
		ask := search.Ask{
			Cohort: a, School: a / 3, Stage: a % 3, Share: k.share, Parts: k.parts, Pupils: int64(from(8, 30) * int(k.parts)),
			Goals: []search.Goal{{Target: int32(from(1, int(k.stays)))}}, Whole: k.whole,
		}
		ask.Bonus, ask.Stays = ask.Pupils*200, ask.Goals[0].Target
		ask.One = !k.whole && ask.Stays == 1
		value := int64(1000)
		for _, o := range rng.Perm(len(m.Offers))[:6] {
			ask.Arcs = append(ask.Arcs, search.Arc{Offer: int32(o), Amount: 1, Value: value, Uses: m.Offers[o].Center})
			value -= int64(from(0, 100))
		}
		m.Cohorts = append(m.Cohorts, []int32{a})
		m.Asks = append(m.Asks, ask)
	}
	return m
}

// wrong returns a constraint that a solution breaks, or "".
func wrong(m *search.Model, found *search.Solution) string {
	type at [2]int32
	pupils, schools, rooms, work := map[at]int32{}, map[at]map[int32]bool{}, map[at]int32{}, map[at]int{}
	stays, days, courses := map[int32]int32{}, map[at]bool{}, map[[3]int32]bool{}
	rows := make([]int64, len(m.Rows))
	points := int64(0)
	for _, p := range found.Places {
		ask := &m.Asks[p.Ask]
		arc := &ask.Arcs[p.Arc]
		size := search.Share(ask.Pupils, p.Part, p.Of)
		points += size * arc.Value
		if p.Part == 0 {
			if days[at{p.Ask, p.Slot}] {
				return "two stays on a day"
			}
			days[at{p.Ask, p.Slot}] = true
			if stays[p.Ask]++; stays[p.Ask] == 1 {
				points += ask.Bonus
			}
		}
		if course := [3]int32{p.Ask, p.Part, m.Offers[arc.Offer].Course}; courses[course] {
			return "a course twice"
		} else {
			courses[course] = true
		}
		x := at{arc.Offer, p.Slot}
		if schools[x] == nil {
			schools[x] = map[int32]bool{}
			points -= m.Cost
		} else if ask.Share == 1 {
			return "company"
		}
		schools[x][ask.School] = true
		if ask.Share == 2 && len(schools[x]) > 1 {
			return "company of another school"
		}
		pupils[x] += int32(size)
		for _, u := range m.Uses[arc.Uses] {
			rows[u.Row+p.Slot] += size
		}
	}
	for a, n := range stays {
		if n > m.Asks[a].Stays || m.Asks[a].Whole && n < m.Asks[a].Stays {
			return "too many stays, or not the whole"
		}
	}
	for x, n := range pupils {
		o := &m.Offers[x[0]]
		if n > o.Seats || n < o.Minimum || int32(len(found.Staff[x])) < o.Need(n) {
			return "too many pupils, too few, or too few people"
		}
		if rooms[at{o.Rooms[0], x[1]}]++; rooms[at{o.Rooms[0], x[1]}] > 1 {
			return "two sessions in a room"
		}
	}
	for x, people := range found.Staff {
		for _, p := range people {
			if work[at{p, x[1]}]++; work[at{p, x[1]}] > 1 || m.People[p].Free[0]>>x[1]&1 == 0 {
				return "a person who is not free"
			}
		}
	}
	for i, n := range rows {
		if n > m.Rows[i] {
			return "a row"
		}
	}
	if points != found.Points {
		return "points that are not counted"
	}
	return ""
}

// sound checks what holds however a run ends.
func sound(t *testing.T, m *search.Model, r *Result) {
	t.Helper()
	if text := wrong(m, &r.Solution); text != "" {
		t.Fatalf("the solution breaks: %s", text)
	}
	if r.Bound < r.Solution.Points {
		t.Fatalf("bound %d below %d points", r.Bound, r.Solution.Points)
	}
	for name, p := range map[string]Prices{"points": r.Points, "pupils": r.Pupils} {
		if p.Relaxed == nil {
			continue
		}
		bound := p.Relaxed.NewEvaluator().Bound(p.Prices) / p.Relaxed.Scale
		if p.Cases != nil {
			bound = min(bound, max(proven(m, m, relax.Forced{}, p.Cases), r.Solution.Points))
		}
		if name == "points" && !r.Exhausted && (bound > r.Bound || bound < r.Bound && p.Cases == nil) {
			t.Fatalf("the prices prove %d, not %d", bound, r.Bound)
		}
		if name == "pupils" && bound < pupils(m, &r.Solution) {
			t.Fatalf("the prices prove %d pupils, below %d", bound, pupils(m, &r.Solution))
		}
	}
}

func letGo() bool { return false }

// proven is what the prices of a case prove.
func proven(all, m *search.Model, forced relax.Forced, c *Case) int64 {
	if c.Holds != nil {
		holds, sure := narrow(m, forced, c.Fact, true)
		fails, _ := narrow(m, forced, c.Fact, false)
		return max(proven(all, holds, sure, c.Holds), proven(all, fails, forced, c.Fails))
	}
	r := relax.NewForced(m, all, forced, letGo)
	return r.NewEvaluator().Bound(c.byRow(len(r.Rows))) / r.Scale
}

// pupils counts those that a solution seats.
func pupils(m *search.Model, found *search.Solution) int64 {
	sum := int64(0)
	for _, p := range found.Places {
		sum += search.Share(m.Asks[p.Ask].Pupils, p.Part, p.Of)
	}
	return sum
}
