package strictjson_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

// tree is a type with parts of its own type, which may be left out.
type tree struct {
	Format string `json:"format,omitzero"`
	Name   string `json:"name,omitzero"`
	Left   *tree  `json:"left,omitzero"`
	Right  *tree  `json:"right,omitzero"`
	Leaves []leaf `json:"leaves,omitzero"`
}

type leaf struct {
	ID string `json:"id"`
}

// ladder returns a tree of so many nodes, each in the one before.
func ladder(n int) *tree {
	var x *tree
	for range n {
		x = &tree{Left: x}
	}
	return x
}

func shallow(depth int) strictjson.Limits {
	limits := strictjson.DefaultLimits()
	limits.Depth = depth
	return limits
}

func TestOptional(t *testing.T) {
	in := &tree{
		Format: "t", Name: "root",
		Left:  &tree{Right: &tree{Leaves: []leaf{{"a"}, {"b"}}}},
		Right: &tree{Left: &tree{}},
	}
	want := `{
  "format": "t",
  "name": "root",
  "left": {
    "right": {
      "leaves": [
        {"id": "a"},
        {"id": "b"}
      ]
    }
  },
  "right": {"left": {}}
}
`
	b, err := strictjson.Marshal(*in, strictjson.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(b)); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	got := new(tree)
	if _, err := strictjson.NewDecoder(strings.NewReader(want), strictjson.DefaultLimits()).Decode(got, "t"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, got); diff != "" {
		t.Errorf("read (-want +got):\n%s", diff)
	}
}

// TestOptionalRefused has what is no object where one may be left out.
func TestOptionalRefused(t *testing.T) {
	for text, path := range map[string]string{
		`{"left": null}`: "/left", `{"left": []}`: "/left", `{"left": {"right": 1}}`: "/left/right", `{"left": {"nmae": "x"}}`: "/left/nmae",
	} {
		_, err := strictjson.NewDecoder(strings.NewReader(text), strictjson.DefaultLimits()).Decode(new(tree), "t")
		var refused *finding.Error
		if !errors.As(err, &refused) || refused.Findings[0].Path != path {
			t.Errorf("%s: error %v, want a finding at %s", text, err, path)
		}
	}
}

// TestDepth writes and reads what is as deep as may be, and one deeper.
func TestDepth(t *testing.T) {
	const most = 100
	b, err := strictjson.Marshal(*ladder(most), shallow(most))
	if err != nil {
		t.Fatal(err)
	}
	read := func(limits strictjson.Limits) error {
		_, err := strictjson.NewDecoder(strings.NewReader(string(b)), limits).Decode(new(tree), "t")
		return err
	}
	if err := read(shallow(most)); err != nil {
		t.Error(err)
	}
	_, write := strictjson.Marshal(*ladder(most + 1), shallow(most))
	for what, err := range map[string]error{"read": read(shallow(most - 1)), "write": write} {
		var refused *finding.Error
		if !errors.As(err, &refused) || len(refused.Findings) != 1 || !strings.Contains(err.Error(), "deep") || !strings.HasPrefix(refused.Findings[0].Path, "/left/left") {
			t.Errorf("%s: error %v, want one finding that says how deep it may be", what, err)
		}
	}
}
