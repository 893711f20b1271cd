package record_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// TestStandards: what comes with the library says what the sources say.
func TestStandards(t *testing.T) {
	r, err := record.NewRequirements(record.Standards(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []struct {
		id        record.StandardID
		effective string
		grades    string
		amount    [4]int // class hours a week; over the stage; of these recognized; credits
	}{
		{"national-2017-grades-1-2", "2017-09-25/2022-08-31", "1-2", [4]int{1, 0, 0, 0}},
		{"national-2017-grades-3-9", "2017-09-25/2022-08-31", "3-9", [4]int{2, 0, 0, 0}},
		{"national-2017-senior", "2018-09-01/2020-08-31", "10-12", [4]int{0, 0, 0, 14}},
		{"national-2020-senior-labor", "2020-09-01/", "10-12", [4]int{0, 0, 0, 6}},
		{"national-2020-senior-practice", "2020-09-01/", "10-12", [4]int{0, 0, 0, 8}},
		{"national-2022-labor", "2022-09-01/", "1-9", [4]int{1, 0, 0, 0}},
		{"shanghai-2019-experience", "2019-09-01/", "7-9", [4]int{0, 32, 16, 0}},
	}
	if n := len(record.Standards()); n != len(want) {
		t.Errorf("%d standards, want %d", n, len(want))
	}
	for _, w := range want {
		s, ok := r.Standard(w.id)
		amount := [4]int{int(s.PerWeek), int(s.Hours), int(s.Recognized), s.Credits}
		if !ok || s.Effective.String() != w.effective || s.Grades.String() != w.grades || amount != w.amount {
			t.Errorf("%s: %+v, want %+v", w.id, s, w)
		}
		if s.Source == "" || s.Name == "" {
			t.Errorf("%s does not say where it is written, or what it is called", w.id)
		}
	}
	if s, _ := r.Standard("national-2022-labor"); len(s.Counts.Labor) != 10 {
		t.Errorf("labor has %d task groups, want all ten", len(s.Counts.Labor))
	}
	if s, _ := r.Standard("shanghai-2019-experience"); !slices.Equal(s.Kinds, []capacity.CenterKind{capacity.SchoolCenter}) {
		t.Errorf("recognized are %v, want vocational schools alone", s.Kinds)
	}
	if _, ok := r.Standard("national-2022"); ok {
		t.Error("there is a standard with another id")
	}
}

func TestRequirementsRefuse(t *testing.T) {
	sound := record.Standard{ID: "a", Grades: curriculum.Grades(7, 9), PerWeek: 1}
	with := func(change func(*record.Standard)) []record.Standard {
		s := sound
		change(&s)
		return []record.Standard{s}
	}
	autumn := capacity.DateSpan{From: autumn, To: autumn + 100}
	tests := []struct {
		name      string
		reason    string
		standards []record.Standard
		terms     []capacity.DateSpan
		want      []string
	}{
		{"sound", "nothing is wrong", []record.Standard{sound}, []capacity.DateSpan{autumn}, nil},
		{"twice", "an id names one", []record.Standard{sound, sound}, nil, []string{"/standards/1/id"}},
		{"no grades", "it would be for nobody", with(func(s *record.Standard) { s.Grades = 0 }), nil, []string{"/standards/0/grades"}},
		{"nothing", "it would ask for nothing", with(func(s *record.Standard) { s.PerWeek = 0 }), nil, []string{"/standards/0"}},
		{"two kinds", "they are governed in two ways", with(func(s *record.Standard) { s.Hours = 4 }), nil, []string{"/standards/0"}},
		{"two stages", "a learner enters one stage", with(func(s *record.Standard) { s.PerWeek, s.Hours, s.Grades = 0, 32, curriculum.Grades(6, 9) }), nil, []string{"/standards/0/grades"}},
		{"negative", "nobody gives hours back", with(func(s *record.Standard) { s.PerWeek = -1 }), nil, []string{"/standards/0/perWeek"}},
		{"more recognized than all", "it is a part", with(func(s *record.Standard) { s.PerWeek, s.Hours, s.Recognized = 0, 16, 32 }), nil, []string{"/standards/0/recognized"}},
		{"recognized of an average", "it is a part of a total", with(func(s *record.Standard) { s.Recognized = 1 }), nil, []string{"/standards/0/recognized"}},
		{"kinds of nothing", "no hours are recognized", with(func(s *record.Standard) { s.Kinds = []capacity.CenterKind{capacity.Base} }), nil, []string{"/standards/0/kinds"}},
		{"no subject", "an account holds credits of subjects", with(func(s *record.Standard) { s.PerWeek, s.Credits = 0, 6 }), nil, []string{"/standards/0/subject"}},
		{"subject of hours", "hours have none", with(func(s *record.Standard) { s.Subject = "劳动" }), nil, []string{"/standards/0/subject"}},
		{"unset labor group", "it is none", with(func(s *record.Standard) { s.Counts.Labor = []curriculum.LaborGroup{0} }), nil, []string{"/standards/0/counts/labor/0"}},
		{"delivery twice", "once is enough", with(func(s *record.Standard) {
			s.Counts.Apart = []curriculum.Delivery{curriculum.Online, curriculum.Online}
		}), nil, []string{"/standards/0/counts/apart/1"}},
		{"empty tag", "no course has it", with(func(s *record.Standard) { s.Counts.Tags = []string{""} }), nil, []string{"/standards/0/counts/tags/0"}},
		{"backward", "it is in force on no day", with(func(s *record.Standard) { s.Effective = capacity.DateSpan{From: autumn.To, To: autumn.From} }), nil, []string{"/standards/0/effective"}},
		{"open term", "its weeks could not be counted", nil, []capacity.DateSpan{{From: autumn.From}}, []string{"/terms/0"}},
		{"long term", "it is a typing error", nil, []capacity.DateSpan{{From: autumn.From, To: autumn.From + 1000}}, []string{"/terms/0"}},
		{"overlap", "a week would count twice", nil, []capacity.DateSpan{{From: autumn.To, To: autumn.To + 9}, autumn}, []string{"/terms/0"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := record.NewRequirements(tt.standards, tt.terms)
			if diff := cmp.Diff(tt.want, places(err)); diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", tt.reason, err, diff)
			}
		})
	}
}

// TestContent: a course counts when it fulfils every condition.
func TestContent(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		counts record.Content
		want   string // the verdicts on drone, farm, help, web, make
	}{
		{"everything", "no condition", record.Content{}, "counted counted counted counted counted"},
		{"labor", "of one of these groups", record.Content{Labor: []curriculum.LaborGroup{curriculum.Farming, curriculum.Industry}}, "content counted content content counted"},
		{"not labor", "of none of these groups; a course of no group counts", record.Content{NotLabor: []curriculum.LaborGroup{curriculum.PublicVolunteer}}, "counted counted content counted counted"},
		{"tier", "of one of these tiers", record.Content{Tiers: []curriculum.Tier{curriculum.Practice}}, "content content content content counted"},
		{"tag", "with one of these tags", record.Content{Tags: []string{"sail", "fly"}}, "counted content content content content"},
		{"delivery", "in one of these ways", record.Content{Deliveries: []curriculum.Delivery{curriculum.OnSite}}, "counted counted counted content counted"},
		{"apart", "summed apart", record.Content{Apart: []curriculum.Delivery{curriculum.Online}}, "counted counted counted apart counted"},
		{"both", "what is no content is not summed at all", record.Content{Labor: []curriculum.LaborGroup{curriculum.Farming}, Apart: []curriculum.Delivery{curriculum.Online}}, "content counted content content content"},
	}
	var entries []record.Entry
	for i, course := range []string{"drone", "farm", "help", "web", "make"} {
		entries = append(entries, written(t, i, "j2021", "2021-09-08 "+course+" base 4"))
	}
	b := ledger(t, entries...)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := record.NewRequirements([]record.Standard{{ID: "x", Grades: curriculum.Grades(7, 7), PerWeek: 1, Counts: tt.counts}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			a, err := record.Assess(b, r, "j2021", capacity.DateSpan{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, e := range a.Parts[0].Entries {
				got += " " + e.Verdict.String()
			}
			if diff := cmp.Diff(" "+tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestRequirementsAreImmutable: nothing that was passed in or handed out reaches
// into them.
func TestRequirementsAreImmutable(t *testing.T) {
	list := record.Standards()
	terms := []capacity.DateSpan{{From: autumn, To: autumn + 9}}
	r, err := record.NewRequirements(list, terms)
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Collect(r.Standards())
	for s := range r.Standards() {
		scribble(reflect.ValueOf(s))
	}
	scribble(reflect.ValueOf(list))
	if diff := cmp.Diff(want, slices.Collect(r.Standards())); diff != "" {
		t.Errorf("standards have changed (-want +got):\n%s", diff)
	}
}

// scribble overwrites whatever can be reached through slices.
func scribble(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			scribble(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			scribble(v.Index(i))
			v.Index(i).SetZero()
		}
	}
}
