package scenario_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
	"github.com/sanjie-edu/sanjie/scenario"
)

func TestWriteReadCertificate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := new(matching.Certificate)
		fill(t, reflect.ValueOf(c).Elem())
		before := fmt.Sprintf("%+v", c)
		first := writtenCertificate(t, c)
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", c)); diff != "" {
			t.Fatalf("writing changed the certificate (-before +after):\n%s", diff)
		}
		again, err := scenario.ReadCertificate(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenCertificate(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(c, again, anyOrder); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
	})
}

// TestWriteCertificateOrder: prices come by rule and then by ids.
func TestWriteCertificateOrder(t *testing.T) {
	c := &matching.Certificate{Points: matching.Prices{Scale: 1, List: []matching.Price{
		{Rule: rule.Staff, Instructor: "b"},
		{Rule: rule.Staff, Instructor: "a", Calendar: "k", Slot: "s", Price: 1},
		{Rule: rule.Staff, Instructor: "a", Price: 2},
		{Rule: rule.Course, Cohort: "c", Course: "z"},
		{Rule: rule.Course, Cohort: "c", Course: "y"},
		{Rule: rule.Books, Cohort: "d"},
	}}}
	want := `{
  "format": "sanjie.certificate/v1",
  "points": {
    "scale": 1,
    "prices": [
      {"rule": "books", "cohort": "d", "price": 0},
      {"rule": "R2", "cohort": "c", "course": "y", "price": 0},
      {"rule": "R2", "cohort": "c", "course": "z", "price": 0},
      {"rule": "R9", "instructor": "a", "price": 2},
      {"rule": "R9", "instructor": "a", "calendar": "k", "slot": "s", "price": 1},
      {"rule": "R9", "instructor": "b", "price": 0}
    ]
  }
}
`
	if diff := cmp.Diff(want, writtenCertificate(t, c)); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
}

func TestEmptyCertificate(t *testing.T) {
	want := "{\n  \"format\": \"sanjie.certificate/v1\"\n}\n"
	if got := writtenCertificate(t, new(matching.Certificate)); got != want {
		t.Errorf("written as %q, want %q", got, want)
	}
}

func TestWriteCertificateRefuses(t *testing.T) {
	c := &matching.Certificate{Pupils: matching.Prices{Scale: 1, List: []matching.Price{{Rule: 99}}}}
	var refused *finding.Error
	if err := scenario.WriteCertificate(new(strings.Builder), c); !errors.As(err, &refused) || refused.Findings[0].Path != "/pupils/prices/0/rule" {
		t.Errorf("error %v, want a finding at /pupils/prices/0/rule", err)
	}
}

// TestDeepCases: cases lie as deep in each other as they may, with prices at the
// end, and no deeper.
func TestDeepCases(t *testing.T) {
	ladder := func(facts int) *matching.Certificate {
		c := &matching.Case{Points: matching.Prices{Scale: 1, List: []matching.Price{{Rule: rule.Room, Room: "r", Slot: "s", Price: 5}}}}
		for range facts {
			c = &matching.Case{Fact: &matching.Fact{Request: "q"}, Holds: c, Fails: &matching.Case{}}
		}
		return &matching.Certificate{Cases: c}
	}
	for _, facts := range []int{1, 100, 1000} {
		deep := ladder(facts)
		again, err := scenario.ReadCertificate(strings.NewReader(writtenCertificate(t, deep)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(deep, again); diff != "" {
			t.Errorf("%d facts deep (-written +read):\n%.1000s", facts, diff)
		}
	}
	round := &matching.Case{Fact: &matching.Fact{Request: "q"}}
	round.Holds, round.Fails = round, round
	for what, c := range map[string]*matching.Certificate{"1,001 facts deep": ladder(1001), "in itself": {Cases: round}} {
		got := findings(t, scenario.WriteCertificate(new(strings.Builder), c))
		if len(got) != 1 || got[0].Path != "/cases" || !strings.Contains(got[0].Problem, "more than 1000 facts deep") {
			t.Errorf("%s: findings %v, want one that says how deep it may be", what, got)
		}
	}
	text := writtenCertificate(t, ladder(1000))
	text = strings.Replace(text, `"cases": {`, `"cases": {"fact": {"request": "q"}, "fails": {}, "holds": {`, 1) + "}"
	_, err := scenario.ReadCertificate(strings.NewReader(text))
	if got := findings(t, err); len(got) != 1 || !strings.Contains(got[0].Problem, "1005 deep") {
		t.Errorf("findings %.1000v, want one that says how deep it may be", got)
	}
}

func TestBadCertificate(t *testing.T) {
	sound := contents(t, fullCertificate)
	tests := []struct {
		name     string
		reason   string
		old, new string
		path     string
		line     int
		says     string
	}{
		{"a plan", "the two are not to be mixed up", "sanjie.certificate/v1", "sanjie.plan/v1", "/format", 2, `want "sanjie.certificate/v1"`},
		{"no scale", "prices need a unit", `    "scale": 1000,`, ``, "/points/scale", 3, "is missing"},
		{"no price", "a limit alone says nothing", `, "price": 65`, ``, "/points/prices/18/price", 24, "is missing"},
		{"unknown rule", "there are twenty", `"R20"`, `"R21"`, "/points/prices/18/rule", 24, "unknown rule"},
		{"price beyond int64", "no wrapping around", `"price": 65`, `"price": 9223372036854775808`, "/points/prices/18/price", 24, "is out of range"},
		{"fraction", "prices are integers", `"price": 65`, `"price": 65.5`, "/points/prices/18/price", 24, "65.5"},
		{"malformed date", "months have two digits", `"2026-09-07"`, `"2026-9-07"`, "/points/prices/6/week", 12, "2026-9-07"},
		{"unknown field", "a certificate is read as strictly", `"budget": "b1"`, `"line": "b1"`, "/points/prices/14/line", 20, "unknown field"},
		{"trailing data", "one certificate a file", "}\n}\n", "}\n}\n{}", "", 50, "follows the end"},
		{"fact that stands nowhere", "a case is made of four fields", `"fails": {}`, `"fails": {"request": "a1"}`, "/cases/holds/fails/request", 45, "unknown field"},
		{"case of nothing", "a case that says nothing is empty", `"fails": {}`, `"fails": null`, "/cases/holds/fails", 45, "stands for nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := scenario.ReadCertificate(strings.NewReader(strings.Replace(sound, tt.old, tt.new, 1)))
			got := findings(t, err)[0]
			if got.Path != tt.path || got.Line != tt.line || !strings.Contains(got.String(), tt.says) {
				t.Errorf("finding: %v\nwant one in line %d at %s that says: %s\n%s", got, tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
}

// TestFullCertificateIsSound: every price and fact is one of the full scenario, but
// for the school's, whose quota is not for each, and that of a request with two
// visits.
func TestFullCertificateIsSound(t *testing.T) {
	_, p, err := scenario.Load(strings.NewReader(strings.Replace(contents(t, full), `    "upperPrimary": "4",`+"\n", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := scenario.ReadCertificate(strings.NewReader(contents(t, fullCertificate)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = matching.CheckBound(p, c)
	if got := findings(t, err); len(got) != 2 || got[0].Path != "/points/prices/17/school" || got[1].Path != "/cases/fails/fact/request" {
		t.Errorf("findings %v, want one at /points/prices/17/school and one at /cases/fails/fact/request", got)
	}
}
