package matching

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// LedIn returns how many sessions of each course the instructors lead in a plan, by
// instructor, then course, for [capacity.Train]. It counts as [Measure] does; a
// session in a slot that its center does not have is left out.
func LedIn(p *Problem, plan *Plan) []capacity.Led {
	if plan == nil {
		plan = &Plan{}
	}
	led := map[capacity.Led]int{} // by the row without its sessions
	for _, s := range newChecker(p, plan).sessions {
		if !s.dated {
			continue
		}
		for _, who := range s.instructors {
			led[capacity.Led{Instructor: who.ID, Course: s.course.ID}]++
		}
	}
	rows := slices.SortedFunc(maps.Keys(led), func(a, b capacity.Led) int {
		return cmp.Or(cmp.Compare(a.Instructor, b.Instructor), cmp.Compare(a.Course, b.Course))
	})
	for i := range rows {
		rows[i].Sessions = led[rows[i]]
	}
	return rows
}
