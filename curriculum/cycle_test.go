package curriculum_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// graph makes a spec of courses from lines such as "a b c": a requires b and c.
func graph(lines ...string) curriculum.Spec {
	var spec curriculum.Spec
	for _, line := range lines {
		words := strings.Fields(line)
		course := curriculum.Course{ID: curriculum.CourseID(words[0]), Tier: curriculum.Experience}
		for _, word := range words[1:] {
			course.Prerequisites = append(course.Prerequisites, curriculum.CourseID(word))
		}
		spec.Courses = append(spec.Courses, course)
	}
	return spec
}

func TestCycles(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		spec   curriculum.Spec
		want   []string
		cycle  []curriculum.CourseID
	}{{
		name:   "diamond",
		reason: "two ways to one prerequisite are no cycle",
		spec:   graph("d b c", "b a", "c a", "a"),
	}, {
		name:   "itself",
		reason: "a course cannot be done before itself",
		spec:   graph("b", "a a"),
		want:   []string{`/courses/1/prerequisites/0: "a" closes a cycle of prerequisites: "a" → "a"; remove a prerequisite of the cycle`},
		cycle:  []curriculum.CourseID{"a"},
	}, {
		name:   "three",
		reason: "the smallest id comes first, each requires the next",
		spec:   graph("c a", "x b", "b c", "a b"),
		want:   []string{`/courses/0/prerequisites/0: "a" closes a cycle of prerequisites: "a" → "b" → "c" → "a"; remove a prerequisite of the cycle`},
		cycle:  []curriculum.CourseID{"a", "b", "c"},
	}, {
		name:   "entered in the middle",
		reason: "the walk meets the cycle at c, and the evidence still starts at b",
		spec:   graph("a c", "c b", "b c"),
		want:   []string{`/courses/2/prerequisites/0: "c" closes a cycle of prerequisites: "c" → "b" → "c"; remove a prerequisite of the cycle`},
		cycle:  []curriculum.CourseID{"b", "c"},
	}, {
		name:   "two cycles",
		reason: "each is found, in the order of the input; the evidence is the one with the smallest start",
		spec:   graph("y x", "x y", "b a", "a b"),
		want: []string{
			`/courses/0/prerequisites/0: "x" closes a cycle of prerequisites: "x" → "y" → "x"; remove a prerequisite of the cycle`,
			`/courses/2/prerequisites/0: "a" closes a cycle of prerequisites: "a" → "b" → "a"; remove a prerequisite of the cycle`,
		},
		cycle: []curriculum.CourseID{"a", "b"},
	}, {
		name:   "long",
		reason: "a message stays short whatever the length of the cycle",
		spec:   graph("a b", "b c", "c d", "d e", "e f", "f g", "g h", "h i", "i j", "j a"),
		want: []string{`/courses/9/prerequisites/0: "a" closes a cycle of prerequisites: ` +
			`"a" → "b" → "c" → "d" → "e" → "f" → "g" → "h" → 2 more → "a"; remove a prerequisite of the cycle`},
		cycle: []curriculum.CourseID{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"},
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := curriculum.NewCatalog(tt.spec)
			if diff := cmp.Diff(tt.want, findings(err)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			var cycle *curriculum.CycleError
			if !errors.As(err, &cycle) {
				cycle = &curriculum.CycleError{}
			}
			if diff := cmp.Diff(tt.cycle, cycle.Cycle); diff != "" {
				t.Errorf("evidence: %s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func TestCycleErrorMessage(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		cycle  []curriculum.CourseID
		want   string
	}{
		{"two", "the first id comes again", []curriculum.CourseID{"焊接", "车床"}, `prerequisites form a cycle: "焊接" → "车床" → "焊接"`},
		{"eight", "the longest that is shown whole", []curriculum.CourseID{"a", "b", "c", "d", "e", "f", "g", "h"},
			`prerequisites form a cycle: "a" → "b" → "c" → "d" → "e" → "f" → "g" → "h" → "a"`},
		{"made by hand", "an error without evidence does not panic", nil, "prerequisites form a cycle: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := &curriculum.CycleError{Cycle: tt.cycle}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestCycleErrorBesideOtherFindings asks one error for both of its faces.
func TestCycleErrorBesideOtherFindings(t *testing.T) {
	spec := graph("a b", "b a")
	spec.Courses[1].Hours = -1
	_, err := curriculum.NewCatalog(spec)
	var all *finding.Error
	var cycle *curriculum.CycleError
	if !errors.As(err, &all) || !errors.As(err, &cycle) {
		t.Fatalf("%T unwraps to finding.Error %v, CycleError %v; want both", err, all != nil, cycle != nil)
	}
	if len(all.Findings) != 2 || err.Error() != all.Error() {
		t.Errorf("message %q; want the two findings and nothing twice", err)
	}
}

// TestLongChain must not exhaust the stack or take the square of its length.
func TestLongChain(t *testing.T) {
	const n = 100_000
	spec := curriculum.Spec{Courses: make([]curriculum.Course, n)}
	id := func(i int) curriculum.CourseID { return curriculum.CourseID(fmt.Sprintf("c%06d", i)) }
	for i := range spec.Courses {
		spec.Courses[i] = curriculum.Course{ID: id(i), Tier: curriculum.Experience, Prerequisites: []curriculum.CourseID{id((i + 1) % n)}}
	}
	_, err := curriculum.NewCatalog(spec)
	var cycle *curriculum.CycleError
	if !errors.As(err, &cycle) || len(cycle.Cycle) != n {
		t.Fatalf("a ring of %d courses gives %.200v", n, err)
	}
}

// TestCyclesAgainstReachability compares with the definition: a course lies on
// a cycle when it is reachable from itself.
func TestCyclesAgainstReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "courses")
		spec := curriculum.Spec{Courses: make([]curriculum.Course, n)}
		id := func(i int) curriculum.CourseID { return curriculum.CourseID(rune('a' + i)) }
		for i := range n {
			edges := rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 0, 2, rapid.ID[int]).Draw(t, "prerequisites")
			spec.Courses[i] = curriculum.Course{ID: id(i), Tier: curriculum.Experience}
			for _, j := range edges {
				spec.Courses[i].Prerequisites = append(spec.Courses[i].Prerequisites, id(j))
			}
		}
		_, err := curriculum.NewCatalog(spec)
		var cycle *curriculum.CycleError
		errors.As(err, &cycle)
		if got, want := cycle != nil, cyclic(spec); got != want || got != (err != nil) {
			t.Fatalf("found a cycle: %v, there is one: %v, error: %v", got, want, err)
		}
		if cycle == nil {
			return
		}
		checkCycle(t, spec, cycle.Cycle)
		if !cyclicWithout(spec, err) {
			return
		}
		t.Fatalf("cycles stay when every prerequisite that closes one is removed:\n%v", err)
	})
}

// TestCycleDoesNotDependOnOrder shuffles courses and their prerequisites.
func TestCycleDoesNotDependOnOrder(t *testing.T) {
	lines := []string{"a b c", "b d", "c b", "d c e", "e", "x y", "y x z", "z z"}
	var first *curriculum.CycleError
	_, err := curriculum.NewCatalog(graph(lines...))
	if !errors.As(err, &first) {
		t.Fatal("no cycle")
	}
	rapid.Check(t, func(t *rapid.T) {
		spec := graph(rapid.Permutation(lines).Draw(t, "courses")...)
		for i := range spec.Courses {
			c := &spec.Courses[i]
			c.Prerequisites = rapid.Permutation(c.Prerequisites).Draw(t, "prerequisites")
		}
		_, err := curriculum.NewCatalog(spec)
		var cycle *curriculum.CycleError
		if !errors.As(err, &cycle) {
			t.Fatal("no cycle")
		}
		if diff := cmp.Diff(first.Cycle, cycle.Cycle); diff != "" {
			t.Fatalf("evidence (-before +after):\n%s", diff)
		}
	})
}

func requires(spec curriculum.Spec, a, b curriculum.CourseID) bool {
	return slices.ContainsFunc(spec.Courses, func(c curriculum.Course) bool {
		return c.ID == a && slices.Contains(c.Prerequisites, b)
	})
}

func checkCycle(t *rapid.T, spec curriculum.Spec, cycle []curriculum.CourseID) {
	for i, id := range cycle {
		if next := cycle[(i+1)%len(cycle)]; !requires(spec, id, next) {
			t.Fatalf("%v is no cycle: %s does not require %s", cycle, id, next)
		}
		if id < cycle[0] || slices.Contains(cycle[:i], id) {
			t.Fatalf("%v does not start at its smallest id, or names one twice", cycle)
		}
	}
}

// cyclic closes the relation by Warshall's algorithm.
func cyclic(spec curriculum.Spec) bool {
	reach := map[[2]curriculum.CourseID]bool{}
	for _, c := range spec.Courses {
		for _, id := range c.Prerequisites {
			reach[[2]curriculum.CourseID{c.ID, id}] = true
		}
	}
	for _, via := range spec.Courses {
		for _, a := range spec.Courses {
			for _, b := range spec.Courses {
				if reach[[2]curriculum.CourseID{a.ID, via.ID}] && reach[[2]curriculum.CourseID{via.ID, b.ID}] {
					reach[[2]curriculum.CourseID{a.ID, b.ID}] = true
				}
			}
		}
	}
	return slices.ContainsFunc(spec.Courses, func(c curriculum.Course) bool { return reach[[2]curriculum.CourseID{c.ID, c.ID}] })
}

// cyclicWithout removes the prerequisites that the findings name.
func cyclicWithout(spec curriculum.Spec, err error) bool {
	var all *finding.Error
	errors.As(err, &all)
	for _, f := range slices.Backward(all.Findings) {
		var i, j int
		fmt.Sscanf(f.Path, "/courses/%d/prerequisites/%d", &i, &j)
		c := &spec.Courses[i]
		c.Prerequisites = slices.DeleteFunc(slices.Clone(c.Prerequisites), func(id curriculum.CourseID) bool { return string(id) == f.Value })
	}
	return cyclic(spec)
}
