package scenario_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

var allRegimes = []scenario.Regime{scenario.Staff, scenario.Supply, scenario.Ample}

// generated returns the first n files of a size.
func generated(size scenario.Size, regime scenario.Regime, seed uint64, n int) []*scenario.File {
	var files []*scenario.File
	for f := range scenario.Generate(size, regime, seed) {
		if files = append(files, f); len(files) == n {
			break
		}
	}
	return files
}

func bytesOf(t *testing.T, f *scenario.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGenerateIsValid makes a problem of every size and regime, and reads a
// file back as it was written. TestGenerateRegimes makes those of size L.
func TestGenerateIsValid(t *testing.T) {
	for _, size := range []scenario.Size{scenario.XS, scenario.S, scenario.M, scenario.XL, scenario.XXL} {
		for _, regime := range allRegimes {
			t.Run(fmt.Sprint(size, "/", regime), func(t *testing.T) {
				for _, f := range generated(size, regime, 1, 2) {
					if _, err := f.Problem(); err != nil {
						t.Fatalf("%s: %v", f.Name, err)
					}
					text := bytesOf(t, f)
					back, err := scenario.Read(bytes.NewReader(text))
					if err != nil {
						t.Fatalf("%s: %v", f.Name, err)
					}
					if !bytes.Equal(text, bytesOf(t, back)) {
						t.Errorf("%s: the file is written differently after it was read", f.Name)
					}
				}
			})
		}
	}
}

// TestGenerateIsValidForSeeds draws seeds for the sizes that are quick.
func TestGenerateIsValidForSeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]scenario.Size{scenario.XS, scenario.S}).Draw(t, "size")
		regime := rapid.SampledFrom(allRegimes).Draw(t, "regime")
		seed := rapid.Uint64().Draw(t, "seed")
		for f := range scenario.Generate(size, regime, seed) {
			if _, err := f.Problem(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestGenerateCounts compares the generated figures with the sizes' own.
func TestGenerateCounts(t *testing.T) {
	type counts struct{ Schools, Classes, Centers, Rooms, Instructors, Slots int }
	tests := []struct {
		name, reason string
		size         scenario.Size
		regime       scenario.Regime
		want         counts
	}{
		{"XS", "a career day: 150 pupils, 14 rooms, 27 speakers, five slots", scenario.XS, scenario.Ample, counts{1, 150, 1, 14, 27, 5}},
		{"S", "one center for 22 schools and 188 classes", scenario.S, scenario.Staff, counts{22, 188, 1, 8, 10, 160}},
		{"M", "a district with 8 providers", scenario.M, scenario.Staff, counts{195, 5_500, 8, 120, 220, 160}},
		{"M supply", "the regimes share their sizes", scenario.M, scenario.Supply, counts{195, 5_500, 8, 120, 220, 160}},
		{"M ample", "the regimes share their sizes", scenario.M, scenario.Ample, counts{195, 5_500, 8, 120, 220, 160}},
		{"L supply", "15 centers, 63 bases, one online site", scenario.L, scenario.Supply, counts{1_537, 41_000, 79, 190, 1_640, 160}},
		{"L ample", "31 centers, 63 bases, one online site", scenario.L, scenario.Ample, counts{1_537, 41_000, 95, 894, 1_640, 160}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := generated(test.size, test.regime, 1, 1)[0]
			got := counts{len(f.Schools), len(f.Cohorts), len(f.Centers), len(f.Rooms), len(f.Instructors), slots(t, f)}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}

func slots(t *testing.T, f *scenario.File) int {
	t.Helper()
	catalog, err := curriculum.NewCatalog(f.Curriculum)
	if err != nil {
		t.Fatal(err)
	}
	network, err := capacity.NewNetwork(f.Capacity, catalog)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range network.Slots(f.Calendars[0].ID) {
		n++
	}
	return n
}

// TestGenerateDemand checks what is said of classes, choices and terms.
func TestGenerateDemand(t *testing.T) {
	for _, size := range []scenario.Size{scenario.S, scenario.M, scenario.XL} {
		for _, f := range generated(size, scenario.Staff, 7, 3) {
			normal := 0
			for _, c := range f.Cohorts {
				switch {
				case c.Size >= 35 && c.Size <= 48:
					normal++
				case c.Size < 10 || c.Size > 24 && c.Size < 60 || c.Size > 120:
					t.Errorf("%s: class %s has %d pupils; want 35 to 48, or 10 to 24 in a small school, or 60 to 120 of classes that come as one group", size, c.ID, c.Size)
				}
			}
			if normal*10 < len(f.Cohorts)*9 {
				t.Errorf("%s: %d of %d classes are of normal size, want nine in ten", size, normal, len(f.Cohorts))
			}
			deliveries := deliveriesOf(f)
			three, attending := 0, 0
			for _, r := range f.Requests {
				if r.Program != "" || deliveries[r.Choices[0].Course] != curriculum.OnSite {
					continue
				}
				attending++
				if len(r.Choices) == 3 {
					three++
				}
			}
			if three*10 < attending*9 {
				t.Errorf("%s: %d of %d requests to come to a center have three choices, want nine in ten", size, three, attending)
			}
			if n := slots(t, f); n < 140 || n > 170 {
				t.Errorf("%s: %d half-days, want 14 to 17 weeks of ten", size, n)
			}
		}
	}
}

func deliveriesOf(f *scenario.File) map[curriculum.CourseID]curriculum.Delivery {
	of := map[curriculum.CourseID]curriculum.Delivery{}
	for _, c := range f.Courses {
		of[c.ID] = c.Delivery
	}
	return of
}

// TestGenerateShares counts the requests that use the less usual rules: each
// kind is a few in a hundred.
func TestGenerateShares(t *testing.T) {
	for _, regime := range allRegimes {
		f := generated(scenario.M, regime, 1, 1)[0]
		deliveries := deliveriesOf(f)
		have := map[string]int{}
		for _, r := range f.Requests {
			if r.Program != "" {
				have["program"]++
			}
			if r.Parts > 1 {
				have["split"]++
			}
			if len(r.Choices) > 0 {
				have[deliveries[r.Choices[0].Course].String()]++
			}
		}
		for _, kind := range []string{"program", "split", "outreach", "blended", "online"} {
			if share := have[kind] * 1000 / len(f.Requests); share < 20 || share > 80 {
				t.Errorf("M %s: %d of 1000 requests are of kind %s, want 20 to 80", regime, share, kind)
			}
		}
	}
}

// TestGenerateLimitsBind drops each kind of limit and expects that first come,
// first served goes otherwise without it, in one of the regimes.
func TestGenerateLimitsBind(t *testing.T) {
	limits := []struct {
		name string
		drop func(f *scenario.File)
	}{
		{"stocks", func(f *scenario.File) { f.Stocks = nil }},
		{"budgets", func(f *scenario.File) { f.Budgets = nil }},
		{"fleets", func(f *scenario.File) {
			for i := range f.Fleets {
				f.Fleets[i].Buses = 1000
			}
		}},
		{"teams", func(f *scenario.File) {
			for i := range f.Teams {
				f.Teams[i].Sessions = 1000
			}
		}},
		{"headcounts", func(f *scenario.File) {
			for i := range f.Centers {
				f.Centers[i].Headcount = 0
			}
		}},
		{"each-school", dropQuota("each-school")},
		{"quiet-half-day", dropQuota("quiet-half-day")},
		{"rural-reserve", dropQuota("rural-reserve")},
	}
	for _, limit := range limits {
		binds := false
		for _, regime := range allRegimes {
			for seed := range uint64(10) {
				with, without := generated(scenario.S, regime, seed, 1)[0], generated(scenario.S, regime, seed, 1)[0]
				limit.drop(without)
				if binds = !cmp.Equal(firstCome(t, with).Visits, firstCome(t, without).Visits); binds {
					break
				}
			}
			if binds {
				break
			}
		}
		if !binds {
			t.Errorf("%s never keep a visit from its place", limit.name)
		}
	}
}

func dropQuota(id capacity.QuotaID) func(f *scenario.File) {
	return func(f *scenario.File) {
		f.Quotas = slices.DeleteFunc(f.Quotas, func(q capacity.Quota) bool { return q.ID == id })
	}
}

func firstCome(t *testing.T, f *scenario.File) *matching.Plan {
	t.Helper()
	p, err := f.Problem()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.FirstCome(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestGenerateUsesTheModel makes sure that each kind of limit and record occurs.
func TestGenerateUsesTheModel(t *testing.T) {
	f := generated(scenario.M, scenario.Staff, 1, 1)[0]
	some := map[string]bool{}
	for _, c := range f.Courses {
		some["prerequisites"] = some["prerequisites"] || len(c.Prerequisites) > 0
		some["orientation"] = some["orientation"] || len(c.Orientation) > 0
		some["online courses"] = some["online courses"] || c.Delivery == curriculum.Online
		some["off-campus courses"] = some["off-campus courses"] || c.Delivery == curriculum.OffCampus
		some["carried courses"] = some["carried courses"] || c.Delivery == curriculum.Outreach
		some["blended courses"] = some["blended courses"] || c.Delivery == curriculum.Blended
	}
	for _, o := range f.Offerings {
		some["several rooms"] = some["several rooms"] || len(o.Rooms) == 2
		some["rotation"] = some["rotation"] || len(o.Rooms) == 5
		some["outreach"] = some["outreach"] || o.Team != ""
		some["seats without limit"] = some["seats without limit"] || len(o.Rooms) == 0 && o.Seats == 0
	}
	for _, i := range f.Instructors {
		some["floating"] = some["floating"] || len(i.Centers) > 1
		some["own lessons"] = some["own lessons"] || len(i.Teaching) > 0
		some["availability"] = some["availability"] || len(i.Available) > 0
	}
	for _, r := range f.Rooms {
		some["own teaching"] = some["own teaching"] || len(r.Teaching) > 0
	}
	for _, c := range f.Centers {
		some["headcount"] = some["headcount"] || c.Headcount > 0
	}
	for _, c := range f.Closures {
		some["exams"] = some["exams"] || c.Kind == capacity.Exams && c.Grades != 0
	}
	for _, q := range f.Quotas {
		some["quota "+q.Scope.String()] = true
	}
	for _, s := range f.Schools {
		some["fleets of schools"] = some["fleets of schools"] || s.Fleet != ""
	}
	for _, c := range f.Cohorts {
		some["intents"] = some["intents"] || len(c.Intents) > 0
		some["completed"] = some["completed"] || len(c.Completed) > 0
		some["oriented"] = some["oriented"] || len(c.Oriented) > 0
		some["large groups"] = some["large groups"] || c.Size > 60
	}
	for _, p := range f.Programs {
		some["program "+string(p.ID)] = true
	}
	for _, r := range f.Requests {
		some["two visits"] = some["two visits"] || r.Visits == 2
		some["whatever a program takes"] = some["whatever a program takes"] || r.Program != "" && len(r.Choices) == 0
		some["choices in a program"] = some["choices in a program"] || r.Program != "" && len(r.Choices) > 0
		some["halves"] = some["halves"] || r.Parts == 2
		some["quarters"] = some["quarters"] || r.Parts == 4
		some["times"] = some["times"] || len(r.Times) > 0
		some["sharing"] = some["sharing"] || r.Share == capacity.ShareStage
		some["need"] = some["need"] || r.Weight == 3
		some["travel limits"] = some["travel limits"] || r.MaxTravel > 0
	}
	some["stocks"], some["budgets"], some["fleets"], some["ways"] = len(f.Stocks) > 0, len(f.Budgets) == 3, len(f.Fleets) > 0, len(f.Travel.Ways) > 0
	for _, what := range []string{
		"prerequisites", "orientation", "online courses", "off-campus courses", "several rooms", "rotation", "floating", "own lessons",
		"availability", "own teaching", "headcount", "exams", "quota together", "quota each", "quota others", "fleets of schools", "intents",
		"completed", "oriented", "two visits", "times", "sharing", "need", "travel limits", "stocks", "budgets", "fleets", "ways",
		"carried courses", "blended courses", "outreach", "seats without limit", "large groups", "program hours16", "program ladder",
		"whatever a program takes", "choices in a program", "halves", "quarters",
	} {
		if !some[what] {
			t.Errorf("a district of size M has no %s", what)
		}
	}
	if careless := ineligible(t, f); careless*100 < len(f.Requests) || careless*10 > len(f.Requests) {
		t.Errorf("%d of %d requests have a first choice that the class may not take, want a few in a hundred", careless, len(f.Requests))
	}
}

// ineligible counts the requests whose first choice names a course that their
// cohort, in as many parts as it may split into, may not take.
func ineligible(t *testing.T, f *scenario.File) int {
	t.Helper()
	p, err := f.Problem()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range p.Requests() {
		c, _ := p.Cohort(r.Cohort)
		c.Size /= max(1, r.Parts)
		if len(r.Choices) == 0 {
			continue
		}
		if id := r.Choices[0].Course; id != "" && !p.Catalog().Eligible(c, id).Eligible() {
			n++
		}
	}
	return n
}

// TestGenerateIsReproducible writes twice what one seed gives.
func TestGenerateIsReproducible(t *testing.T) {
	for _, size := range []scenario.Size{scenario.XS, scenario.S, scenario.XL} {
		for _, regime := range allRegimes {
			one, two := generated(size, regime, 5, 2), generated(size, regime, 5, 2)
			other := generated(size, regime, 6, 2)
			for i := range one {
				if !bytes.Equal(bytesOf(t, one[i]), bytesOf(t, two[i])) {
					t.Errorf("%s %s: one seed gave two files", size, regime)
				}
				a, b := *one[i], *other[i]
				a.Notes, b.Notes = nil, nil // they tell the seed
				if bytes.Equal(bytesOf(t, &a), bytesOf(t, &b)) {
					t.Errorf("%s %s: two seeds gave one file", size, regime)
				}
			}
		}
	}
}

// TestGenerateGolden pins the bytes of size S, which are the same on every
// machine. They changed when the classes got programs, splits and large groups,
// and the centers teams and simulations: the rules that districts use now.
func TestGenerateGolden(t *testing.T) {
	want := map[scenario.Regime]string{
		scenario.Staff:  "a92160783bd0405f",
		scenario.Supply: "fe4c38cce13c3be7",
		scenario.Ample:  "62fa20405bbe97f9",
	}
	for _, regime := range allRegimes {
		sum := sha256.Sum256(bytesOf(t, generated(scenario.S, regime, 1, 1)[0]))
		if got := hex.EncodeToString(sum[:8]); got != want[regime] {
			t.Errorf("S %s has hash %s, want %s; a change of generator or writer changes it, nothing else may", regime, got, want[regime])
		}
	}
}

// TestGenerateDistricts adds up the districts of a province.
func TestGenerateDistricts(t *testing.T) {
	type totals struct{ Districts, Schools, Classes, Centers int }
	var got totals
	names := map[string]bool{}
	for f := range scenario.Generate(scenario.XL, scenario.Supply, 3) {
		got.Districts++
		got.Schools += len(f.Schools)
		got.Classes += len(f.Cohorts)
		got.Centers += len(f.Centers)
		names[f.Name] = true
	}
	if diff := cmp.Diff(totals{122, 14_600, 400_000, 625}, got); diff != "" {
		t.Errorf("XL (-want +got):\n%s", diff)
	}
	if len(names) != got.Districts {
		t.Errorf("%d names for %d districts", len(names), got.Districts)
	}
}

// TestGenerateRegimes compares supply with demand.
func TestGenerateRegimes(t *testing.T) {
	type share struct{ low, high int } // per thousand
	tests := []struct {
		name, reason  string
		size          scenario.Size
		regime        scenario.Regime
		seats, people share
	}{
		{"S staff", "rooms for all, instructors for half", scenario.S, scenario.Staff, share{2000, 9000}, share{350, 700}},
		{"M staff", "rooms for all, instructors for half", scenario.M, scenario.Staff, share{1500, 3000}, share{350, 700}},
		{"L staff", "rooms for all, instructors for half", scenario.L, scenario.Staff, share{1500, 3000}, share{350, 700}},
		{"S supply", "demand is several times the supply", scenario.S, scenario.Supply, share{120, 350}, share{800, 9000}},
		{"M supply", "demand is several times the supply", scenario.M, scenario.Supply, share{120, 350}, share{800, 9000}},
		{"L supply", "2 to 3 % of the pupils a year, half of it a term", scenario.L, scenario.Supply, share{10, 15}, share{800, 9000}},
		{"XL supply", "2 to 3 % of the pupils a year, half of it a term", scenario.XL, scenario.Supply, share{10, 15}, share{800, 9000}},
		{"M ample", "more than enough of both", scenario.M, scenario.Ample, share{2000, 5000}, share{1500, 9000}},
		{"L ample", "more than enough of both", scenario.L, scenario.Ample, share{2000, 5000}, share{1500, 9000}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			seats, people := supply(t, generated(test.size, test.regime, 1, 1)[0])
			if seats < test.seats.low || seats > test.seats.high {
				t.Errorf("seats for %d of 1000 pupil visits, want %v: %s", seats, test.seats, test.reason)
			}
			if people < test.people.low || people > test.people.high {
				t.Errorf("instructors for %d of 1000 visits, want %v: %s", people, test.people, test.reason)
			}
		})
	}
}

// supply returns the seats of all possible sessions on site for a thousand
// pupils of the classes, each room counted once a slot, and how many of a
// thousand visits the instructors could lead, alone for the younger classes
// and in pairs for the older.
func supply(t *testing.T, f *scenario.File) (seats, people int) {
	t.Helper()
	p, err := f.Problem()
	if err != nil {
		t.Fatal(err)
	}
	type roomSlot struct {
		room capacity.RoomID
		slot capacity.SlotID
	}
	size := map[capacity.RoomID]int{}
	for _, r := range f.Rooms {
		size[r.ID] = r.Seats
	}
	rooms := map[capacity.OfferingID][]capacity.RoomID{}
	for _, o := range f.Offerings {
		rooms[o.ID] = o.Rooms
	}
	open := map[roomSlot]bool{}
	for s := range p.Network().Sessions() {
		for _, r := range rooms[s.Offering] {
			if at := (roomSlot{r, s.Slot.ID}); !open[at] {
				open[at] = true
				seats += size[r]
			}
		}
	}
	need, pupils := 0, 0
	for _, c := range f.Cohorts {
		pupils += c.Size
	}
	for r := range p.Requests() {
		program, _ := p.Program(r.Program)
		need += max(1, r.Visits, len(program.Components)) * perVisit(p, r)
	}
	for _, i := range f.Instructors {
		n := i.PerWeek * 16
		if i.PerTerm > 0 {
			n = min(n, i.PerTerm)
		}
		people += n
	}
	return seats * 1000 / pupils, people * 1000 / need
}

// perVisit returns the instructors that a request's first choice takes: none
// online, and one where it names no course.
func perVisit(p *matching.Problem, r matching.Request) int {
	if r.Program != "" {
		return 1
	}
	c, _ := p.Cohort(r.Cohort)
	course, ok := p.Catalog().Course(r.Choices[0].Course)
	switch {
	case !ok || course.PupilsPerInstructor == 0 && course.Delivery != curriculum.Online:
		return 1
	case course.Delivery == curriculum.Online:
		return 0
	}
	return 1 + (c.Size-1)/course.PupilsPerInstructor
}

// TestGenerateRefuses yields nothing for what is no size or regime.
func TestGenerateRefuses(t *testing.T) {
	for range scenario.Generate(scenario.XXL+1, scenario.Staff, 1) {
		t.Error("a size beyond XXL yielded a file")
	}
	for range scenario.Generate(scenario.S, scenario.Ample+1, 1) {
		t.Error("a regime beyond ample yielded a file")
	}
}

func TestSizeAndRegimeText(t *testing.T) {
	for _, name := range []string{"XS", "S", "M", "L", "XL", "XXL"} {
		var s scenario.Size
		if err := s.UnmarshalText([]byte(name)); err != nil || s.String() != name {
			t.Errorf("size %s reads as %s, %v", name, s, err)
		}
	}
	for _, name := range []string{"staff", "supply", "ample"} {
		var r scenario.Regime
		if err := r.UnmarshalText([]byte(name)); err != nil || r.String() != name {
			t.Errorf("regime %s reads as %s, %v", name, r, err)
		}
	}
	var s scenario.Size
	if err := s.UnmarshalText([]byte("m")); err == nil {
		t.Error("size m was accepted; sizes are upper case")
	}
}
