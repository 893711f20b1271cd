package scenario_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/evaluation"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/scenario"
)

func TestWriteReadEvaluation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := new(evaluation.Spec)
		fill(t, reflect.ValueOf(s).Elem())
		before := fmt.Sprintf("%+v", s)
		first := writtenEvaluation(t, s)
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", s)); diff != "" {
			t.Fatalf("writing changed the evaluation (-before +after):\n%s", diff)
		}
		again, err := scenario.ReadEvaluation(strings.NewReader(first))
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, first)
		}
		if diff := cmp.Diff(first, writtenEvaluation(t, again)); diff != "" {
			t.Fatalf("written, read and written again (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(s, again, anyOrder); diff != "" {
			t.Errorf("read back (-written +read):\n%s", diff)
		}
	})
}

// TestFullEvaluation: the fixture is canonical, and makes a survey that is
// written in the same way.
func TestFullEvaluation(t *testing.T) {
	text := contents(t, fullEvaluation)
	s, err := scenario.LoadEvaluation(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	spec := s.Spec()
	if diff := cmp.Diff(text, writtenEvaluation(t, &spec)); diff != "" {
		t.Errorf("read and written (-want +got):\n%s", diff)
	}
}

// TestWriteEvaluationOrder: lists are in the order of their keys.
func TestWriteEvaluationOrder(t *testing.T) {
	s, err := scenario.ReadEvaluation(strings.NewReader(contents(t, fullEvaluation)))
	if err != nil {
		t.Fatal(err)
	}
	s.Groups[0], s.Groups[1] = s.Groups[1], s.Groups[0]
	s.Ratings[0], s.Ratings[2] = s.Ratings[2], s.Ratings[0]
	s.Indicators[0], s.Indicators[1] = s.Indicators[1], s.Indicators[0]
	s.Schemes[0], s.Schemes[1] = s.Schemes[1], s.Schemes[0]
	s.Forms = append([]evaluation.Form{{ID: "z", Highest: 1}}, s.Forms...)
	got := writtenEvaluation(t, s)
	got = strings.Replace(got, `"weight": 0, "roles": ["self"]}]},`, `"weight": 0, "roles": ["self"]}]}`, 1)
	got = strings.Replace(got, `    {"id": "z", "highest": 1, "roles": [], "dimensions": []}`+"\n", "", 1)
	if diff := cmp.Diff(contents(t, fullEvaluation), got); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
}

func TestEmptyEvaluation(t *testing.T) {
	want := "{\n  \"format\": \"sanjie.evaluation/v1\"\n}\n"
	if got := writtenEvaluation(t, new(evaluation.Spec)); got != want {
		t.Errorf("written as %q, want %q", got, want)
	}
}

func TestWriteEvaluationRefuses(t *testing.T) {
	s := &evaluation.Spec{Ratings: []evaluation.Rating{{Role: 99}}}
	var refused *finding.Error
	if err := scenario.WriteEvaluation(new(strings.Builder), s); !errors.As(err, &refused) || refused.Findings[0].Path != "/ratings/0/date" {
		t.Errorf("error %v, want a finding at /ratings/0/date", err)
	}
}

func TestBadEvaluation(t *testing.T) {
	sound := contents(t, fullEvaluation)
	tests := []struct {
		name     string
		reason   string
		old, new string
		path     string
		line     int
		says     string
	}{
		{"a plan", "the two are not to be mixed up", "sanjie.evaluation/v1", "sanjie.plan/v1", "/format", 2, `want "sanjie.evaluation/v1"`},
		{"no role", "it says whose voice it is", `"rater": "x1", "role": "external"`, `"rater": "x1"`, "/ratings/2/role", 13, "is missing"},
		{"unknown role", "there are six", `"role": "external", "center"`, `"role": "press", "center"`, "/ratings/2/role", 13, "unknown role"},
		{"unknown field", "a misspelled field must not be lost", `"optional"`, `"option"`, "/indicators/1/option", 17, "unknown field"},
		{"fraction", "marks are whole", `"mark": 5`, `"mark": 4.5`, "/ratings/0/answers/0/mark", 11, "4.5"},
		{"mark off the scale", "what it says is located as well", `"mark": 5`, `"mark": 6`, "/ratings/0/answers/0/mark", 11, "use 1 to 5"},
		{"unknown group", "a group is listed", `"group": "first", "answers": [{"dimension": "interest", "mark": 4`, `"group": "frist", "answers": [{"dimension": "interest", "mark": 4`, "/ratings/1/group", 12, `did you mean "first"?`},
		{"indicator twice", "one weight each", `{"indicator": "late", "weight": 2}`, `{"indicator": "satisfaction", "weight": 2}`, "/schemes/1/weights/1", 21, "repeats"},
		{"trailing data", "one evaluation a file", "]\n}\n", "]\n}\n{}", "", 24, "follows the end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spoiled := strings.Replace(sound, tt.old, tt.new, 1)
			if spoiled == sound {
				t.Fatalf("nothing to replace: %s", tt.old)
			}
			_, err := scenario.LoadEvaluation(strings.NewReader(spoiled))
			got := findings(t, err)
			if len(got) != 1 || got[0].Path != tt.path || got[0].Line != tt.line || !strings.Contains(got[0].String(), tt.says) {
				t.Errorf("findings: %v\nwant one in line %d at %s that says: %s\n%s", got, tt.line, tt.path, tt.says, tt.reason)
			}
		})
	}
}
