package scenario_test

import (
	"bytes"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

func TestFixturesAreCanonical(t *testing.T) {
	for _, name := range []string{small, full} {
		f, err := scenario.Read(strings.NewReader(contents(t, name)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(contents(t, name), written(t, f)); diff != "" {
			t.Errorf("%s, read and written (-want +got):\n%s", name, diff)
		}
	}
	for _, name := range []string{smallPlan, fullPlan} {
		p, err := scenario.ReadPlan(strings.NewReader(contents(t, name)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(contents(t, name), writtenPlan(t, p)); diff != "" {
			t.Errorf("%s, read and written (-want +got):\n%s", name, diff)
		}
	}
	for _, name := range []string{smallCertificate, fullCertificate} {
		c, err := scenario.ReadCertificate(strings.NewReader(contents(t, name)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(contents(t, name), writtenCertificate(t, c)); diff != "" {
			t.Errorf("%s, read and written (-want +got):\n%s", name, diff)
		}
	}
}

// samples are text forms of every type that has one; "" stands for the zero
// value, where a type has no text for it.
var samples = map[reflect.Type][]string{
	reflect.TypeFor[curriculum.Grade]():        {"1", "12", "v3"},
	reflect.TypeFor[curriculum.GradeSet]():     {"", "5", "1-6,9,v1-v2"},
	reflect.TypeFor[curriculum.Tier]():         {"experience", "exploration"},
	reflect.TypeFor[curriculum.IntentKind]():   {"major", "competition"},
	reflect.TypeFor[curriculum.IntentSet]():    {"", "competition", "major,competition"},
	reflect.TypeFor[curriculum.LaborGroup]():   {"cleaning", "volunteering"},
	reflect.TypeFor[curriculum.Activity]():     {"observation", "innovation"},
	reflect.TypeFor[curriculum.Delivery]():     {"onsite", "blended"},
	reflect.TypeFor[capacity.Date]():           {"1971-01-01", "2028-02-29", "9999-12-31"},
	reflect.TypeFor[capacity.DateSpan]():       {"2026-09-07", "2026-09-07/2026-09-08", "/2026-09-08", "2026-09-07/"},
	reflect.TypeFor[capacity.Clock]():          {"00:00", "08:30", "24:00"},
	reflect.TypeFor[capacity.ClockSpan]():      {"00:00-24:00", "08:30-11:30"},
	reflect.TypeFor[capacity.Moment]():         {"2026-09-22T06:30", "1971-01-01"},
	reflect.TypeFor[capacity.Weekdays]():       {"mon", "sun", "mon-wed,fri", "mon-sun"},
	reflect.TypeFor[capacity.CenterKind]():     {"school", "online"},
	reflect.TypeFor[capacity.Status]():         {"building", "withdrawn"},
	reflect.TypeFor[capacity.InstructorKind](): {"fulltime", "mentor"},
	reflect.TypeFor[capacity.ClosureKind]():    {"repair", "teaching"},
	reflect.TypeFor[capacity.Sharing]():        {"nobody", "anyone"},
	reflect.TypeFor[capacity.QuotaScope]():     {"together", "others"},
	reflect.TypeFor[capacity.QuotaUnit]():      {"visits", "pupils"},
	reflect.TypeFor[record.StepKind]():         {"deposit", "void"},
	reflect.TypeFor[evaluation.Role]():         {"self", "external"},
	reflect.TypeFor[matching.TraitSet]():       {"", "occupation", "major,center"},
	reflect.TypeFor[matching.PinKind]():        {"pinned", "frozen"},
	reflect.TypeFor[matching.Status]():         {"feasible", "optimal"},
	reflect.TypeFor[matching.Stop]():           {"done", "effort", "deadline", "canceled"},
	reflect.TypeFor[matching.Reason]():         {"impossible", "lost", "notfound"},
	reflect.TypeFor[rule.Rule]():               {"books", "R1", "R20"},
}

// fill gives a value of any type of the files a random value that can be
// written, of which the rules are not asked. Values that may be left out are,
// half of the time.
func fill(t *rapid.T, v reflect.Value) {
	if texts, ok := samples[v.Type()]; ok {
		text := rapid.SampledFrom(texts).Draw(t, v.Type().Name())
		if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil {
			t.Fatalf("sample: %v", err)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.SampledFrom([]string{"", "a", "b", "c", "三阶", `"\/`, "<&>", "\u2028", "😀"}).Draw(t, "text"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(rapid.Int().Draw(t, "int")))
	case reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(t, "uint"))
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, "length")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i))
		}
	case reflect.Pointer: // mostly none, as what it points to may have several more
		if rapid.IntRange(0, 2).Draw(t, "any") == 2 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			tag := v.Type().Field(i).Tag.Get("json")
			if tag == "-" {
				continue
			}
			optional := strings.Contains(tag, "omitzero")
			if !optional || rapid.Bool().Draw(t, "stated") {
				fill(t, v.Field(i))
			}
		}
	default:
		t.Fatalf("no random value for %v", v.Type())
	}
}

func files() *rapid.Generator[*scenario.File] {
	return rapid.Custom(func(t *rapid.T) *scenario.File {
		f := new(scenario.File)
		fill(t, reflect.ValueOf(f).Elem())
		f.Format = rapid.SampledFrom([]string{"", scenario.Format}).Draw(t, "format")
		return f
	})
}

// anyOrder compares lists without regard to order, and an empty one as none.
var anyOrder = cmp.Options{
	cmpopts.EquateEmpty(),
	cmpopts.SortSlices(func(a, b any) bool { return fmt.Sprintf("%+v", a) < fmt.Sprintf("%+v", b) }),
}

func TestWriteRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := files().Draw(t, "file")
		before := fmt.Sprintf("%+v", f)
		first := written(t, f)
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", f)); diff != "" {
			t.Fatalf("writing changed the file (-before +after):\n%s", diff)
		}
		again, err := scenario.Read(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, written(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		f.Format = scenario.Format
		if diff := cmp.Diff(f, again, anyOrder); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
	})
}

func TestWriteReadPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := new(matching.Plan)
		fill(t, reflect.ValueOf(p).Elem())
		before := fmt.Sprintf("%+v", p)
		first := writtenPlan(t, p)
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", p)); diff != "" {
			t.Fatalf("writing changed the plan (-before +after):\n%s", diff)
		}
		again, err := scenario.ReadPlan(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenPlan(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		// Elements that hold a list in another order would not pair up.
		for _, session := range p.Sessions {
			slices.Sort(session.Instructors)
		}
		for _, u := range p.Unplaced {
			slices.SortStableFunc(u.Cuts, func(a, b matching.Cut) int { return int(a.Rule) - int(b.Rule) })
		}
		if diff := cmp.Diff(p, again, anyOrder); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
	})
}

// TestWriteSorts writes the same file with its lists in two orders.
func TestWriteSorts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := files().Draw(t, "file")
		draw := rapid.Permutation([]string{"a", "b", "三"}).Draw(t, "keys")
		lists(reflect.ValueOf(f).Elem(), func(list reflect.Value) {
			for i := range list.Len() {
				setKey(list.Index(i), draw[i])
			}
		})
		want := written(t, f)
		lists(reflect.ValueOf(f).Elem(), func(list reflect.Value) {
			swap := reflect.Swapper(list.Interface())
			for i := range list.Len() {
				swap(i, rapid.IntRange(0, i).Draw(t, "swap"))
			}
		})
		if diff := cmp.Diff(want, written(t, f)); diff != "" {
			t.Errorf("in another order (-want +got):\n%s", diff)
		}
	})
}

// lists calls visit with every list of a document that a file keeps sorted.
func lists(v reflect.Value, visit func(reflect.Value)) {
	for i := range v.NumField() {
		field := v.Field(i)
		switch {
		case v.Type().Field(i).Anonymous || field.Type() == reflect.TypeFor[capacity.Travel]():
			lists(field, visit)
		case field.Kind() == reflect.Slice && field.Type().Elem().Kind() == reflect.Struct:
			visit(field)
		}
	}
}

// setKey gives an element a key; where that is of several fields, one that
// differs in a single one of them.
func setKey(v reflect.Value, key string) {
	switch x := v.Addr().Interface().(type) {
	case *capacity.Stock:
		x.Center, x.Item = "c", curriculum.ItemID(key)
	case *capacity.Way:
		x.School, x.From, x.Center = "", "c", capacity.CenterID(key)
	case *matching.Pin:
		x.Request, x.Slot, x.Offering = "r", "s", capacity.OfferingID(key)
	default:
		v.FieldByName("ID").SetString(key)
	}
}

func TestWriteOrder(t *testing.T) {
	in := `{"format": "sanjie.scenario/v1",
 "stocks": [{"center": "b", "item": "a", "units": 1}, {"center": "a", "item": "b", "units": 2}, {"center": "a", "item": "a", "units": 3}],
 "travel": {"ways": [{"school": "b", "center": "a", "minutes": 1}, {"school": "a", "center": "b", "minutes": 2}, {"from": "z", "center": "a", "minutes": 3}, {"from": "b", "center": "c", "minutes": 4}]},
 "programs": [{"id": "b", "components": [{"visits": 2}, {"visits": 1}]}, {"id": "a", "components": []}],
 "requests": [{"id": "2", "cohort": "k", "choices": [{"course": "z"}, {"course": "a"}]}, {"id": "10", "cohort": "k", "choices": []}],
 "pins": [{"request": "b", "offering": "a", "slot": "a"}, {"request": "a", "offering": "a", "slot": "b"}, {"request": "a", "offering": "b", "slot": "a"}, {"request": "a", "offering": "a", "slot": "a"}],
 "notes": ["z", "a"]}`
	want := `{
  "format": "sanjie.scenario/v1",
  "notes": ["z", "a"],
  "stocks": [
    {"center": "a", "item": "a", "units": 3},
    {"center": "a", "item": "b", "units": 2},
    {"center": "b", "item": "a", "units": 1}
  ],
  "travel": {
    "ways": [
      {"from": "b", "center": "c", "minutes": 4},
      {"from": "z", "center": "a", "minutes": 3},
      {"school": "a", "center": "b", "minutes": 2},
      {"school": "b", "center": "a", "minutes": 1}
    ]
  },
  "programs": [
    {"id": "a", "components": []},
    {"id": "b", "components": [{"visits": 2}, {"visits": 1}]}
  ],
  "requests": [
    {"id": "10", "cohort": "k"},
    {"id": "2", "cohort": "k", "choices": [{"course": "z"}, {"course": "a"}]}
  ],
  "pins": [
    {"request": "a", "offering": "a", "slot": "a"},
    {"request": "a", "offering": "b", "slot": "a"},
    {"request": "a", "offering": "a", "slot": "b"},
    {"request": "b", "offering": "a", "slot": "a"}
  ]
}
`
	f, err := scenario.Read(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, written(t, f)); diff != "" {
		t.Errorf("keys in their order, choices, components and notes as they are (-want +got):\n%s", diff)
	}
}

func TestWritePlanOrder(t *testing.T) {
	p := &matching.Plan{
		Sessions: []matching.Session{
			{Offering: "a", Slot: "2026-09-09.am"}, {Offering: "b", Slot: "2026-09-08.pm", Instructors: []capacity.InstructorID{"t2", "t1"}}, {Offering: "a", Slot: "2026-09-08.pm"},
		},
		Visits: []matching.Visit{
			{Request: "b", Slot: "2026-09-08.am"}, {Request: "a", Slot: "2026-09-09.am"}, {Request: "a", Slot: "2026-09-08.pm", Part: 1, Offering: "o"},
			{Request: "a", Slot: "2026-09-08.pm", Offering: "q"}, {Request: "a", Slot: "2026-09-08.pm", Offering: "p"},
		},
		Unplaced: []matching.Unplaced{
			{Request: "b", Reason: matching.NotFound}, {Request: "a", Reason: matching.NotFound, Cuts: []matching.Cut{{Rule: rule.Notice}, {Rule: rule.Course}}},
		},
	}
	want := `{
  "format": "sanjie.plan/v1",
  "status": "feasible",
  "points": 0,
  "bound": 0,
  "score": {"base": 0, "first": 0, "rank": 0, "travel": 0, "session": 0},
  "sessions": [
    {"offering": "a", "slot": "2026-09-08.pm"},
    {"offering": "b", "slot": "2026-09-08.pm", "instructors": ["t1", "t2"]},
    {"offering": "a", "slot": "2026-09-09.am"}
  ],
  "visits": [
    {"request": "a", "choice": 0, "offering": "p", "slot": "2026-09-08.pm", "pupils": 0},
    {"request": "a", "choice": 0, "offering": "q", "slot": "2026-09-08.pm", "pupils": 0},
    {"request": "a", "part": 1, "choice": 0, "offering": "o", "slot": "2026-09-08.pm", "pupils": 0},
    {"request": "a", "choice": 0, "offering": "", "slot": "2026-09-09.am", "pupils": 0},
    {"request": "b", "choice": 0, "offering": "", "slot": "2026-09-08.am", "pupils": 0}
  ],
  "unplaced": [
    {"request": "a", "visits": 0, "reason": "notfound", "options": 0, "cuts": [{"rule": "R2", "options": 0}, {"rule": "R18", "options": 0}]},
    {"request": "b", "visits": 0, "reason": "notfound", "options": 0}
  ],
  "stats": {"stopped": "done", "work": 0, "seed": 0}
}
`
	before := fmt.Sprintf("%+v", p)
	if diff := cmp.Diff(want, writtenPlan(t, p)); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, fmt.Sprintf("%+v", p)); diff != "" {
		t.Errorf("writing changed the plan (-before +after):\n%s", diff)
	}
}

// TestSolvedIsInOrder keeps the matcher's order the one of files, where ids of
// periods are not in the order of time.
func TestSolvedIsInOrder(t *testing.T) {
	change := strings.NewReplacer(`"id": "am"`, `"id": "zam"`, `"perDay": 1`, `"perDay": 2`, `"noticeDays": 14`, `"noticeDays": 14, "visitsPerDay": 2`,
		`"cohort": "s1-502"`, `"cohort": "s1-502", "visits": 2`)
	_, p, err := scenario.Load(strings.NewReader(change.Replace(contents(t, small))))
	if err != nil {
		t.Fatal(err)
	}
	solved, err := matching.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	var slots []capacity.SlotID
	for _, v := range solved.Visits {
		if v.Request == "q2" {
			slots = append(slots, v.Slot)
		}
	}
	if diff := cmp.Diff([]capacity.SlotID{"2026-09-17.pm", "2026-09-17.zam"}, slots); diff != "" {
		t.Errorf("slots of the visits of q2, which comes on Thursdays (-want +got):\n%s", diff)
	}
	again, err := scenario.ReadPlan(strings.NewReader(writtenPlan(t, solved)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(solved, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("writing put the plan in another order (-solved +read):\n%s", diff)
	}
}

// TestWriteRefuses writes what no reader would take.
func TestWriteRefuses(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		file   scenario.File
		want   string
	}{
		{"format", "it names what is written", scenario.File{Format: scenario.PlanFormat},
			`/format: "sanjie.plan/v1" is not a format that can be written; want "sanjie.scenario/v1", or leave it empty`},
		{"no tier", "the zero tier has no text form", scenario.File{Curriculum: curriculum.Spec{Courses: []curriculum.Course{{ID: "b", Tier: curriculum.Practice}, {ID: "a"}}}},
			`/courses/0/tier: "0" has no text form`},
		{"no date", "the zero date has none either", scenario.File{Capacity: capacity.Spec{Calendars: []capacity.Calendar{{Terms: []capacity.Term{{To: capacity.DateOf(2026, 9, 7)}}}}}},
			`/calendars/0/terms/0/from: "0" has no text form`},
		{"unknown constant", "a Go caller can make one", scenario.File{Demand: matching.Spec{Pins: []matching.Pin{{Kind: 9}}}},
			`/pins/0/kind: "9" has no text form`},
		{"name", "not UTF-8", scenario.File{Name: "a\xff"}, `/name: "a�" is not valid UTF-8`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			err := scenario.Write(&b, &tt.file)
			if got := findings(t, err); len(got) != 1 || !strings.HasPrefix(got[0].String(), tt.want) {
				t.Errorf("findings %v, want %s: %s", got, tt.want, tt.reason)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}
