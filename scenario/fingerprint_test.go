package scenario_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// said computes a fingerprint from the file, as docs/format.md says.
func said(t fatal, p *matching.Problem) string {
	t.Helper()
	f := &scenario.File{Curriculum: p.Catalog().Spec(), Capacity: p.Network().Spec(), Demand: p.Spec()}
	d := json.NewDecoder(strings.NewReader(written(t, f)))
	d.UseNumber()
	var members map[string]any
	if err := d.Decode(&members); err != nil {
		t.Fatal(err)
	}
	delete(members, "format")
	sum := sha256.Sum256(oneLine(t, ordered(t, "", members)))
	return hex.EncodeToString(sum[:])
}

// ordered sorts the lists whose order means nothing, which stand under a name.
func ordered(t fatal, name string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = ordered(t, name, v[name])
		}
	case []any:
		for i := range v {
			v[i] = ordered(t, "", v[i])
		}
		if name != "choices" && name != "components" && name != "rank" {
			slices.SortFunc(v, func(a, b any) int { return cmp.Compare(string(oneLine(t, a)), string(oneLine(t, b))) })
		}
	}
	return value
}

func oneLine(t fatal, value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// TestFingerprint compares fingerprints with those of the files, computed by
// other code.
func TestFingerprint(t *testing.T) {
	const replaced = `    "upperPrimary": "4",` + "\n"
	for _, text := range []string{contents(t, small), strings.Replace(contents(t, full), replaced, "", 1), block(t, "json scenario"), `{"format": "sanjie.scenario/v1"}`} {
		_, p, err := scenario.Load(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := p.Fingerprint(), said(t, p); got != want {
			t.Errorf("fingerprint %s, want %s, of\n%s", got, want, text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := smallgen.Problem(smallgen.FromRapid(t))
		if got, want := p.Fingerprint(), said(t, p); got != want {
			t.Errorf("fingerprint %s, want %s", got, want)
		}
	})
}

// TestFingerprintShown: the plans that belong to a scenario say so, and a file
// from before there were fingerprints can be read.
func TestFingerprintShown(t *testing.T) {
	for _, pair := range [][2]string{
		{contents(t, small), contents(t, smallPlan)},
		{block(t, "json scenario"), block(t, "json plan")},
	} {
		_, p, err := scenario.Load(strings.NewReader(pair[0]))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := scenario.ReadPlan(strings.NewReader(pair[1]))
		if err != nil {
			t.Fatal(err)
		}
		if want := p.Fingerprint(); plan.Problem != want {
			t.Errorf("the plan is of problem %q, want %s", plan.Problem, want)
		}
		line := `  "problem": "` + plan.Problem + "\",\n"
		old, err := scenario.ReadPlan(strings.NewReader(strings.Replace(pair[1], line, "", 1)))
		if err != nil || old.Problem != "" || old.Points != plan.Points {
			t.Errorf("without it the plan is of problem %q with %d points, want none and %d; error %v", old.Problem, old.Points, plan.Points, err)
		}
	}
}
