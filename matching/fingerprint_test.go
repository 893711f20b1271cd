package matching_test

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/smallgen"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestFingerprintOfKnown keeps the fingerprint the same on every architecture
// and from version to version.
func TestFingerprintOfKnown(t *testing.T) {
	const want = "f570a012675289e49279d53081f84ee6bbf1a27d021280555a478b02f5974ea5"
	if got := newWorld().problem(t).Fingerprint(); got != want {
		t.Errorf("fingerprint %s, want %s: plans published before are of another problem now", got, want)
	}
}

// TestFingerprintOrder: the same lists in another order are the same problem.
func TestFingerprintOrder(t *testing.T) {
	for seed := range uint64(300) {
		s := &specs{}
		s.courses, s.supply, s.demand = smallgen.Spec(smallgen.Seeded(seed))
		want := smallgen.Build(s.courses, s.supply, s.demand).Fingerprint()
		reverse(s)
		if got := smallgen.Build(s.courses, s.supply, s.demand).Fingerprint(); got != want {
			t.Errorf("seed %d: fingerprint %s, and %s in another order", seed, want, got)
		}
	}
}

// TestFingerprintKeepsOrder: of choices the first is the best, components may be
// ordered, and ranks go from first to last.
func TestFingerprintKeepsOrder(t *testing.T) {
	whole := matching.Spec{
		Weights:  matching.Weights{Rank: []int64{3, 2, 1}},
		Programs: []matching.Program{{ID: "g", Components: []matching.Component{{Visits: 1}, {Visits: 2}}}},
		Requests: []matching.Request{{ID: "q", Choices: []matching.Choice{{Course: "a"}, {Course: "b"}}}},
	}
	seen := map[string]bool{matching.FingerprintForTest(whole): true}
	for _, swap := range []func(){
		func() { slices.Reverse(whole.Weights.Rank) },
		func() { slices.Reverse(whole.Programs[0].Components) },
		func() { slices.Reverse(whole.Requests[0].Choices) },
	} {
		swap()
		print := matching.FingerprintForTest(whole)
		if seen[print] {
			t.Errorf("the fingerprint does not see the order of all of %+v", whole)
		}
		seen[print] = true
	}
}

// specsOfAll is a problem's data as one value.
type specsOfAll struct {
	Courses curriculum.Spec `json:"courses"`
	Supply  capacity.Spec   `json:"supply"`
	Demand  matching.Spec   `json:"demand"`
}

// filled gives every field a value, and every list two different elements.
func filled(v reflect.Value, n *int64) {
	if v.Kind() != reflect.Struct && v.Kind() != reflect.Slice {
		*n++
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(string(rune('a' + *n%26)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(v.Index(0), n)
		filled(v.Index(1), n)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), n)
		}
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(2 + 2*uint64(*n%2)) // a bit of a set
	default:
		v.SetInt(1000 + *n%400)
	}
}

// changeEach changes one value after the other, calls seen, and restores it.
// Lists lose an element, and get one that they have already.
func changeEach(v reflect.Value, path string, seen func(path string)) {
	before := reflect.New(v.Type()).Elem()
	before.Set(v)
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + `"`)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Slice:
		for i := range v.Len() {
			changeEach(v.Index(i), path+"/*", seen)
		}
		v.Set(before.Slice(0, 1))
		seen(path + " less one")
		v.Set(reflect.Append(before, before.Index(0)))
		seen(path + " with one twice")
		v.SetZero()
	case reflect.Struct:
		for i := range v.NumField() {
			changeEach(v.Field(i), path+"/"+v.Type().Field(i).Name, seen)
		}
		return
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(2 * v.Uint())
	default:
		v.SetInt(v.Int() + 1)
	}
	seen(path)
	v.Set(before)
}

// TestFingerprintSaysEverything changes one value of the data after the other.
func TestFingerprintSaysEverything(t *testing.T) {
	var all specsOfAll
	n := int64(0)
	filled(reflect.ValueOf(&all).Elem(), &n)
	seen := map[string]string{matching.FingerprintForTest(all): "nothing"}
	changeEach(reflect.ValueOf(&all).Elem(), "", func(path string) {
		print := matching.FingerprintForTest(all)
		if other, ok := seen[print]; ok {
			t.Errorf("a change of %s gives the fingerprint of a change of %s", path, other)
		}
		seen[print] = path
	})
	if len(seen) < 600 {
		t.Errorf("only %d changes", len(seen))
	}
}

// TestFingerprintOfPlans: a plan is of the problem that it was made for, also
// when ctx has ended before.
func TestFingerprintOfPlans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := smallgen.Problem(smallgen.FromRapid(t))
		ended, cancel := context.WithCancel(context.Background())
		cancel()
		first, err := matching.FirstCome(context.Background(), p)
		if err != nil {
			t.Skip("the pins leave no plan")
		}
		plans := map[string]*matching.Plan{"FirstCome": first}
		for name, run := range map[string]func() (*matching.Plan, error){
			"Solve": func() (*matching.Plan, error) {
				return matching.Solve(context.Background(), p, matching.WithEffort(2000))
			},
			"Solve, ended":       func() (*matching.Plan, error) { return matching.Solve(ended, p) },
			"Solve, ended, from": func() (*matching.Plan, error) { return matching.Solve(ended, p, matching.WithPlan(first)) },
		} {
			if plans[name], err = run(); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		for name, plan := range plans {
			if plan.Problem != p.Fingerprint() {
				t.Errorf("%s: a plan of problem %q, want %s", name, plan.Problem, p.Fingerprint())
			}
		}
	})
}
