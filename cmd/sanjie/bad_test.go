package main

import (
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// everything stands for the whole file as what to replace.
const everything = "*"

// TestBadInput spoils a scenario and solves it: the message says what is wrong
// and where, and no plan is written.
func TestBadInput(t *testing.T) {
	tests := []struct {
		name     string
		reason   string
		old, new string // what to replace in the scenario, and by what
		place    string // line and pointer
		says     string
	}{
		{"unknown field", "a misspelled field must not be lost", `"pupilsPerInstructor"`, `"pupilPerInstructor"`, "line 5: /courses/0/pupilPerInstructor: ", `unknown field; did you mean "pupilsPerInstructor"?`},
		{"wrong type", "sizes are numbers", `"size": 45`, `"size": "45"`, "line 26: /cohorts/0/size: ", `"45" is text; want a whole number`},
		{"duplicate id", "an id names one course", `"id": "see"`, `"id": "make"`, "line 6: /courses/1/id: ", `"make" is already the id of /courses/0`},
		{"duplicate request", "an id names one request", `"id": "q3"`, `"id": "q1"`, "line 33: /requests/2/id: ", `"q1" is already the id of /requests/0`},
		{"dangling course", "the nearest is named", `"course": "make", "rooms"`, `"course": "mkae", "rooms"`, "line 21: /offerings/0/course: ", `did you mean "make"?`},
		{"dangling cohort", "the nearest is named", `"cohort": "s1-502"`, `"cohort": "s1-5O2"`, "line 32: /requests/1/cohort: ", `did you mean "s1-502"?`},
		{"cycle of prerequisites", "neither could ever be taken", `"pupilsPerInstructor": 25},` + "\n" + `    {"id": "see",`,
			`"prerequisites": ["see"]},` + "\n" + `    {"id": "see", "prerequisites": ["make"],`, "line 6: /courses/1/prerequisites/0: ", `"make" → "see" → "make"`},
		{"slot that ends before it starts", "it has no minute", `"end": "11:30"`, `"end": "08:00"`, "line 10: /calendars/0/terms/0/periods/0/end: ", "08:30"},
		{"overlapping slots", "a center has one grid", `"start": "14:00"`, `"start": "11:00"`, "line 11: /calendars/0/terms/0/periods/1: ", `overlaps "2026-09-08.am"`},
		{"no seats", "nobody could sit", `"seats": 50`, `"seats": 0`, "line 15: /rooms/0/seats: ", `"0" is less than 1`},
		{"negative seats", "nobody could sit", `"seats": 50`, `"seats": -50`, "line 15: /rooms/0/seats: ", `"-50" is less than 1`},
		{"empty cohort", "nobody would come", `"size": 40`, `"size": 0`, "line 28: /cohorts/2/size: ", "use 1 to 1000000"},
		{"absurd size", "points must not overflow", `"size": 40`, `"size": 9000000000000000000`, "line 28: /cohorts/2/size: ", "9000000000000000000"},
		{"number beyond 64 bits", "it must not wrap around", `"size": 40`, `"size": 99999999999999999999`, "line 28: /cohorts/2/size: ", "is out of range"},
		{"points beyond 64 bits", "sums must not wrap around", `"requests": [` + "\n" + `    {"id": "q1",`,
			`"weights": {"base": 1000000000},` + "\n" + `"requests": [{"id": "q1", "weight": 1000000, "visits": 1000,`, "line 31: /requests/0: ", "lower the weights"},
		{"weights beyond all measure", "they are multiplied", `"cohorts"`, `"weights": {"base": 9000000000000}, "cohorts"`, "line 25: /weights/base: ", "use 0 to 1000000000"},
		{"file cut off", "half a scenario is none", `"choices": [{"course": "make"}]}` + "\n  ]\n}\n", `"choices": [{"cour`, "line 33: /requests/2/choices/0: ", "the file ends within a text"},
		{"invalid UTF-8", "a name would change", `第一小学`, "\xb5\xda", "line 24: /schools/0/name: ", "is not valid UTF-8"},
		{"byte order mark", "some readers stumble over it", `{` + "\n  \"format\"", "\ufeff{\n  \"format\"", "line 1: ", "byte order mark"},
		{"empty file", "nothing is no scenario", everything, "", "line 1: ", "the file is empty"},
		{"blank file", "nothing is no scenario", everything, " \n\n", "line 3: ", "the file ends"},
		{"not JSON", "it is something else", everything, "\x89PNG\r\n", "line 1: ", "is not expected here; want an object"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.old == everything {
				tt.old = small
			}
			if strings.Count(small, tt.old) != 1 {
				t.Fatalf("%d times in the scenario: %s", strings.Count(small, tt.old), tt.old)
			}
			folder := t.TempDir()
			input := file(t, "bad.json", strings.Replace(small, tt.old, tt.new, 1))
			got := sanjie(t, "", "solve", "-i", input, "-o", filepath.Join(folder, "plan.json"), "-effort", "1000")
			if want := "sanjie solve: " + input + ": " + tt.place; got.code != bad || got.out != "" || !strings.HasPrefix(got.err, want) || !strings.Contains(got.err, tt.says) {
				t.Errorf("exit %d and errors:\n%s\nwant exit 2 and errors that start %q and say %q: %s", got.code, got.err, want, tt.says, tt.reason)
			}
			if n := strings.Count(got.err, "line "); n != 1 {
				t.Errorf("%d findings, want the one that was made:\n%s", n, got.err)
			}
			if files := names(t, folder); len(files) > 0 {
				t.Errorf("%q written", files)
			}
		})
	}
}

// TestAllFindings: every finding is printed, not the first alone.
func TestAllFindings(t *testing.T) {
	spoil := strings.NewReplacer(`"pupilsPerInstructor": 25`, `"pupilsPerInstructor": -25`, `"tier": "experience", "major": "auto"`, `"tier": "experience", "major": "car"`)
	got := sanjie(t, spoil.Replace(small), "solve", "-i", "-")
	for _, says := range []string{"-: 2 findings\n", "\n  line 5: /courses/0/pupilsPerInstructor: ", "\n  line 6: /courses/1/major: ", "not checked yet"} {
		if !strings.Contains(got.err, says) {
			t.Errorf("the error does not say %q:\n%s", says, got.err)
		}
	}
}

// TestEmptyLists: nobody asks, or nobody offers; both are problems, and solved.
func TestEmptyLists(t *testing.T) {
	head, tail, _ := strings.Cut(small, `"requests": [`)
	courses, supply, _ := strings.Cut(head, `"calendars"`)
	_, demand, _ := strings.Cut(supply, `"schools"`)
	tests := []struct {
		name   string
		reason string
		in     string
		says   string
	}{
		{"0 requests", "the empty plan is the best", head + `"requests": []}`, `"visits_placed":0,"visits_asked":0`},
		{"0 centers", "everything is impossible", courses + `"schools"` + demand + `"requests": [` + tail, `"visits_placed":0,"visits_asked":3`},
		{"nothing", "a scenario may be empty", `{"format": "sanjie.scenario/v1"}`, `"visits_placed":0,"visits_asked":0`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			input, plan := file(t, "s.json", tt.in), filepath.Join(t.TempDir(), "plan.json")
			got := sanjie(t, "", "solve", "-i", input, "-o", plan, "-json")
			if got.code != done || !strings.Contains(got.out, tt.says) || !strings.Contains(got.out, `"status":"optimal","points":0,"bound":0,"gap":0,`) {
				t.Errorf("%+v, want exit 0 and %s: %s", got, tt.says, tt.reason)
			}
			if n := strings.Count(contents(t, plan), `"impossible"`); n != strings.Count(tt.in, `"choices"`) {
				t.Errorf("%d requests are impossible:\n%s", n, contents(t, plan))
			}
			if got := sanjie(t, "", "verify", "-i", input, "-plan", plan); got.code != done {
				t.Errorf("%+v, want a valid plan", got)
			}
			if got := sanjie(t, "", "show", "-i", input, "-plan", plan); got.code != done {
				t.Errorf("%+v, want it shown", got)
			}
		})
	}
}

// repeated is a reader of a text of one letter, and counts what is read of it.
type repeated struct {
	letter     byte
	left, read int64
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), r.left)
	for i := range p[:n] {
		p[i] = r.letter
	}
	r.left -= n
	r.read += n
	return int(n), nil
}

// TestHostile: 2 GB are refused before they are read or held.
func TestHostile(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		start  string
		letter byte
		says   string
	}{
		{"one text", "a text has at most 64 KiB", `"`, 'a', `…" is a text longer than 65536 bytes`},
		{"deep nesting", "lists lie at most 32 deep", `[`, '[', "objects and lists lie more than 32 deep in each other"},
		{"blank space", "between two tokens lie at most 64 KiB", ``, ' ', "65536 bytes of blank space"},
		{"one number", "a number has at most 64 characters", ``, '1', "a number has more than 64 characters"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			plan := filepath.Join(t.TempDir(), "plan.json")
			huge := &repeated{letter: tt.letter, left: 2 << 30}
			in := io.MultiReader(strings.NewReader(`{"format": "sanjie.scenario/v1",`+"\n"+` "name": `+tt.start), huge)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := sanjieFrom(t.Context(), in, "solve", "-i", "-", "-o", plan)
			runtime.ReadMemStats(&after)
			if got.code != bad || !strings.Contains(got.err, "line 2: /name: ") || !strings.Contains(got.err, tt.says) {
				t.Errorf("%+v, want exit 2, line 2 and %q: %s", got, tt.says, tt.reason)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 || huge.read > 1<<20 {
				t.Errorf("%d MB allocated and %d bytes read", used>>20, huge.read)
			}
			if _, err := os.Stat(plan); err == nil {
				t.Error("a plan was written")
			}
		})
	}
}
