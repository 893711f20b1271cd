package curriculum

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
)

// CycleError is the evidence of prerequisites that end where they start. It
// does not depend on the order of the courses; of several cycles it is one.
type CycleError struct {
	Cycle []CourseID // each requires the next, the last requires the first; the smallest id is first
}

// Error names the courses of the cycle.
func (e *CycleError) Error() string {
	return "prerequisites form a cycle: " + ring(len(e.Cycle), func(i int) CourseID { return e.Cycle[i] })
}

// ring writes n ids and the first again, leaving out what is too much to read.
func ring(n int, id func(int) CourseID) string {
	const most = 8
	var b strings.Builder
	for i := range min(n, most) {
		fmt.Fprintf(&b, "%.80q → ", id(i))
	}
	if n > most {
		fmt.Fprintf(&b, "%d more → ", n-most)
	}
	if n > 0 {
		fmt.Fprintf(&b, "%.80q", id(0))
	}
	return b.String()
}

// refusal is an error that unwraps to all findings and to the evidence of a cycle.
type refusal struct {
	findings error
	cycle    *CycleError
}

func (r *refusal) Error() string   { return r.findings.Error() }
func (r *refusal) Unwrap() []error { return []error{r.findings, r.cycle} }

// cycleSearch walks the prerequisites depth first, by ascending id so that
// the order of the input decides nothing. An edge to a course that is still
// open closes a cycle, and without all such edges there is none. The walk has
// a stack of its own: a chain may be as long as the file allows.
type cycleSearch struct {
	courses []Course
	known   finding.Index[CourseID]
	depth   []int // place on the stack plus one, 0 before and done after
	stack   []visit
	closing [][]closing // by course
	first   *CycleError
}

const done = -1

type visit struct {
	course int
	todo   []int // prerequisites not yet followed
}

// closing is a prerequisite that closes a cycle, which text shows.
type closing struct {
	prerequisite int
	text         string
}

func findCycles(courses []Course, known finding.Index[CourseID]) *cycleSearch {
	s := &cycleSearch{courses: courses, known: known, depth: make([]int, len(courses)), closing: make([][]closing, len(courses))}
	order := make([]int, len(courses))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(courses[a].ID, courses[b].ID) })
	for _, root := range order {
		if s.depth[root] == 0 {
			s.open(root)
		}
		for len(s.stack) > 0 {
			s.step()
		}
	}
	return s
}

func (s *cycleSearch) open(course int) {
	required := s.courses[course].Prerequisites
	todo := make([]int, len(required))
	for j := range todo {
		todo[j] = j
	}
	slices.SortStableFunc(todo, func(a, b int) int { return cmp.Compare(required[a], required[b]) })
	s.stack = append(s.stack, visit{course, todo})
	s.depth[course] = len(s.stack)
}

func (s *cycleSearch) step() {
	top := &s.stack[len(s.stack)-1]
	if len(top.todo) == 0 {
		s.depth[top.course] = done
		s.stack = s.stack[:len(s.stack)-1]
		return
	}
	j := top.todo[0]
	top.todo = top.todo[1:]
	next, ok := s.known.At(s.courses[top.course].Prerequisites[j])
	switch {
	case !ok || s.depth[next] == done:
	case s.depth[next] == 0:
		s.open(next)
	default:
		s.close(top.course, j, s.stack[s.depth[next]-1:])
	}
}

func (s *cycleSearch) close(course, prerequisite int, cycle []visit) {
	id := func(i int) CourseID { return s.courses[cycle[i].course].ID }
	s.closing[course] = append(s.closing[course], closing{prerequisite, ring(len(cycle), id)})
	if s.first != nil {
		return
	}
	least := 0
	s.first = &CycleError{}
	for i := range cycle {
		if id(i) < id(least) {
			least = i
		}
	}
	for i := range cycle {
		s.first.Cycle = append(s.first.Cycle, id((least+i)%len(cycle)))
	}
}

// note notes the cycles that prerequisites of the i-th course close.
func (s *cycleSearch) note(i int, found *finding.List) {
	for _, c := range s.closing[i] {
		path := "/courses/" + strconv.Itoa(i) + "/prerequisites/" + strconv.Itoa(c.prerequisite)
		found.Add(path, s.courses[i].Prerequisites[c.prerequisite],
			"closes a cycle of prerequisites: "+c.text, "remove a prerequisite of the cycle")
	}
}
