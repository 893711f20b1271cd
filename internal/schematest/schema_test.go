package schematest_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/sanjie-edu/sanjie/scenario"
)

const root = "../../"

// compile reads the schema of a format, such as "sanjie.plan/v1".
func compile(t *testing.T, format string) *jsonschema.Resolved {
	t.Helper()
	name := strings.ReplaceAll(strings.TrimPrefix(format, "sanjie."), "/", ".") + ".json"
	text, err := os.ReadFile(root + "docs/schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return resolved
}

// instance decodes a file as the validator wants it. Numbers beyond 2⁵³ lose
// digits, which the schemas' limits do not depend on.
func instance(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// files are the files of the repository in any of the formats.
func files(t *testing.T) []string {
	t.Helper()
	found := []string{}
	for _, dir := range []string{"scenario/testdata", "examples"} {
		err := filepath.WalkDir(root+dir, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && filepath.Ext(path) == ".json" {
				found = append(found, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func TestFiles(t *testing.T) {
	schemas := map[string]*jsonschema.Resolved{
		scenario.Format: compile(t, scenario.Format), scenario.PlanFormat: compile(t, scenario.PlanFormat),
		scenario.CertificateFormat: compile(t, scenario.CertificateFormat), scenario.EditFormat: compile(t, scenario.EditFormat),
		scenario.EvaluationFormat: compile(t, scenario.EvaluationFormat),
		scenario.RecordsFormat:    compile(t, scenario.RecordsFormat), scenario.CompletionFormat: compile(t, scenario.CompletionFormat),
	}
	checked := map[string]int{}
	for _, name := range files(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		v := instance(t, text)
		file, _ := v.(map[string]any)
		format, _ := file["format"].(string)
		schema := schemas[format]
		if schema == nil {
			t.Errorf("%s has format %q, for which there is no schema", name, format)
			continue
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		checked[format]++
	}
	if checked[scenario.Format] < 2 || checked[scenario.PlanFormat] < 2 || checked[scenario.CertificateFormat] < 2 || checked[scenario.EditFormat] < 1 || checked[scenario.RecordsFormat] < 1 ||
		checked[scenario.CompletionFormat] < 1 || checked[scenario.EvaluationFormat] < 1 {
		t.Errorf("checked %v; the fixtures alone are two of each, an edit, records, a certificate of completion and an evaluation", checked)
	}
}

func TestGenerated(t *testing.T) {
	schema := compile(t, scenario.Format)
	for _, regime := range []scenario.Regime{scenario.Staff, scenario.Supply, scenario.Ample} {
		for f := range scenario.Generate(scenario.S, regime, 1) {
			var b bytes.Buffer
			if err := scenario.Write(&b, f); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(instance(t, b.Bytes())); err != nil {
				t.Errorf("%v: %v", regime, err)
			}
		}
	}
}

// TestSpoiled makes sure that the schemas refuse what they are there to refuse.
func TestSpoiled(t *testing.T) {
	tests := []struct {
		name     string
		reason   string
		file     string
		old, new string
	}{
		{"unknown field", "misspelled", "small.json", `"noticeDays"`, `"noticeDay"`},
		{"missing field", "a cohort has a size", "small.json", `, "size": 45`, ``},
		{"wrong type", "grades are texts", "small.json", `"grade": "5"`, `"grade": 5`},
		{"null", "no null anywhere", "small.json", `"headcount": 120`, `"headcount": null`},
		{"fraction", "integers everywhere", "small.json", `"size": 45`, `"size": 45.5`},
		{"negative", "sizes count people", "small.json", `"size": 45`, `"size": -45`},
		{"unknown value", "tiers are three", "small.json", `"practice"`, `"practise"`},
		{"malformed grade set", "ranges have two ends", "full.json", `"1-6"`, `"1-"`},
		{"malformed date", "months have two digits", "small.json", `"2026-09-18"`, `"2026-9-18"`},
		{"malformed weekdays", "names have three letters", "small.json", `"tue,thu"`, `"tuesday"`},
		{"malformed part of the day", "two times", "small.json", `"08:00-12:00"`, `"08:00"`},
		{"choice of nothing", "something is asked for", "small.json", `{"tier": "experience"}`, `{"center": "c1"}`},
		{"way from nowhere", "it starts somewhere", "full.json", `"school": "s1", "center": "c1"`, `"center": "c1"`},
		{"way from two places", "it starts at one", "full.json", `"school": "s1", "center": "c1"`, `"school": "s1", "from": "c2", "center": "c1"`},
		{"request for nothing", "something is asked for", "small.json", `, "choices": [{"course": "auto-make"}, {"tier": "experience"}]`, ``},
		{"no choice", "something is asked for", "small.json", `"choices": [{"course": "auto-make"}, {"tier": "experience"}]`, `"choices": []`},
		{"program without components", "it is made of them", "small.json", `"asOf"`, `"programs": [{"id": "p1", "components": []}], "asOf"`},
		{"component of nothing", "how much is not said", "full.json", `{"hours": 12}`, `{}`},
		{"component by both", "which makes it complete is not said", "full.json", `{"hours": 12}`, `{"hours": 12, "visits": 3}`},
		{"component by neither", "it takes no visit", "full.json", `{"hours": 12}`, `{"hours": 0, "visits": 0}`},
		{"standing without status", "it would say nothing", "full.records.json", `"status": "building"`, `"batch": 1`},
		{"no standing", "it is in no register then", "full.records.json", `[{"from": "2026-01-01", "status": "licensed"}]`, `[]`},
		{"unknown status", "the values are named", "full.records.json", `"withdrawn"`, `"gone"`},
		{"no grades", "it would be for nobody", "full.records.json", `"10-12"`, `""`},
		{"nothing done", "an entry says what was done, or voids another", "full.records.json", `, "course": "make", "center": "c2", "hours": 3`, ``},
		{"score beyond the best", "it is in thousandths", "full.records.json", `"score": 850`, `"score": 1001`},
		{"unknown kind of step", "the values are named", "full.records.json", `"kind": "undo"`, `"kind": "undone"`},
		{"deposit of nothing", "an entry's hours come in", "full.records.json", `, "entry": "e1"`, ``},
		{"conversion by half", "which lots is not said", "full.records.json", `, "lots": 2`, ``},
		{"use for nothing", "credits are used for a requirement", "full.records.json", `, "for": "graduation"`, ``},
		{"lot of no hours", "credits stand on some", "full.records.json", `"course": "make", "hours": 2`, `"course": "make", "hours": 0`},
		{"agreement with nobody", "it has another party", "full.records.json", `"centers": ["c1", "c2"]`, `"centers": []`},
		{"unknown trait", "the values are named", "full.json", `"major,center"`, `"major,school"`},
		{"text for truth", "it is a word", "full.json", `"whole": true`, `"whole": "true"`},
		{"empty tag", "nothing asks for it", "full.json", `"culture", "工匠精神"`, `"culture", ""`},
		{"negative parts", "parts are counted", "full.json", `"parts": 3`, `"parts": -1`},
		{"unknown delivery", "the values are named", "full.json", `"blended"`, `"mixed"`},
		{"part beyond the most", "a request has a hundred at most", "full.plan.json", `"part": 1`, `"part": 100`},
		{"negative component", "they are counted from 0", "full.plan.json", `"component": 1`, `"component": -1`},
		{"empty id", "nothing could refer to it", "small.json", `"id": "q1"`, `"id": ""`},
		{"control character", "it could steer a terminal", "small.json", `第一小学`, `\u001b[2J`},
		{"another format", "a plan is no scenario", "small.json", `scenario/v1`, `plan/v1`},
		{"unknown rule", "there are twenty", "full.plan.json", `"R15"`, `"R21"`},
		{"malformed fingerprint", "it has 64 digits", "full.plan.json", `"problem": "0`, `"problem": "`},
		{"positive travel", "travel costs", "full.plan.json", `"travel": -300`, `"travel": 300`},
		{"rule without a price", "it limits nothing", "full.certificate.json", `"R20"`, `"R19"`},
		{"scale of nothing", "prices have a unit", "full.certificate.json", `"scale": 2`, `"scale": 0`},
		{"malformed week", "it is a date", "full.certificate.json", `"week": "2026-09-07"`, `"week": "37"`},
		{"case by half", "a fact divides it into two", "full.certificate.json", `"holds": {}, "fails": {}}`, `"holds": {}}`},
		{"cases of no fact", "nothing divides them", "full.certificate.json", `"fails": {"fact": {"request": "a1", "date": "2026-09-08"}, `, `"fails": {`},
		{"fact of a date", "nothing is said to be on it", "full.certificate.json", `{"request": "a1", "date"`, `{"date"`},
		{"fact of a slot", "nothing is said to be in it", "full.certificate.json", `"offering": "o1", "slot"`, `"slot"`},
		{"fact of an offering and a date", "a session is in a slot", "full.certificate.json", `"request": "a1", "date"`, `"offering": "o1", "date"`},
		{"unknown list", "misspelled", "full.edit.json", `"closures"`, `"closure"`},
		{"change of nothing", "what is set is named", "full.edit.json", `"id": "r1", `, ``},
		{"unknown field to set", "misspelled", "full.edit.json", `"seats"`, `"seat"`},
		{"half of what is added", "it is whole", "full.edit.json", `"times": [{"from": "2026-10-12", "to": "2026-10-16"}]`, `"reason": "台风"`},
		{"id in place of two", "a stock has none", "full.edit.json", `{"center": "c1", "item": "kit"}`, `"kit"`},
		{"rating of nothing", "a center or a course", "full.evaluation.json", `"center": "c1", "answers"`, `"answers"`},
		{"unknown role", "there are six", "full.evaluation.json", `"role": "external", "weight"`, `"role": "press", "weight"`},
		{"no answers", "what is not answered is left out as a whole", "full.evaluation.json", `[{"dimension": "interest", "mark": 4}]`, `[]`},
		{"weight of nothing", "what does not count is not named", "full.evaluation.json", `"indicator": "late", "weight": 1`, `"indicator": "late", "weight": 0`},
		{"class without a name", "it is what a center is called", "full.evaluation.json", `"name": "B"`, `"name": ""`},
		{"mark beyond any scale", "marks are small", "full.evaluation.json", `"mark": 5`, `"mark": 1001`},
		{"nothing completed", "it certifies nothing", "full.completion.json", `    {"entry": "e2", "date": "2026-03-13", "course": "cnc", "name": "数控加工", "center": "v2", "hours": 4},
    {"entry": "e4", "date": "2026-10-09", "course": "cnc", "name": "数控加工", "center": "v1", "hours": 6},
    {"entry": "e5", "date": "2026-11-20", "course": "bake", "name": "烘焙", "center": "v1", "hours": 4}
`, ``},
		{"no issuer", "somebody certifies it", "full.completion.json", `"职业体验中心 \"三阶\" \\ 1"`, `""`},
		{"no credits", "they are left out then", "full.completion.json", `"credits": 4`, `"credits": 0`},
		{"signature in capitals", "it has one form", "full.completion.json", `"68706ef`, `"68706EF`},
		{"short signature", "it has 64 bytes", "full.completion.json", `"68706ef`, `"`},
		{"no price", "a limit alone says nothing", "full.certificate.json", `, "price": 65`, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sound, err := os.ReadFile(root + "scenario/testdata/" + tt.file)
			if err != nil {
				t.Fatal(err)
			}
			spoiled := bytes.Replace(sound, []byte(tt.old), []byte(tt.new), 1)
			if slices.Equal(sound, spoiled) {
				t.Fatalf("nothing to replace: %s", tt.old)
			}
			format := scenario.Format
			switch {
			case strings.HasSuffix(tt.file, ".plan.json"):
				format = scenario.PlanFormat
			case strings.HasSuffix(tt.file, ".certificate.json"):
				format = scenario.CertificateFormat
			case strings.HasSuffix(tt.file, ".edit.json"):
				format = scenario.EditFormat
			case strings.HasSuffix(tt.file, ".evaluation.json"):
				format = scenario.EvaluationFormat
			case strings.HasSuffix(tt.file, ".records.json"):
				format = scenario.RecordsFormat
			case strings.HasSuffix(tt.file, ".completion.json"):
				format = scenario.CompletionFormat
			}
			if err := compile(t, format).Validate(instance(t, spoiled)); err == nil {
				t.Errorf("accepted: %s", tt.reason)
			}
		})
	}
}
