package capacity_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

func register(t testing.TB, list ...capacity.Provider) *capacity.Providers {
	t.Helper()
	r, err := capacity.NewProviders(catalog(t), list)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// school is licensed for printing from Monday to Friday of the first week,
// suspended on Saturday, and licensed for printing and baking from Monday on, and
// then for everything.
func school(t testing.TB) capacity.Provider {
	first := monday(t)
	return capacity.Provider{Center: "school", Name: "职业体验中心", Host: "番禺职校", Area: "shiqiao", Batch: 1, Standings: []capacity.Standing{
		{From: first - 100, Status: capacity.Building},
		{From: first, Status: capacity.Licensed, Until: first + 4, Courses: []curriculum.CourseID{"printing"}},
		{From: first + 5, Status: capacity.Suspended},
		{From: first + 7, Status: capacity.Licensed, Courses: []curriculum.CourseID{"printing", "baking"}},
		{From: first + 9, Status: capacity.Licensed, Until: first + 20},
	}}
}

func TestLicensed(t *testing.T) {
	first := monday(t)
	r := register(t, school(t))
	tests := []struct {
		name   string
		reason string
		center capacity.CenterID
		course curriculum.CourseID
		day    capacity.Date
		want   bool
	}{
		{"unknown center", "who is not in the register may not", "base", "", first, false},
		{"before it", "it was not in the register", "school", "", first - 101, false},
		{"building", "it is not licensed yet", "school", "", first - 1, false},
		{"first day", "a license holds from its first day", "school", "printing", first, true},
		{"another course", "the license is for printing alone", "school", "baking", first, false},
		{"at all", "no course asks whether it may host at all", "school", "", first, true},
		{"last day", "a license holds until its last day", "school", "printing", first + 4, true},
		{"suspended", "not for the time being", "school", "printing", first + 5, false},
		{"again", "the license names it now", "school", "baking", first + 7, true},
		{"all courses", "none named means all", "school", "carried", first + 9, true},
		{"run out", "the license has ended", "school", "printing", first + 21, false},
	}
	for _, tt := range tests {
		if got := r.Licensed(tt.center, tt.course, tt.day); got != tt.want {
			t.Errorf("%s: %v: %s", tt.name, got, tt.reason)
		}
	}
	var none *capacity.Providers
	if _, ok := none.Provider("school"); ok || none.Licensed("school", "", first) || len(slices.Collect(none.IDs())) > 0 {
		t.Error("the nil register has a provider")
	}
	for range none.Licenses(first) {
		t.Error("the nil register publishes a license")
	}
}

func TestLicenses(t *testing.T) {
	first := monday(t)
	r := register(t, school(t), capacity.Provider{Center: "base", Kind: capacity.Base, Standings: []capacity.Standing{{From: first - 10, Status: capacity.Licensed, Until: first + 3}}})
	lines := map[capacity.Date]string{}
	for day := first - 1; day <= first+21; day++ {
		b, err := json.Marshal(slices.Collect(r.Licenses(day)))
		if err != nil {
			t.Fatal(err)
		}
		lines[day] = string(b)
	}
	const base = `{"center":"base","kind":"base","dates":"2026-08-28/2026-09-10"}`
	const head = `{"center":"school","name":"职业体验中心","host":"番禺职校","area":"shiqiao","batch":1,"dates":`
	want := map[capacity.Date]string{
		first - 1: "[" + base + "]",
		first:     "[" + base + "," + head + `"2026-09-07/2026-09-11","courses":["printing"]}]`,
		first + 4: "[" + head + `"2026-09-07/2026-09-11","courses":["printing"]}]`,
		first + 5: "null",
		first + 7: "[" + head + `"2026-09-14/2026-09-15","courses":["printing","baking"]}]`, // another standing follows
		first + 9: "[" + head + `"2026-09-16/2026-09-27"}]`,
	}
	for day, text := range want {
		if diff := cmp.Diff(text, lines[day]); diff != "" {
			t.Errorf("list of %v (-want +got):\n%s", day, diff)
		}
	}
	if lines[first+21] != "null" {
		t.Errorf("published after the license has run out: %s", lines[first+21])
	}
}

func TestProvidersRefuse(t *testing.T) {
	first := monday(t)
	licensed := capacity.Standing{From: first, Status: capacity.Licensed}
	tests := []struct {
		name   string
		reason string
		list   []capacity.Provider
		want   []string
	}{
		{"no standing", "a register says since when", []capacity.Provider{{Center: "c"}}, []string{"/providers/0/standings is empty"}},
		{"twice", "one entry has all standings", []capacity.Provider{
			{Center: "c", Standings: []capacity.Standing{licensed}}, {Center: "c", Standings: []capacity.Standing{licensed}},
		}, []string{"/providers/1/center is that of /providers/0 too"}},
		{"out of order", "the later standing holds", []capacity.Provider{{Center: "c", Standings: []capacity.Standing{licensed, licensed}}},
			[]string{"/providers/0/standings/1/from is not after the standing before, of 2026-09-07"}},
		{"no status", "it would say nothing", []capacity.Provider{{Center: "c", Standings: []capacity.Standing{{From: first}}}}, []string{"/providers/0/standings/0/status is not set"}},
		{"suspended for a course", "only a license is for courses", []capacity.Provider{{Center: "c", Standings: []capacity.Standing{{From: first, Status: capacity.Suspended, Until: first}}}},
			[]string{"/providers/0/standings/0 has no license whose end or courses could be stated"}},
		{"ends before it starts", "it would never hold", []capacity.Provider{{Center: "c", Standings: []capacity.Standing{{From: first, Status: capacity.Licensed, Until: first - 1}}}},
			[]string{"/providers/0/standings/0/until is before from, 2026-09-07"}},
		{"unknown course", "the license would be for nothing", []capacity.Provider{{Center: "c", Standings: []capacity.Standing{{From: first, Status: capacity.Licensed, Courses: []curriculum.CourseID{"printin"}}}}},
			[]string{"/providers/0/standings/0/courses/0 is no course"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := capacity.NewProviders(catalog(t), tt.list)
			if diff := cmp.Diff(tt.want, findings(t, err)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
	if _, err := capacity.NewProviders(nil, nil); len(findings(t, err)) != 1 {
		t.Errorf("without a catalog: %v", err)
	}
}

// TestProvidersGrow: a provider comes, is licensed for more, and leaves; who holds
// the register of before still has it.
func TestProvidersGrow(t *testing.T) {
	first := monday(t)
	before := register(t, school(t))
	text0 := text(t, slices.Collect(before.All()))
	steps := []struct {
		name string
		do   func(*capacity.Providers) (*capacity.Providers, error)
	}{
		{"admit", func(r *capacity.Providers) (*capacity.Providers, error) {
			return r.Admit(capacity.Provider{Center: "base", Standings: []capacity.Standing{
				{From: first, Status: capacity.Licensed, Until: first + 50, Courses: []curriculum.CourseID{"baking"}}}})
		}},
		{"widen", func(r *capacity.Providers) (*capacity.Providers, error) { return r.Widen("base", first+2, "carried") }},
		{"widen to all", func(r *capacity.Providers) (*capacity.Providers, error) { return r.Widen("base", first+4) }},
		{"withdraw", func(r *capacity.Providers) (*capacity.Providers, error) {
			return r.With("base", capacity.Standing{From: first + 6, Status: capacity.Withdrawn})
		}},
	}
	r := before
	for _, step := range steps {
		next, err := step.do(r)
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		r = next
	}
	got, _ := r.Provider("base")
	want := []capacity.Standing{
		{From: first, Status: capacity.Licensed, Until: first + 50, Courses: []curriculum.CourseID{"baking"}},
		{From: first + 2, Status: capacity.Licensed, Until: first + 50, Courses: []curriculum.CourseID{"baking", "carried"}},
		{From: first + 4, Status: capacity.Licensed, Until: first + 50},
		{From: first + 6, Status: capacity.Withdrawn},
	}
	if diff := cmp.Diff(want, got.Standings); diff != "" {
		t.Errorf("standings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(text0, text(t, slices.Collect(before.All()))); diff != "" {
		t.Errorf("the register of before has changed (-want +got):\n%s", diff)
	}
	refused := []struct {
		name   string
		reason string
		err    func() error
		want   []string
	}{
		{"known already", "it has a history", func() error { _, err := r.Admit(school(t)); return err }, []string{"/center is in the register already"}},
		{"unknown", "nobody to append to", func() error { _, err := r.With("scool", capacity.Standing{}); return err }, []string{"/center is no known provider"}},
		{"before what is", "history is not rewritten", func() error {
			_, err := r.With("base", capacity.Standing{From: first + 6, Status: capacity.Licensed})
			return err
		}, []string{"/standings/4/from is not after the standing before, of 2026-09-13"}},
		{"wider than withdrawn", "there is no license", func() error { _, err := r.Widen("base", first+8, "baking"); return err }, []string{"/center is not licensed on 2026-09-15"}},
		{"wider than all", "nothing is added", func() error { _, err := r.Widen("school", first+10, "baking"); return err }, []string{"/courses is wider already: the license is for all courses"}},
		{"wider by what it has", "nothing is added", func() error { _, err := before.Widen("school", first+8, "baking"); return err }, []string{"/courses/0 is one that the license is for already"}},
		{"nil register", "it has no catalog", func() error { _, err := (*capacity.Providers)(nil).Admit(school(t)); return err }, []string{" is the nil register, which has no catalog"}},
	}
	for _, tt := range refused {
		if diff := cmp.Diff(tt.want, findings(t, tt.err())); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", tt.name, tt.reason, diff)
		}
	}
}

// standing draws what may come next of a provider.
func standing(t *rapid.T, from capacity.Date) capacity.Standing {
	s := capacity.Standing{From: from + capacity.Date(rapid.IntRange(-2, 4).Draw(t, "from"))}
	s.Status = capacity.Status(rapid.IntRange(1, 4).Draw(t, "status"))
	if rapid.Bool().Draw(t, "likely licensed") {
		s.Status = capacity.Licensed
	}
	if s.Status == capacity.Licensed {
		if rapid.Bool().Draw(t, "ends") {
			s.Until = s.From + capacity.Date(rapid.IntRange(0, 6).Draw(t, "until"))
		}
		for _, c := range []curriculum.CourseID{"printing", "baking", "remote"} {
			if rapid.Bool().Draw(t, string(c)) {
				s.Courses = append(s.Courses, c)
			}
		}
	}
	return s
}

// registers draws a register of some of the district's centers, by random steps
// of which none may take away what was stated before.
func registers(t *testing.T) *rapid.Generator[*capacity.Providers] {
	return rapid.Custom(func(rt *rapid.T) *capacity.Providers {
		r := register(t)
		for range rapid.IntRange(0, 12).Draw(rt, "steps") {
			id := rapid.SampledFrom([]capacity.CenterID{"school", "base", "web"}).Draw(rt, "center")
			p, known := r.Provider(id)
			last := monday(t) - 3
			if known {
				last = p.Standings[len(p.Standings)-1].From
			}
			s := standing(rt, last)
			var next *capacity.Providers
			var err error
			switch {
			case !known:
				next, err = r.Admit(capacity.Provider{Center: id, Standings: []capacity.Standing{s}})
			case rapid.Bool().Draw(rt, "widen"):
				next, err = r.Widen(id, s.From, s.Courses...)
			default:
				next, err = r.With(id, s)
			}
			if err != nil {
				continue
			}
			for p := range r.All() {
				q, _ := next.Provider(p.Center)
				if len(q.Standings) < len(p.Standings) || cmp.Diff(p.Standings, q.Standings[:len(p.Standings)]) != "" {
					rt.Fatalf("what was stated of %s is another: %v, was %v", p.Center, q.Standings, p.Standings)
				}
			}
			r = next
		}
		return r
	})
}

// TestGate: of all sessions that a spec allows, a gated one allows just those of
// centers that are licensed for the course on the day.
func TestGate(t *testing.T) {
	spec := district(t)
	spec.Closures = append(spec.Closures, capacity.Closure{ID: "unlicensed-1", Rooms: []capacity.RoomID{"lab2"}, Times: capacity.Times{{From: monday(t) + 1, To: monday(t) + 1}}})
	spec.Offerings = append(spec.Offerings, capacity.Offering{ID: "early", Center: "school", Course: "baking", Rooms: []capacity.RoomID{"lab2"}, Times: capacity.Times{{To: monday(t) + 1}}})
	before := text(t, spec)
	full := network(t, spec)
	rapid.Check(t, func(rt *rapid.T) {
		r := registers(t).Draw(rt, "register")
		n, err := capacity.NewNetwork(r.Gate(spec), catalog(t))
		if err != nil {
			rt.Fatal(err)
		}
		var want []capacity.Session
		for s := range full.Sessions() {
			o, _ := full.Offering(s.Offering)
			if r.Licensed(o.Center, o.Course, s.Slot.Date) {
				want = append(want, s)
			}
		}
		got := slices.Collect(n.Sessions())
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("sessions (-want +got):\n%s", diff)
		}
		again, err := capacity.NewNetwork(r.Gate(n.Spec()), catalog(t))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(got, slices.Collect(again.Sessions())); diff != "" {
			rt.Fatalf("gated twice (-once +twice):\n%s", diff)
		}
	})
	if diff := cmp.Diff(before, text(t, spec)); diff != "" {
		t.Errorf("Gate changed the caller's spec (-want +got):\n%s", diff)
	}
}

// TestProvidersOf: a register of a network's own licenses allows what the network
// allows.
func TestProvidersOf(t *testing.T) {
	full := network(t, district(t))
	r := register(t, capacity.ProvidersOf(full)...)
	gated := network(t, r.Gate(district(t)))
	if diff := cmp.Diff(slices.Collect(full.Sessions()), slices.Collect(gated.Sessions())); diff != "" {
		t.Errorf("sessions (-before +gated):\n%s", diff)
	}
	p, _ := r.Provider("school")
	want := capacity.Provider{Center: "school", Name: "职业体验中心", Host: "番禺职校", Area: "shiqiao", Batch: 1,
		Standings: []capacity.Standing{{From: monday(t), Status: capacity.Licensed, Until: monday(t) + 6}}}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Errorf("school (-want +got):\n%s", diff)
	}
}

// TestGatedPlan: nothing is placed at a provider on a day without license. Both
// centers could host both classes; the base is not licensed, and the school only
// from Wednesday of the first week on.
func TestGatedPlan(t *testing.T) {
	first := monday(t)
	spec := district(t)
	spec.Offerings = []capacity.Offering{
		{ID: "bake", Center: "school", Course: "baking", Rooms: []capacity.RoomID{"lab2"}},
		{ID: "bake2", Center: "base", Course: "baking", Rooms: []capacity.RoomID{"hall"}},
	}
	spec.Instructors = []capacity.Instructor{{ID: "t1", Centers: []capacity.CenterID{"school"}, Courses: []curriculum.CourseID{"baking"}},
		{ID: "t2", Centers: []capacity.CenterID{"base"}, Courses: []curriculum.CourseID{"baking"}}}
	spec.Quotas, spec.Travel = nil, capacity.Travel{}
	demand := matching.Spec{
		Schools: []matching.School{{ID: "s1"}},
		Cohorts: []curriculum.Cohort{{ID: "c1", School: "s1", Grade: 5, Size: 25}, {ID: "c2", School: "s1", Grade: 5, Size: 28}},
		Requests: []matching.Request{
			{ID: "q1", Cohort: "c1", Choices: []matching.Choice{{Course: "baking", Center: "base"}, {Course: "baking"}}},
			{ID: "q2", Cohort: "c2", Choices: []matching.Choice{{Course: "baking"}}, Times: capacity.Times{{To: first + 2}}},
		},
	}
	r := register(t, capacity.Provider{Center: "school", Standings: []capacity.Standing{{From: first + 2, Status: capacity.Licensed}}})
	placed := func(spec capacity.Spec) map[matching.RequestID]capacity.OfferingID {
		n := network(t, spec)
		p, err := matching.NewProblem(catalog(t), n, demand)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := matching.Solve(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		at := map[matching.RequestID]capacity.OfferingID{}
		for _, v := range plan.Visits {
			o, _ := n.Offering(v.Offering)
			slot, _ := n.Slot(o.Center, v.Slot)
			at[v.Request] = v.Offering
			if len(spec.Closures) > 1 && !r.Licensed(o.Center, o.Course, slot.Date) { // gated
				t.Errorf("%s is placed at %s on %v, without license", v.Request, o.Center, slot.Date)
			}
		}
		return at
	}
	if got := placed(spec); !maps.Equal(got, map[matching.RequestID]capacity.OfferingID{"q1": "bake2", "q2": got["q2"]}) || got["q2"] == "" {
		t.Errorf("without a register: %v, want both placed, q1 at the base", got)
	}
	gated := r.Gate(spec)
	want := map[matching.RequestID]capacity.OfferingID{"q1": "bake", "q2": "bake"}
	if got := placed(gated); !maps.Equal(want, got) {
		t.Errorf("with it: %v, want %v", got, want)
	}
	demand.Requests[1].Times = capacity.Times{{To: first + 1}}
	if got := placed(gated); got["q2"] != "" {
		t.Errorf("q2 is placed at %v before anybody is licensed", got["q2"])
	}
}
