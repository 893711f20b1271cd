package scenario_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/record"
	"github.com/sanjie-edu/sanjie/scenario"
)

const formatDoc = "../docs/format.md"

// block returns the fenced block of docs/format.md with a label.
func block(t *testing.T, label string) string {
	t.Helper()
	_, after, found := strings.Cut(contents(t, formatDoc), "\n```"+label+"\n")
	text, _, closed := strings.Cut(after, "\n```\n")
	if !found || !closed {
		t.Fatalf("no block %s in %s", label, formatDoc)
	}
	return text + "\n"
}

func TestFormatExample(t *testing.T) {
	text := block(t, "json scenario")
	f, p, err := scenario.Load(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, written(t, f)); diff != "" {
		t.Errorf("the example is not canonical (-example +written):\n%s", diff)
	}
	solved, err := matching.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	text = block(t, "json plan")
	shown, err := scenario.ReadPlan(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenPlan(t, shown)); diff != "" {
		t.Errorf("the plan is not canonical (-example +written):\n%s", diff)
	}
	for _, v := range matching.Verify(p, shown) {
		t.Errorf("the plan shown breaks a rule: %v", v)
	}
	text = block(t, "json certificate")
	evidence, err := scenario.ReadCertificate(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenCertificate(t, evidence)); diff != "" {
		t.Errorf("the certificate is not canonical (-example +written):\n%s", diff)
	}
	proven, err := matching.CheckBound(p, evidence)
	if want := (matching.Bound{Points: shown.Points, Pupils: 83}); err != nil || proven != want {
		t.Errorf("the certificate shown proves %+v (%v), the text says %+v", proven, err, want)
	}
	text = block(t, "json cases")
	if evidence, err = scenario.ReadCertificate(strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenCertificate(t, evidence)); diff != "" {
		t.Errorf("the cases are not canonical (-example +written):\n%s", diff)
	}
	if proven, err = matching.CheckBound(p, evidence); err != nil || proven.Points != shown.Points {
		t.Errorf("the cases shown prove %+v (%v), the text says %d points", proven, err, shown.Points)
	}
	if solved.Points != shown.Points || len(solved.Visits) != 2 || len(solved.Unplaced) != 1 {
		t.Errorf("solved with %d points, %d visits and %d unplaced; the text says %d, 2 and 1",
			solved.Points, len(solved.Visits), len(solved.Unplaced), shown.Points)
	}
}

// TestFormatEdit makes the edit shown of the scenario shown.
func TestFormatEdit(t *testing.T) {
	f, err := scenario.Read(strings.NewReader(block(t, "json scenario")))
	if err != nil {
		t.Fatal(err)
	}
	edit, err := scenario.ReadEdit(strings.NewReader(block(t, "json edit")))
	if err != nil {
		t.Fatal(err)
	}
	then, err := edit.Apply(f)
	if err != nil {
		t.Fatal(err)
	}
	p, err := then.Problem()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := matching.Solve(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Visits) != 3 || len(plan.Unplaced) != 0 {
		t.Errorf("%d visits and %d unplaced; the text says that all three are placed", len(plan.Visits), len(plan.Unplaced))
	}
}

// TestFormatEvaluation reads the evaluation shown, of which only the third
// party's answer may be.
func TestFormatEvaluation(t *testing.T) {
	text := block(t, "json evaluation")
	survey, err := scenario.LoadEvaluation(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	spec := survey.Spec()
	if diff := cmp.Diff(text, writtenEvaluation(t, &spec)); diff != "" {
		t.Errorf("the evaluation is not canonical (-example +written):\n%s", diff)
	}
	report, err := survey.Aggregate(evaluation.Question{Form: "visit"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := report.Cells[0].Overall, (evaluation.Figure{Shown: true, Mean: 750, Raters: 1}); got != want {
		t.Errorf("shown is %+v, want %+v: the third party's alone", got, want)
	}
}

// TestFormatRecords reads the records shown, of the scenario shown, and assesses
// its class as the text says.
func TestFormatRecords(t *testing.T) {
	f, err := scenario.Read(strings.NewReader(block(t, "json scenario")))
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := curriculum.NewCatalog(f.Curriculum)
	if err != nil {
		t.Fatal(err)
	}
	text := block(t, "json records")
	records, kept, err := scenario.LoadRecords(strings.NewReader(text), catalog)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(text, writtenRecords(t, records)); diff != "" {
		t.Errorf("the records are not canonical (-example +written):\n%s", diff)
	}
	a, err := record.Assess(kept.Book, kept.Requirements, "s1-501", records.Terms[0])
	if err != nil {
		t.Fatal(err)
	}
	want := record.HoursReckoning{Required: 20, Delivered: 8, Owed: 12}
	if len(a.Parts) != 1 || a.Parts[0].Weeks != 20 || a.Parts[0].Hours != want {
		t.Errorf("assessed as %+v, the text says %+v of 20 weeks", a.Parts, want)
	}
}

// TestFormatSnippets reads the small examples of times.
func TestFormatSnippets(t *testing.T) {
	snippets := regexp.MustCompile("\n```json\n(.*)\n```\n").FindAllStringSubmatch(contents(t, formatDoc), -1)
	if len(snippets) != 2 {
		t.Fatalf("%d snippets, want 2", len(snippets))
	}
	for _, s := range snippets {
		text := `{"format": "sanjie.scenario/v1", "closures": [{"id": "x", "times": ` + s[1] + `}]}`
		if err := load(text); err != nil {
			t.Errorf("%s: %v", s[1], err)
		}
	}
}

// TestFormatProgram reads the example of a program.
func TestFormatProgram(t *testing.T) {
	text := `{"format": "sanjie.scenario/v1", "programs": [` + block(t, "json program") + `]}`
	f, _, err := scenario.Load(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	g := f.Programs[0]
	if hours := g.Components[0].Hours + g.Components[1].Hours; hours != 16 || !g.Ordered || !g.Distinct.Has(matching.TraitCenter) {
		t.Errorf("the program is not the one that the text above it tells: %+v", g)
	}
}

// sections maps the headings of docs/format.md to the fields in their tables,
// with a mark at those that are required.
func sections(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	heading := ""
	row := regexp.MustCompile("^\\| `([A-Za-z]+)` \\| [^|]+ \\| (required)? *\\| ")
	for line := range strings.SplitSeq(contents(t, formatDoc), "\n") {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "#") {
			heading = strings.ReplaceAll(strings.ToLower(title), " ", "")
		}
		if m := row.FindStringSubmatch(line); m != nil {
			all[heading] = append(all[heading], m[1]+" "+m[2])
		}
	}
	return all
}

// TestFormatTables compares every table of fields with its Go type.
func TestFormatTables(t *testing.T) {
	tables := sections(t)
	described := map[string]bool{}
	var check func(heading string, typ reflect.Type)
	check = func(heading string, typ reflect.Type) {
		if described[heading] {
			return
		}
		described[heading] = true
		var want []string
		for _, m := range membersOf(typ) {
			mark := ""
			if m.required {
				mark = "required"
			}
			want = append(want, m.name+" "+mark)
			next := m.typ
			if next.Kind() == reflect.Slice || next.Kind() == reflect.Pointer {
				next = next.Elem()
			}
			if next.Kind() == reflect.Struct && !isText(next) && next.Name() != "" { // the objects of an edit have members of scenarios
				heading := strings.ToLower(next.Name())
				if next == reflect.TypeFor[capacity.When]() {
					heading = "times"
				}
				check(heading, next)
			}
		}
		if diff := cmp.Diff(want, tables[heading]); diff != "" {
			t.Errorf("fields of %v and of the table under %q (-Go +docs):\n%s", typ, heading, diff)
		}
	}
	check("scenario", reflect.TypeFor[scenario.File]())
	check("plan", reflect.TypeFor[planDocument]())
	check("certificate", reflect.TypeFor[certificateDocument]())
	check("edit", scenario.EditTypeForTest)
	check("evaluation", reflect.TypeFor[evaluationDocument]())
	check("records", reflect.TypeFor[scenario.Records]())
	check("completioncertificate", reflect.TypeFor[completionDocument]())
	for heading := range tables {
		if !described[heading] {
			t.Errorf("no type for the table under %q", heading)
		}
	}
}

// TestFormatValues compares the allowed values with those of the schemas,
// which are compared with the Go types.
func TestFormatValues(t *testing.T) {
	doc := contents(t, formatDoc)
	for _, name := range []string{"scenario.v1.json", "plan.v1.json", "certificate.v1.json", "edit.v1.json", "records.v1.json", "completion.v1.json", "evaluation.v1.json"} {
		for def, s := range readSchema(t, name).Defs {
			if s.Enum == nil {
				continue
			}
			row := regexp.MustCompile(fmt.Sprintf(`(?m)^\| %s \| (.*) \|$`, def)).FindStringSubmatch(doc)
			if row == nil {
				t.Errorf("no row of values for %s", def)
				continue
			}
			var got []string
			for _, m := range regexp.MustCompile("`([a-z]+)`").FindAllStringSubmatch(row[1], -1) {
				got = append(got, m[1])
			}
			if diff := cmp.Diff(s.Enum, got); diff != "" {
				t.Errorf("values of %s (-schema +docs):\n%s", def, diff)
			}
		}
	}
}
