package district_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/district"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/matching"
)

// coreSlots are the half-days of the core family's eight weeks.
func coreSlots() []capacity.Slot {
	var slots []capacity.Slot
	for week := range 8 {
		for day := range 5 {
			date := capacity.DateOf(2026, 10, 12) + capacity.Date(7*week+day)
			slots = append(slots,
				capacity.Slot{ID: capacity.SlotID(date.String() + ".am"), Date: date, Start: 8*60 + 30, End: 11*60 + 30},
				capacity.Slot{ID: capacity.SlotID(date.String() + ".pm"), Date: date, Start: 14 * 60, End: 16*60 + 30})
		}
	}
	return slots
}

func TestCoreIsValidForSeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := district.Core{
			Seed: rapid.Uint64().Draw(t, "seed"), Groups: rapid.IntRange(1, 900).Draw(t, "groups"),
			Mean: rapid.IntRange(8, 50).Draw(t, "mean"), Tight: rapid.IntRange(1, 1000).Draw(t, "tight"),
		}
		d := district.BuildCore(c)
		catalog, err := curriculum.NewCatalog(d.Curriculum)
		if err != nil {
			t.Fatal(err)
		}
		network, err := capacity.NewNetwork(d.Capacity, catalog)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := matching.NewProblem(catalog, network, d.Demand); err != nil {
			t.Fatal(err)
		}
		if len(d.Demand.Cohorts) != c.Groups {
			t.Fatalf("%d groups, want %d", len(d.Demand.Cohorts), c.Groups)
		}
	})
}

// TestCoreSupply counts what does not depend on the seed, and compares means
// with those of the distributions.
func TestCoreSupply(t *testing.T) {
	type counts struct{ Centers, Rooms int }
	tests := []struct {
		name, reason  string
		groups, tight int
		want          counts
	}{
		{"one group", "four rooms are the fewest", 1, 100, counts{1, 4}},
		{"300", "0.75 centers round to one, 6 rooms", 300, 100, counts{1, 6}},
		{"1000", "2.5 centers round to the even two, 10 rooms each", 1_000, 100, counts{2, 20}},
		{"1000 tight", "10 / 1.4 rooms each", 1_000, 140, counts{2, 14}},
		{"1000 loose", "10 / 0.7 rooms each", 1_000, 70, counts{2, 28}},
		{"3000", "7.5 centers round to the even eight, 7.5 rooms as well", 3_000, 100, counts{8, 64}},
		{"30000", "75 centers, 8 rooms each", 30_000, 100, counts{75, 600}},
	}
	for _, test := range tests {
		d := district.BuildCore(district.Core{Seed: 1, Groups: test.groups, Mean: 36, Tight: test.tight})
		if diff := cmp.Diff(test.want, counts{len(d.Capacity.Centers), len(d.Capacity.Rooms)}); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", test.name, test.reason, diff)
		}
	}

	d := district.BuildCore(district.Core{Seed: 1, Groups: 30_000, Mean: 36, Tight: 100})
	slots := coreSlots()
	rooms, seats, free := float64(len(d.Capacity.Rooms)), 0.0, 0.0
	for _, r := range d.Capacity.Rooms {
		seats += float64(r.Seats)
		for _, s := range slots {
			if !r.Teaching.Touch(s) {
				free++
			}
		}
	}
	near(t, "seats of a room", seats/rooms, 37.5, 1)
	near(t, "free half-days of a room", free/rooms, 40, 0.6)
	near(t, "courses of a room", float64(len(d.Capacity.Offerings))/rooms, 2, 0.1)

	// A pool of one room has one instructor, of two rooms one or two with
	// chances 1 and 2 in 3 (0.8, 1.2 and 1.6 rounded up).
	majorOf := map[curriculum.CourseID]curriculum.MajorID{}
	for _, c := range d.Curriculum.Courses {
		majorOf[c.ID] = c.Major
	}
	type pool struct {
		center capacity.CenterID
		major  curriculum.MajorID
	}
	roomsOf := map[pool]map[capacity.RoomID]bool{}
	for _, o := range d.Capacity.Offerings {
		p := pool{o.Center, majorOf[o.Course]}
		if roomsOf[p] == nil {
			roomsOf[p] = map[capacity.RoomID]bool{}
		}
		roomsOf[p][o.Rooms[0]] = true
	}
	there := map[pool]int{}
	for _, i := range d.Capacity.Instructors {
		for _, s := range slots {
			if len(i.Available) == 0 || i.Available.Cover(s) {
				there[pool{i.Centers[0], i.Majors[0]}]++
			}
		}
	}
	var sum, of [3]float64
	for p, rooms := range roomsOf {
		if n := len(rooms); n < len(sum) {
			sum[n] += float64(there[p])
			of[n] += float64(len(slots))
		}
	}
	near(t, "instructors for one room", sum[1]/of[1], 1, 0)
	near(t, "instructors for two rooms", sum[2]/of[2], 5./3, 0.02)
}

// TestCoreDemand compares the groups with their distributions.
func TestCoreDemand(t *testing.T) {
	for _, mean := range []int{36, 20} {
		d := district.BuildCore(district.Core{Seed: 1, Groups: 30_000, Mean: mean, Tight: 100})
		n := float64(len(d.Demand.Cohorts))
		sizes := make([]float64, 60)
		var grades [13]float64
		intents := 0.0
		for _, c := range d.Demand.Cohorts {
			sizes[c.Size]++
			grades[c.Grade]++
			intents += float64(len(c.Intents))
		}
		below := 0.0
		for size := 8; size < 50; size++ { // the whole part of a normal variable is cut to 8 to 50
			below += sizes[size]
			near(t, "groups up to a size", below/n, (1+math.Erf(float64(size+1-mean)/(10*math.Sqrt2)))/2, 0.012)
		}
		if below+sizes[50] != n {
			t.Error("a group is smaller than 8 or larger than 50")
		}
		for g, count := range grades[1:] {
			near(t, "groups of grade "+curriculum.Grade(g+1).String(), count/n, 1./12, 0.006)
		}
		near(t, "groups with an intent", intents/n, 0.1*8/12, 0.005)

		slots := coreSlots()
		var coming [20]float64
		for _, r := range d.Demand.Requests {
			free := 0
			for _, s := range slots {
				if r.Times.Cover(s) {
					free++
				}
			}
			coming[free]++
		}
		for k, count := range coming[6:] {
			near(t, "groups that can come in some slots", count/n, 1./14, 0.006)
			if count == 0 {
				t.Errorf("nobody can come in %d slots", k+6)
			}
		}
	}
}

// TestCoreWishes checks each group's wishes: six, different, at the four
// nearest centers, of tiers that take it.
func TestCoreWishes(t *testing.T) {
	d := district.BuildCore(district.Core{Seed: 3, Groups: 4_000, Mean: 36, Tight: 100})
	p := problem(t, d)
	at := map[capacity.CenterID]capacity.Point{}
	for _, c := range d.Capacity.Centers {
		at[c.ID] = c.At
	}
	var tiers [4]float64
	for i, r := range d.Demand.Requests {
		if len(r.Choices) != 6 {
			t.Fatalf("%s has %d wishes; with ten centers, want 6", r.ID, len(r.Choices))
		}
		var distances []int
		for _, c := range d.Capacity.Centers {
			distances = append(distances, capacity.Meters(d.Demand.Schools[i].At, c.At))
		}
		slices.Sort(distances)
		for j, c := range r.Choices {
			if slices.ContainsFunc(r.Choices[:j], func(b matching.Choice) bool { return b.Course == c.Course && b.Center == c.Center }) {
				t.Errorf("%s wishes %s at %s twice", r.ID, c.Course, c.Center)
			}
			if capacity.Meters(d.Demand.Schools[i].At, at[c.Center]) > distances[3] {
				t.Errorf("%s wishes to go to %s, which is not among the four nearest", r.ID, c.Center)
			}
			if v := p.Catalog().Eligible(d.Demand.Cohorts[i], c.Course); !v.Eligible() {
				t.Errorf("%s wishes %s, which it may not take: %v", r.ID, c.Course, v.Reasons)
			}
			course, _ := p.Catalog().Course(c.Course)
			tiers[course.Tier]++
		}
	}
	if tiers[curriculum.Experience] == 0 || tiers[curriculum.Practice] == 0 || tiers[curriculum.Exploration] == 0 {
		t.Errorf("wishes by tier: %v, want all three", tiers[1:])
	}
}

// TestCoreIsFlat compares the best plan of small instances with the best
// choice among flat options: a group takes at most one, a room has one course,
// whose groups fit its seats, and a field opens as many rooms as it has
// instructors. The instances are single slots of drawn ones.
func TestCoreIsFlat(t *testing.T) {
	contested := 0
	for seed := range uint64(60) {
		d := district.BuildCore(district.Core{Seed: seed, Groups: 60, Mean: 24, Tight: 100})
		slot := coreSlots()[seed]
		d.Demand.Requests = slices.DeleteFunc(d.Demand.Requests, func(r matching.Request) bool { return !r.Times.Cover(slot) })
		d.Demand.Requests = d.Demand.Requests[:min(7, len(d.Demand.Requests))]
		for i := range d.Demand.Requests {
			d.Demand.Requests[i].Times = capacity.Times{{Start: slot.Begin(), End: slot.Finish()}}
		}
		want, alone := flatten(d, slot).best()
		got, _, ok := oracle.Best(problem(t, d))
		if !ok {
			t.Fatalf("seed %d: too large for the oracle", seed)
		}
		if got != want {
			t.Errorf("seed %d: the best plan has %d points, the best flat choice %d", seed, got, want)
		}
		if want < alone {
			contested++
		}
	}
	if contested < 20 {
		t.Errorf("in %d of 60 instances the groups compete, want 20", contested)
	}
}

// flat is one slot of an instance without its domain.
type flat struct {
	options [][]flatOption // by group
	seats   []int          // by room
	room    map[capacity.RoomID]int
	field   []curriculum.MajorID       // by room
	pools   map[curriculum.MajorID]int // rooms that a field can open
}

type flatOption struct {
	room, size int
	course     curriculum.CourseID
	value      int64
}

// flatten reads the parts of a district with a single center.
func flatten(d district.District, slot capacity.Slot) *flat {
	f := &flat{room: map[capacity.RoomID]int{}, pools: map[curriculum.MajorID]int{}}
	f.field = make([]curriculum.MajorID, len(d.Capacity.Rooms))
	for i, r := range d.Capacity.Rooms {
		f.room[r.ID] = i
		f.seats = append(f.seats, r.Seats)
		if r.Teaching.Touch(slot) {
			f.seats[i] = 0
		}
	}
	for _, i := range d.Capacity.Instructors {
		if len(i.Available) == 0 || i.Available.Cover(slot) {
			f.pools[i.Majors[0]]++
		}
	}
	for i := range d.Demand.Requests {
		r := d.Demand.Requests[i]
		g := slices.IndexFunc(d.Demand.Cohorts, func(c curriculum.Cohort) bool { return c.ID == r.Cohort })
		size, from, to := d.Demand.Cohorts[g].Size, d.Demand.Schools[g].At, d.Capacity.Centers[0].At
		meters := int(math.Hypot(float64(from.X-to.X), float64(from.Y-to.Y)))
		var options []flatOption
		for rank, c := range r.Choices {
			for _, o := range d.Capacity.Offerings {
				if room := f.room[o.Rooms[0]]; o.Course == c.Course && size <= f.seats[room] {
					options = append(options, flatOption{room, size, c.Course, int64(size * (101 - 6*rank - min((meters+999)/1000, 20)))})
				}
			}
		}
		f.options = append(f.options, options)
	}
	for _, o := range d.Capacity.Offerings {
		i := slices.IndexFunc(d.Curriculum.Courses, func(c curriculum.Course) bool { return c.ID == o.Course })
		f.field[f.room[o.Rooms[0]]] = d.Curriculum.Courses[i].Major
	}
	return f
}

// best returns the most points of all choices, and what each group's best
// option is worth, all together.
func (f *flat) best() (most, alone int64) {
	for _, options := range f.options {
		top := int64(0)
		for _, o := range options {
			top = max(top, o.value)
		}
		alone += top
	}
	courses := make([]curriculum.CourseID, len(f.seats))
	var next func(group int, points int64)
	next = func(group int, points int64) {
		if group == len(f.options) {
			most = max(most, points)
			return
		}
		for _, o := range f.options[group] {
			was, field := courses[o.room], f.field[o.room]
			if f.seats[o.room] < o.size || was != "" && was != o.course || was == "" && f.pools[field] == 0 {
				continue
			}
			if was == "" {
				courses[o.room] = o.course
				f.pools[field]--
			}
			f.seats[o.room] -= o.size
			next(group+1, points+o.value)
			f.seats[o.room] += o.size
			if was == "" {
				courses[o.room] = ""
				f.pools[field]++
			}
		}
		next(group+1, points)
	}
	next(0, 0)
	return most, alone
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: %.4f, want %.4f up to %.4f", what, got, want, within)
	}
}
