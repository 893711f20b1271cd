package plain_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/bench/plain"
	"github.com/sanjie-edu/sanjie/internal/oracle"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// TestBestPlansFit puts the best plan of small problems over all rules into
// their models, and reads it back.
func TestBestPlansFit(t *testing.T) {
	for seed := range uint64(400) {
		p := smallgen.Problem(smallgen.Seeded(seed))
		points, best, ok := oracle.Best(p)
		if !ok || best == nil {
			continue
		}
		m := plain.Of(p)
		x, err := m.Point(best)
		if err != nil {
			t.Errorf("seed %d: %v", seed, err)
			continue
		}
		if worth, err := m.Worth(x); err != nil || worth != points {
			t.Errorf("seed %d: the best plan with %d points is worth %d: %v", seed, points, worth, err)
		}
		back := m.Plan(x)
		for _, v := range violations(p, back) {
			t.Errorf("seed %d: %v", seed, v)
		}
		if back.Points != points {
			t.Errorf("seed %d: read back, the best plan with %d points has %d", seed, points, back.Points)
		}
	}
}

var (
	python = flag.String("python", "", "`interpreter` that has bench/peers/requirements.txt: compare the optimum of models with the oracle's")
	models = flag.Uint64("models", 1000, "how many models to compare")
)

// TestPeersAgree has another solver look for better points of the models than
// the best plans are; there is none.
func TestPeersAgree(t *testing.T) {
	if *python == "" {
		t.Skip("needs -python")
	}
	dir := t.TempDir()
	for seed := range *models {
		p := smallgen.Problem(smallgen.Seeded(seed))
		points, best, ok := oracle.Best(p)
		if !ok || best == nil {
			continue
		}
		m := plain.Of(p)
		x, err := m.Point(best)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		folder := filepath.Join(dir, fmt.Sprintf("%06d", seed))
		if err := errors.Join(os.Mkdir(folder, 0o700), m.Write(folder, x, points)); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(*python, "-B", "../peers/agree.py", dir).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// violations are those of a plan that does not list what is unplaced.
func violations(p *matching.Problem, plan *matching.Plan) []matching.Violation {
	return slices.DeleteFunc(matching.Verify(p, plan), func(v matching.Violation) bool {
		return v.Rule == rule.Books && v.Where == "unplaced"
	})
}
