package scenario_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/scenario"
)

// FuzzRead: every text is refused with findings, or read, and then it is
// written in one form. A problem is made of it or it is refused with findings.
func FuzzRead(f *testing.F) {
	f.Add(contents(f, small))
	f.Add(contents(f, full))
	f.Add(`{"format": "sanjie.scenario/v1"}`)
	f.Fuzz(func(t *testing.T, text string) {
		file, err := scenario.Read(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			if load(text) == nil {
				t.Fatalf("Read refuses what Load takes: %v", err)
			}
			return
		}
		first := written(t, file)
		again, err := scenario.Read(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, written(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		if err := load(text); err != nil {
			for _, found := range mustHaveFindings(t, err) {
				if found.Line < 1 {
					t.Errorf("a finding without a line: %v", found)
				}
			}
		}
	})
}

// FuzzReadPlan is FuzzRead for plans.
func FuzzReadPlan(f *testing.F) {
	f.Add(contents(f, smallPlan))
	f.Add(contents(f, fullPlan))
	f.Fuzz(func(t *testing.T, text string) {
		plan, err := scenario.ReadPlan(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			return
		}
		first := writtenPlan(t, plan)
		again, err := scenario.ReadPlan(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenPlan(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
	})
}

// FuzzReadCertificate is FuzzRead for certificates.
func FuzzReadCertificate(f *testing.F) {
	f.Add(contents(f, smallCertificate))
	f.Add(contents(f, fullCertificate))
	f.Fuzz(func(t *testing.T, text string) {
		c, err := scenario.ReadCertificate(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			return
		}
		first := writtenCertificate(t, c)
		again, err := scenario.ReadCertificate(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenCertificate(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
	})
}

// FuzzReadEvaluation is FuzzRead for evaluations.
func FuzzReadEvaluation(f *testing.F) {
	f.Add(contents(f, fullEvaluation))
	f.Fuzz(func(t *testing.T, text string) {
		s, err := scenario.ReadEvaluation(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			return
		}
		first := writtenEvaluation(t, s)
		again, err := scenario.ReadEvaluation(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenEvaluation(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		if _, err := scenario.LoadEvaluation(strings.NewReader(text)); err != nil {
			for _, found := range mustHaveFindings(t, err) {
				if found.Line < 1 {
					t.Errorf("a finding without a line: %v", found)
				}
			}
		}
	})
}

// FuzzReadRecords is FuzzRead for records.
func FuzzReadRecords(f *testing.F) {
	f.Add(contents(f, fullRecords))
	f.Add(`{"format": "sanjie.records/v1"}`)
	catalog := courses(f)
	load := func(text string) error {
		_, _, err := scenario.LoadRecords(strings.NewReader(text), catalog)
		return err
	}
	f.Fuzz(func(t *testing.T, text string) {
		records, err := scenario.ReadRecords(strings.NewReader(text))
		if err != nil {
			mustHaveFindings(t, err)
			if load(text) == nil {
				t.Fatalf("ReadRecords refuses what LoadRecords takes: %v", err)
			}
			return
		}
		first := writtenRecords(t, records)
		again, err := scenario.ReadRecords(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenRecords(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		if err := load(text); err != nil {
			for _, found := range mustHaveFindings(t, err) {
				if found.Line < 1 {
					t.Errorf("a finding without a line: %v", found)
				}
			}
		}
	})
}

func mustHaveFindings(t *testing.T, err error) []finding.Finding {
	t.Helper()
	var refused *finding.Error
	if !errors.As(err, &refused) || len(refused.Findings) == 0 {
		t.Fatalf("an error without findings: %#v", err)
	}
	return refused.Findings
}

// FuzzEdit: every edit is refused with findings, or made, and then the scenario can
// be written; the one before is as it was.
func FuzzEdit(f *testing.F) {
	f.Add(contents(f, "testdata/full.edit.json"))
	f.Add(`{"format": "sanjie.edit/v1", "set": {"travel": {"ways": []}, "requests": [{"id": "a1", "times": [{"days": "mon"}]}]}}`)
	text := contents(f, full)
	f.Fuzz(func(t *testing.T, edit string) {
		e, err := scenario.ReadEdit(strings.NewReader(edit))
		if err != nil {
			mustHaveFindings(t, err)
			return
		}
		file, err := scenario.Read(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		before := written(t, file)
		then, err := e.Apply(file)
		if err != nil {
			for _, found := range mustHaveFindings(t, err) {
				if found.Line < 1 {
					t.Errorf("a finding without a line: %v", found)
				}
			}
		} else {
			written(t, then)
		}
		if diff := cmp.Diff(before, written(t, file)); diff != "" {
			t.Errorf("the scenario changed (-before +after):\n%s", diff)
		}
	})
}
