package district_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/district"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestShare checks that the parts add up and that each is within one of its
// exact share.
func TestShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.IntRange(0, 5_000_000).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.IntRange(0, 200), 1, 300).Draw(t, "weights")
		weights = append(weights, 1)
		var sum, all int64
		for _, w := range weights {
			all += int64(w)
		}
		for i, part := range district.Share(total, weights) {
			sum += int64(part)
			if exact := int64(total) * int64(weights[i]); int64(part-1)*all >= exact || int64(part+1)*all <= exact {
				t.Fatalf("part %d of %d by %v is %d", i, total, weights, part)
			}
		}
		if sum != int64(total) {
			t.Fatalf("the parts add up to %d, want %d", sum, total)
		}
	})
}

func TestMajorsAndAreas(t *testing.T) {
	for n := 1; n <= 30; n++ {
		majors := district.Majors(n)
		slices.Sort(majors)
		if got := len(slices.Compact(majors)); got != min(n, 26) {
			t.Errorf("Majors(%d) has %d different ids, want %d", n, got, min(n, 26))
		}
	}
	names := map[string]bool{}
	rural := 0
	for _, a := range district.Areas(1, 300, 100) {
		names[a.Name] = true
		if a.Rural {
			rural++
		}
	}
	if len(names) != 300 || rural != 100 {
		t.Errorf("300 areas, 100 of them rural, have %d names and %d rural", len(names), rural)
	}
}

// TestBuildSmall builds districts at the lower ends of their sizes.
func TestBuildSmall(t *testing.T) {
	base := func() district.Profile {
		return district.Profile{
			Name: "小区", Seed: 1, Weeks: 14, Root: "小区", Radius: 1_000, Areas: []district.Area{{Name: "云溪街"}},
			Schools: 1, Classes: 1, Majors: []string{"auto"},
			Sites: []district.Site{{Name: "中心", Majors: []string{"auto"}, Rooms: 1, Instructors: 1}},
			Free:  5, Lessons: 5, PerWeek: []int{1}, Expected: 100,
		}
	}
	tests := []struct {
		name, reason string
		change       func(p *district.Profile)
	}{
		{"one of each", "the smallest district", func(*district.Profile) {}},
		{"rural only", "every school may be rural", func(p *district.Profile) { p.Areas[0].Rural = true }},
		{"no instructor", "nobody may be there to lead", func(p *district.Profile) { p.Sites[0].Instructors = 0 }},
		{"online only", "there may be nowhere to travel to", func(p *district.Profile) {
			p.Sites[0] = district.Site{Name: "平台", Kind: capacity.OnlineSite}
		}},
		{"few seats", "a thousandth of the pupils rounds to a session", func(p *district.Profile) { p.Seats = 1 }},
		{"no free half-day", "the host may need every room itself", func(p *district.Profile) { p.Free = 0 }},
		{"seventeen weeks", "the longest term", func(p *district.Profile) { p.Weeks = 17 }},
		{"more rooms than majors", "rooms go round", func(p *district.Profile) { p.Sites[0].Rooms = 30 }},
		{"firm", "a provider without a school", func(p *district.Profile) { p.Sites[0].Kind = capacity.Firm }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := base()
			test.change(&p)
			for seed := range uint64(20) {
				p.Seed = seed
				d := district.Build(p)
				problem(t, d)
				if diff := cmp.Diff(d, district.Build(p)); diff != "" {
					t.Fatalf("%s: one profile gave two districts (-first +second):\n%s", test.reason, diff)
				}
			}
		})
	}
}

func problem(t *testing.T, d district.District) *matching.Problem {
	t.Helper()
	catalog, err := curriculum.NewCatalog(d.Curriculum)
	if err != nil {
		t.Fatal(err)
	}
	network, err := capacity.NewNetwork(d.Capacity, catalog)
	if err != nil {
		t.Fatal(err)
	}
	p, err := matching.NewProblem(catalog, network, d.Demand)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPopularity finds Zipf's law in the first choices: the most asked course
// is asked far more often than the middle one.
func TestPopularity(t *testing.T) {
	d := district.Build(district.Profile{
		Name: "区", Seed: 1, Weeks: 16, Root: "区", Radius: 5_000, Areas: district.Areas(1, 4, 1),
		Schools: 50, Classes: 1_500, Majors: district.Majors(10),
		Sites: []district.Site{{Name: "中心", Majors: district.Majors(10), Rooms: 20, Instructors: 40}},
		Free:  5, Lessons: 5, PerWeek: []int{1}, Expected: 100,
	})
	asked := map[curriculum.CourseID]int{}
	for _, r := range d.Demand.Requests {
		if len(r.Choices) > 0 {
			asked[r.Choices[0].Course]++
		}
	}
	delete(asked, "")
	var counts []int
	for _, n := range asked {
		counts = append(counts, n)
	}
	slices.Sort(counts)
	if most, middle := counts[len(counts)-1], counts[len(counts)/2]; most < 5*middle {
		t.Errorf("the most popular course is asked %d times, the middle one %d; want at least five times as often", most, middle)
	}
}
