package scenario_test

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// small is a scenario that can be planned, full one that has every field.
const (
	small     = "testdata/small.json"
	full      = "testdata/full.json"
	smallPlan = "testdata/small.plan.json"
	fullPlan  = "testdata/full.plan.json"

	// fullCertificate has every field, so it belongs to no one scenario.
	smallCertificate = "testdata/small.certificate.json"
	fullCertificate  = "testdata/full.certificate.json"

	fullEvaluation = "testdata/full.evaluation.json"

	fullRecords = "testdata/full.records.json" // of the courses of full
)

func contents(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func load(text string) error {
	_, _, err := scenario.Load(strings.NewReader(text))
	return err
}

// findings returns the findings of an error that refuses a file.
func findings(t testing.TB, err error) []finding.Finding {
	t.Helper()
	var refused *finding.Error
	if !errors.As(err, &refused) {
		t.Fatalf("not refused with findings, but: %v", err)
	}
	return refused.Findings
}

// fatal is what tests and properties have in common.
type fatal interface {
	Helper()
	Fatal(args ...any)
}

func written(t fatal, f *scenario.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func writtenPlan(t fatal, p *matching.Plan) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.WritePlan(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func writtenCertificate(t fatal, c *matching.Certificate) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.WriteCertificate(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func writtenEvaluation(t fatal, s *evaluation.Spec) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.WriteEvaluation(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func writtenRecords(t fatal, f *scenario.Records) string {
	t.Helper()
	var b bytes.Buffer
	if err := scenario.WriteRecords(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFullIsSound: every field together makes a problem, but for the one that
// another replaces.
func TestFullIsSound(t *testing.T) {
	text := contents(t, full)
	got := findings(t, load(text))
	if len(got) != 1 || got[0].Path != "/framework/upperPrimary" {
		t.Errorf("findings %v, want one at /framework/upperPrimary", got)
	}
	const replaced = `    "upperPrimary": "4",` + "\n"
	if err := load(strings.Replace(text, replaced, "", 1)); err != nil {
		t.Errorf("without it: %v", err)
	}
}

// noteUsed notes for each field of the structs below v whether any of them has a
// value for it.
func noteUsed(v reflect.Value, used map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			noteUsed(v.Elem(), used)
		}
	case reflect.Slice:
		for i := range v.Len() {
			noteUsed(v.Index(i), used)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.Tag.Get("json") == "-" {
				continue
			}
			name := v.Type().String() + "." + field.Name
			used[name] = used[name] || !v.Field(i).IsZero()
			noteUsed(v.Field(i), used)
		}
	}
}

func TestFixturesUseEveryField(t *testing.T) {
	f, err := scenario.Read(strings.NewReader(contents(t, full)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := scenario.ReadPlan(strings.NewReader(contents(t, fullPlan)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := scenario.ReadCertificate(strings.NewReader(contents(t, fullCertificate)))
	if err != nil {
		t.Fatal(err)
	}
	e, err := scenario.ReadEvaluation(strings.NewReader(contents(t, fullEvaluation)))
	if err != nil {
		t.Fatal(err)
	}
	records, err := scenario.ReadRecords(strings.NewReader(contents(t, fullRecords)))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	noteUsed(reflect.ValueOf(*e), used)
	noteUsed(reflect.ValueOf(*f), used)
	noteUsed(reflect.ValueOf(*p), used)
	noteUsed(reflect.ValueOf(*c), used)
	noteUsed(reflect.ValueOf(*records), used)
	noteUsed(reflect.ValueOf(readCompletion(t, contents(t, fullCompletion)).Completion()), used)
	for name, ok := range used {
		if !ok {
			t.Errorf("no value for %s in the fixtures: what is tested on them is not tested on it", name)
		}
	}
}
