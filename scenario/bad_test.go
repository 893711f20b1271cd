package scenario_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/scenario"
)

// bad is a way to spoil testdata/small.json and the one finding that it makes.
type bad struct {
	name     string
	reason   string
	old, new string // what to replace, and by what
	path     string
	line     int
	says     string // part of the finding
}

// everything stands for the whole file as what to replace.
const everything = "*"

func TestBadInput(t *testing.T) {
	sound := contents(t, small)
	if err := load(sound); err != nil {
		t.Fatalf("the file to spoil is refused: %v", err)
	}
	rows := append(append(badForm(), badCurriculum()...), append(badCapacity(), append(badDemand(), badPrograms()...)...)...)
	if len(rows) < 60 {
		t.Errorf("only %d rows", len(rows))
	}
	for _, tt := range rows {
		t.Run(tt.name, func(t *testing.T) {
			if tt.old == everything {
				tt.old = sound
			}
			if !strings.Contains(sound, tt.old) {
				t.Fatalf("nothing to replace: %s", tt.old)
			}
			got := findings(t, load(strings.Replace(sound, tt.old, tt.new, 1)))
			if len(got) != 1 || got[0].Path != tt.path || got[0].Line != tt.line || !strings.Contains(got[0].String(), tt.says) {
				t.Errorf("findings:\n%s\nwant one in line %d at %s that says: %s\n%s", (&finding.Error{Findings: got}).Error(), tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
}

// badForm spoils the form of the file.
func badForm() []bad {
	return []bad{
		{"another format", "a plan is no scenario", `sanjie.scenario/v1`, `sanjie.plan/v1`, "/format", 2, `"sanjie.plan/v1" is not the format wanted here; want "sanjie.scenario/v1"`},
		{"later version", "its meaning is not known", `scenario/v1`, `scenario/v2`, "/format", 2, "is not the format"},
		{"no format", "what the file is has to be said", `"format": "sanjie.scenario/v1",`, ``, "/format", 1, "is missing"},
		{"unknown field", "a misspelled field must not be lost", `"noticeDays"`, `"noticeDay"`, "/noticeDay", 30, `did you mean "noticeDays"?`},
		{"unknown field within", "at every depth", `"maxTravel"`, `"maxtravel"`, "/requests/2/maxtravel", 43, `did you mean "maxTravel"?`},
		{"field of another object", "seats belong to rooms", `"headcount"`, `"seats"`, "/centers/0/seats", 15, "is an unknown field"},
		{"duplicate key", "readers disagree on which one counts", `"noticeDays": 14,`, `"noticeDays": 14, "noticeDays": 7,`, "/noticeDays", 30, "appears twice"},
		{"number for text", "grades are texts", `"grade": "5"`, `"grade": 5`, "/cohorts/0/grade", 36, `write it in quotes: "5"`},
		{"text for number", "sizes are numbers", `"size": 45`, `"size": "45"`, "/cohorts/0/size", 36, "write it without quotes"},
		{"text for list", "a single id is a list too", `["c1-r1"]`, `"c1-r1"`, "/offerings/0/rooms", 26, "want a list"},
		{"list for object", "points have names for both numbers", `{"x": 2000, "y": 1500}`, `[2000, 1500]`, "/centers/0/at", 15, "want an object"},
		{"null", "leaving out is the one way", `"headcount": 120`, `"headcount": null`, "/centers/0/headcount", 15, "leave it out"},
		{"null in a list", "lists have no holes", `["worktask"]`, `["worktask", null]`, "/courses/0/activities/1", 8, "leave it out"},
		{"fraction", "integers everywhere", `"size": 45`, `"size": 45.5`, "/cohorts/0/size", 36, "is not a whole number"},
		{"absurd magnitude", "no wrapping around", `"size": 45`, `"size": 99999999999999999999`, "/cohorts/0/size", 36, "is out of range"},
		{"missing field", "a required field is not zero", `, "size": 45`, ``, "/cohorts/0/size", 36, "is missing"},
		{"missing id", "nothing could refer to it", `"id": "q2", `, ``, "/requests/1/id", 42, "is missing"},
		{"unknown tier", "the values are named", `"practice"`, `"practise"`, "/courses/0/tier", 8, "want experience, practice, exploration"},
		{"unknown grade", "there is no thirteenth", `"grade": "3"`, `"grade": "13"`, "/cohorts/2/grade", 38, "want 1 to 12 or v1 to v3"},
		{"no such date", "September has 30 days", `"to": "2026-09-18"`, `"to": "2026-09-31"`, "/calendars/0/terms/0/to", 12, "is not a date"},
		{"no such time", "the day has 24 hours", `"start": "08:30"`, `"start": "25:30"`, "/calendars/0/terms/0/periods/0/start", 12, "is not a time of day"},
		{"no such moment", "a moment is not a sentence", `2026-08-24T09:00`, `24 Aug 9:00`, "/asOf", 29, "is not a moment"},
		{"no such day", "days have names of three letters", `"days": "tue,thu"`, `"days": "tuesday"`, "/calendars/0/terms/0/days", 12, "is not a set of weekdays"},
		{"part of a day that ends before it starts", "it has no minute", `08:00-12:00`, `12:00-08:00`, "/rooms/1/teaching/0/hours/0", 19, "ends before it starts"},
		{"dates that end before they start", "the span has no date", `["2026-09-10"]`, `["2026-09-10/2026-09-09"]`, "/calendars/0/terms/0/except/0", 12, "ends before it starts"},
		{"syntax", "a comma is missing", `"noticeDays": 14,`, `"noticeDays": 14`, "", 31, "want a comma"},
		{"file cut off", "half a file is no file", `"weight": 2, "maxTravel": 30}` + "\n  ]\n}\n", `"weight": 2`, "/requests/2", 43, "the file ends within an object"},
		{"trailing data", "nothing is ignored", "30}\n  ]\n}\n", "30}\n  ]\n}\n[]", "", 46, "follows the end of the document"},
		{"byte order mark", "some readers stumble over it", "{\n  \"format\"", "\ufeff{\n  \"format\"", "", 1, "byte order mark"},
		{"invalid UTF-8", "an id would change", `第一小学`, "\xb5\xda\xd2\xbb", "/schools/0/name", 32, "is not valid UTF-8"},
		{"lone surrogate", "an id would change", `第一小学`, `\ud83d`, "/schools/0/name", 32, "half of a surrogate pair"},
		{"control character", "it could steer a terminal", `第一小学`, `\u001b[2J`, "/schools/0/name", 32, "control character"},
		{"long text", "64 KiB are enough", `示例`, strings.Repeat("x", 70_000), "/name", 3, "longer than 65536 bytes"},
		{"long name", "a name is not a book", `示例`, strings.Repeat("x", 1001), "/name", 3, "has 1001 bytes"},
		{"long note", "a note is a paragraph", `"name": "示例"`, `"notes": ["ok", "` + strings.Repeat("x", 1001) + `"]`, "/notes/1", 3, "has 1001 bytes"},
		{"empty file", "nothing is no scenario", everything, "", "", 1, "the file is empty"},
		{"null document", "nor is null", everything, "null", "", 1, "write an object"},
		{"list document", "nor is a list", everything, "[]", "", 1, "want an object"},
	}
}

// badCurriculum spoils what is taught.
func badCurriculum() []bad {
	return []bad{
		{"duplicate course", "an id names one course", `"id": "auto-see"`, `"id": "auto-make"`, "/courses/1/id", 9, "/courses/0"},
		{"dangling major", "the nearest is named", `"tier": "practice", "major": "auto"`, `"tier": "practice", "major": "autos"`, "/courses/0/major", 8, `did you mean "auto"?`},
		{"prerequisite of itself", "it could never be taken", `"major": "auto", "activities": ["worktask"]`, `"prerequisites": ["auto-make"], "activities": ["worktask"]`, "/courses/0/prerequisites/0", 8, "cycle"},
		{"group of negative size", "sizes count people", `"minimum": 15`, `"minimum": -15`, "/courses/1/minimum", 9, "-15"},
		{"absurd number of pupils", "sums must not overflow", `"minimum": 15`, `"minimum": 2000000000`, "/courses/1/minimum", 9, "2000000000"},
		{"practice without a product", "the tier is defined by it", `, "products": ["车模"]`, ``, "/courses/0/products", 8, "product"},
		{"long id", "ids have at most 128 bytes", `"majors": [` + "\n" + `    {"id": "auto"`, `"majors": [` + "\n" + `    {"id": "auto"}, {"id": "` + strings.Repeat("x", 129) + `"`, "/majors/1/id", 5, "129 bytes"},
	}
}

// badCapacity spoils what the centers offer.
func badCapacity() []bad {
	return []bad{
		{"unknown time zone", "its name is well formed but not known", `"asOf"`, `"zone": "Asia/Panyu", "asOf"`, "/zone", 29, "is no time zone"},
		{"malformed time zone", "one finding, not two", `"asOf"`, `"zone": "../../etc/passwd", "asOf"`, "/zone", 29, "time zone"},
		{"zone of the machine", "the file would mean something else elsewhere", `"asOf"`, `"zone": "Local", "asOf"`, "/zone", 29, "time zone"},
		{"dangling calendar", "the nearest is named", `"calendar": "autumn"`, `"calendar": "autum"`, "/centers/0/calendar", 15, `did you mean "autumn"?`},
		{"dangling room", "the nearest is named", `["c1-r1"]`, `["c1-r3"]`, "/offerings/0/rooms/0", 26, `did you mean "c1-r1"?`},
		{"dangling course", "the nearest is named", `"course": "auto-make", "rooms"`, `"course": "auto-mak", "rooms"`, "/offerings/0/course", 26, `did you mean "auto-make"?`},
		{"duplicate room", "an id names one room", `"seats": 50}`, `"seats": 50}, {"id": "c1-r1", "center": "c1", "seats": 5}`, "/rooms/1/id", 18, "/rooms/0"},
		{"period that ends before it starts", "no slot", `"end": "11:30"`, `"end": "07:30"`, "/calendars/0/terms/0/periods/0/end", 12, "08:30"},
		{"overlapping slots", "a grid has no two at once", `"start": "14:00"`, `"start": "11:00"`, "/calendars/0/terms/0/periods/1", 12, "overlaps"},
		{"term that ends before it starts", "no slot", `"to": "2026-09-18"`, `"to": "2026-09-01"`, "/calendars/0/terms/0/to", 12, "2026-09-07"},
		{"term of ten thousand years", "slots are counted before they are made", `"to": "2026-09-18"`, `"to": "9999-12-31"`, "/calendars/0/terms/0/to", 12, "days"},
		{"room without seats", "nobody could sit in it", `"seats": 50`, `"seats": 0`, "/rooms/0/seats", 18, "0"},
		{"more seats than the rooms have", "pupils would stand", `"seats": 48`, `"seats": 51`, "/offerings/0/seats", 26, "50"},
		{"absurd distance", "its square must not overflow", `"x": 2000`, `"x": 9000000000000000000`, "/centers/0/at/x", 15, "9000000000000000000"},
		{"instructor qualified for nothing", "nobody would come", `"majors": ["auto"], "perDay"`, `"perDay"`, "/instructors/0", 22, "qualified for nothing"},
		{"negative limit", "a limit counts sessions", `"perDay": 1`, `"perDay": -1`, "/instructors/0/perDay", 22, "-1"},
	}
}

// badDemand spoils what is asked for.
func badDemand() []bad {
	return []bad{
		{"dangling cohort", "the nearest is named", `"cohort": "s1-502"`, `"cohort": "s1-5o2"`, "/requests/1/cohort", 42, `did you mean "s1-502"?`},
		{"dangling school", "the nearest is named", `"school": "s2"`, `"school": "s22"`, "/cohorts/2/school", 38, `did you mean "s2"?`},
		{"dangling center in a choice", "the nearest is named", `"major": "auto", "center": "c1"`, `"major": "auto", "center": "c11"`, "/requests/1/choices/0/center", 42, `did you mean "c1"?`},
		{"duplicate request", "an id names one request", `"id": "q3"`, `"id": "q1"`, "/requests/2/id", 43, "/requests/0"},
		{"duplicate cohort", "an id names one cohort", `"size": 45}`, `"size": 45}, {"id": "s1-501", "school": "s1", "grade": "5", "size": 5}`, "/cohorts/1/id", 36, "/cohorts/0"},
		{"empty cohort", "nobody would come", `"size": 40`, `"size": 0`, "/cohorts/2/size", 38, "0"},
		{"absurd cohort", "points must not overflow", `"size": 40`, `"size": 2000000000`, "/cohorts/2/size", 38, "2000000000"},
		{"no choice", "nothing would do", `[{"course": "auto-make"}], "weight"`, `[], "weight"`, "/requests/2/choices", 43, "choices"},
		{"choice of nothing", "everything would do", `[{"course": "auto-make"}], "weight"`, `[{"center": "c1"}], "weight"`, "/requests/2/choices/0", 43, "course, theme, tier, major or occupation"},
		{"negative weight", "nobody is worth less than nothing", `"weight": 2`, `"weight": -2`, "/requests/2/weight", 43, "-2"},
		{"pin of an unknown request", "nothing to pin", `"asOf"`, `"pins": [{"request": "q9", "offering": "c1-make", "slot": "2026-09-08.am"}], "asOf"`, "/pins/0/request", 29, `did you mean "q1"?`},
		{"pin to a slot that is not there", "a Wednesday is not in the grid", `"asOf"`, `"pins": [{"request": "q1", "offering": "c1-make", "slot": "2026-09-09.am"}], "asOf"`, "/pins/0/slot", 29, "2026-09-09.am"},
		{"preference above a visit", "it could buy dropping one", `"asOf"`, `"weights": {"base": 100, "rank": [100]}, "asOf"`, "/weights/base", 29, "100"},
		{"ranks that rise", "a later choice is not better", `"asOf"`, `"weights": {"base": 1000, "rank": [1, 2]}, "asOf"`, "/weights/rank/1", 29, "2"},
		{"notice of ten thousand days", "a typing error", `"noticeDays": 14`, `"noticeDays": 10000`, "/noticeDays", 30, "10000"},
	}
}

// badPrograms spoils programs, and what requests say of them and of parts.
func badPrograms() []bad {
	// one adds a program with the given members to the file, in line 29.
	one := func(members string) string { return `"programs": [{"id": "p16", ` + members + `}], "asOf"` }
	// The first request is in line 42 after a line with a program.
	const first = `"requests": [` + "\n" + `    {"id": "q1", `
	const program = `"programs": [{"id": "p16", "components": [{"hours": 16}]}],` + "\n  "
	return []bad{
		{"dangling program", "the nearest is named", first, program + first + `"program": "p1", `, "/requests/0/program", 42, `did you mean "p16"?`},
		{"duplicate program", "an id names one program", `"asOf"`, one(`"components": [{"visits": 1}]}, {"id": "p16", "components": [{"visits": 1}]`), "/programs/1/id", 29, "/programs/0"},
		{"program without components", "it would ask for nothing", `"asOf"`, one(`"components": []`), "/programs/0/components", 29, "1 to 50"},
		{"components left out", "a program is made of them", `"asOf"`, one(`"name": "x"`), "/programs/0/components", 29, "is missing"},
		{"component of nothing", "how much is not said", `"asOf"`, one(`"components": [{"visits": 1}, {"tier": "practice"}]`), "/programs/0/components/1", 29, "visits or of hours"},
		{"component by visits and hours", "which of the two makes it complete is not said", `"asOf"`, one(`"components": [{"visits": 1, "hours": 4}]`), "/programs/0/components/0", 29, "one of the two"},
		{"too many hours", "a program lasts a few years at most", `"asOf"`, one(`"components": [{"hours": 1001}]`), "/programs/0/components/0/hours", 29, "0 to 1000"},
		{"dangling major in a component", "the nearest is named", `"asOf"`, one(`"components": [{"visits": 1, "majors": ["autos"]}]`), "/programs/0/components/0/majors/0", 29, `did you mean "auto"?`},
		{"empty tag in a component", "no course has it", `"asOf"`, one(`"components": [{"visits": 1, "tags": ["a", ""]}]`), "/programs/0/components/0/tags/1", 29, "is empty"},
		{"empty tag of a course", "no program asks for it", `"tier": "experience",`, `"tags": [""], "tier": "experience",`, "/courses/1/tags/0", 9, "is empty"},
		{"unknown trait", "the values are named", `"asOf"`, one(`"components": [{"visits": 1}], "distinct": "majors"`), "/programs/0/distinct", 29, "want major, occupation, center"},
		{"list of traits", "they are one text", `"asOf"`, one(`"components": [{"visits": 1}], "distinct": ["major"]`), "/programs/0/distinct", 29, "want text in quotes"},
		{"text for truth", "it is a word", `"asOf"`, one(`"components": [{"visits": 1}], "whole": "true"`), "/programs/0/whole", 29, "true or false"},
		{"number for truth", "it is a word", `"asOf"`, one(`"components": [{"visits": 1}], "ordered": 1`), "/programs/0/ordered", 29, "true or false"},
		{"visits with a program", "the program says how many", first, program + first + `"visits": 4, "program": "p16", `, "/requests/0/visits", 42, "program"},
		{"no choices left out", "without a program nothing says what is wanted", `, "choices": [{"course": "auto-make"}, {"tier": "experience"}]`, ``, "/requests/0/choices", 41, "choices"},
		{"negative parts", "parts are counted", `"weight": 2`, `"parts": -1`, "/requests/2/parts", 43, "0 to 100"},
	}
}

// TestHostile reads what would cost time and memory if it were read on.
func TestHostile(t *testing.T) {
	const start = `{"format": "sanjie.scenario/v1", "name": `
	tests := []struct {
		name   string
		reason string
		open   string // the value of the name begins
		in     io.Reader
		want   string // the last finding
	}{
		{"2 GB string", "it is refused after 64 KiB", `"`, io.LimitReader(repeat("x"), 2<<30), "is a text longer than 65536 bytes"},
		{"deep nesting", "it is refused at depth 32", "[", repeat("["), "objects and lists lie more than 32 deep in each other"},
		{"findings without end", "a thousand are enough", "1", repeat(`,"x":1`), "too many findings, reading stopped here"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := scenario.Load(io.MultiReader(strings.NewReader(start+tt.open), tt.in))
			got := findings(t, err)
			if last := got[len(got)-1]; last.Problem != tt.want || len(got) > finding.Most {
				t.Errorf("%d findings, the last: %v, want %s: %s", len(got), last, tt.want, tt.reason)
			}
		})
	}
}

// repeat is a reader of a text without end.
type repeat string

func (r repeat) Read(p []byte) (int, error) {
	n := 0
	for n+len(r) <= len(p) {
		n += copy(p[n:], r)
	}
	return n, nil
}

// TestPartsTogether: what can be checked is; what cannot is named.
func TestPartsTogether(t *testing.T) {
	spoil := strings.NewReplacer(`"name": "示例"`, `"zone": "Asia/Panyu"`, `"seats": 50`, `"seats": -50`, `"calendar": "autumn"`, `"calendar": "spring"`, `"size": 45`, `"size": 0`)
	err := load(spoil.Replace(contents(t, small)))
	var places []string
	for _, f := range findings(t, err) {
		places = append(places, f.Path)
	}
	if diff := cmp.Diff([]string{"/zone", "/centers/0/calendar", "/rooms/0/seats"}, places); diff != "" {
		t.Errorf("places of findings, in the order of the file (-want +got):\n%s", diff)
	}
	if !strings.Contains(err.Error(), "\nthe requests were not checked yet") {
		t.Errorf("the error does not say what was not checked:\n%v", err)
	}
	err = load(strings.Replace(spoil.Replace(contents(t, small)), `"minimum": 15`, `"minimum": -1`, 1))
	if got := findings(t, err); len(got) != 2 || !strings.Contains(err.Error(), "\nthe centers and the requests were not checked yet") {
		t.Errorf("the curriculum is checked first, with the zone:\n%v", err)
	}
}

func TestCycleIsEvidence(t *testing.T) {
	spoil := strings.NewReplacer(`"tier": "practice",`, `"tier": "practice", "prerequisites": ["auto-see"],`, `"tier": "experience",`, `"tier": "experience", "prerequisites": ["auto-make"],`)
	err := load(spoil.Replace(contents(t, small)))
	var cycle *curriculum.CycleError
	if !errors.As(err, &cycle) || len(cycle.Cycle) != 2 {
		t.Fatalf("no cycle of two courses as evidence: %v", err)
	}
	if got := findings(t, err); got[0].Line != 9 {
		t.Errorf("the cycle is located in line %d, want 9, where it closes: %v", got[0].Line, err)
	}
}

// TestEmptyScenario: none of the lists has to have anything in it.
func TestEmptyScenario(t *testing.T) {
	f, p, err := scenario.Load(strings.NewReader(`{"format": "sanjie.scenario/v1", "requests": [], "centers": []}`))
	if err != nil {
		t.Fatalf("a scenario without centers and requests is refused: %v", err)
	}
	for r := range p.Requests() {
		t.Errorf("a request: %v", r)
	}
	if want := "{\n  \"format\": \"sanjie.scenario/v1\"\n}\n"; written(t, f) != want {
		t.Errorf("written as %q, want %q", written(t, f), want)
	}
}

// TestProblemWithoutFile: a file made in code has no lines.
func TestProblemWithoutFile(t *testing.T) {
	_, err := (&scenario.File{Format: "x", Name: "a\x1b", Capacity: scenario.Capacity{Zone: "Nowhere"}}).Problem()
	want := "3 findings\n  /format: \"x\" is not the format wanted here; want \"sanjie.scenario/v1\"\n" +
		"  /name: \"a\\x1b\" has the control character U+001B; remove it\n" +
		"  /zone: \"Nowhere\" is no time zone; write a name such as Asia/Shanghai"
	if err == nil || err.Error() != want {
		t.Errorf("error:\n%v\nwant:\n%s", err, want)
	}
}

func TestReadAll(t *testing.T) {
	sound := contents(t, small)
	wrongType := strings.Replace(sound, `"size": 45`, `"size": "45"`, 1)
	tests := []struct {
		name   string
		reason string
		in     string
		want   []string // of each document its name, or part of its error
	}{
		{"one", "a file is a stream of one", sound, []string{"示例"}},
		{"three", "nothing has to stand between documents", sound + sound + "\n\n" + sound + "  \n", []string{"示例", "示例", "示例"}},
		{"finding", "the next document is read all the same", sound + wrongType + sound, []string{"示例", "line 81: /cohorts/0/size", "示例"}},
		{"syntax error", "nothing after it can be told apart", sound + "{]" + sound, []string{"示例", "line 46: \"]\" is not expected here"}},
		{"other data", "a document is an object", sound + "7 " + sound, []string{"示例", "line 46: \"7\" is a number", "示例"}},
		{"nothing", "a stream of none is an empty file", "", []string{"the file is empty"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			for f, err := range scenario.ReadAll(strings.NewReader(tt.in)) {
				got := ""
				if err != nil {
					got = err.Error()
				} else {
					got = f.Name
				}
				if n < len(tt.want) && !strings.Contains(got, tt.want[n]) {
					t.Errorf("document %d: %s, want %s: %s", n, got, tt.want[n], tt.reason)
				}
				if (f == nil) != (err != nil) {
					t.Errorf("document %d: a file and an error, or neither", n)
				}
				n++
			}
			if n != len(tt.want) {
				t.Errorf("%d documents, want %d: %s", n, len(tt.want), tt.reason)
			}
		})
	}
	for range scenario.ReadAll(strings.NewReader(sound + sound)) {
		break // a walk may end early
	}
	broken := errors.New("gone")
	for _, err := range scenario.ReadAll(io.MultiReader(strings.NewReader(sound), &failing{broken})) {
		if err != nil && !errors.Is(err, broken) {
			t.Errorf("error %v, want the reader's own", err)
		}
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

func TestBadPlan(t *testing.T) {
	sound := contents(t, fullPlan)
	tests := []struct {
		name     string
		reason   string
		old, new string
		path     string
		line     int
		says     string
	}{
		{"a scenario", "the two are not to be mixed up", "sanjie.plan/v1", "sanjie.scenario/v1", "/format", 2, `want "sanjie.plan/v1"`},
		{"unknown status", "the values are named", `"optimal"`, `"best"`, "/status", 4, "want feasible, optimal"},
		{"points beyond int64", "no wrapping around", `"points": 160480`, `"points": 9223372036854775808`, "/points", 5, "is out of range"},
		{"no bound", "every field of the account is required", `  "bound": 160480,`, ``, "/bound", 1, "is missing"},
		{"unknown rule", "there are twenty", `"R15"`, `"R21"`, "/unplaced/0/cuts/1/rule", 19, "unknown rule"},
		{"unknown reason", "the values are named", `"impossible"`, `"unlucky"`, "/unplaced/0/reason", 19, "want impossible, lost, notfound"},
		{"negative seed", "seeds are unsigned", `18446744073709551615`, `-1`, "/stats/seed", 21, "is out of range"},
		{"unknown field", "a plan is read as strictly", `"pupils"`, `"pupil"`, "/visits/0/pupil", 14, `did you mean "pupils"?`},
		{"trailing data", "one plan a file", "}\n}\n", "}\n}\n{}", "", 23, "follows the end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := scenario.ReadPlan(strings.NewReader(strings.Replace(sound, tt.old, tt.new, 1)))
			got := findings(t, err)[0]
			if got.Path != tt.path || got.Line != tt.line || !strings.Contains(got.String(), tt.says) {
				t.Errorf("finding: %v\nwant one in line %d at %s that says: %s\n%s", got, tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
}
