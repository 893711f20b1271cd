package record

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// Coverage says how far a record covers the components of a program. Every entry
// counts for at most one of them, and for which is chosen for the best: most
// components complete, then the least missing in all, visits and hours alike, then
// the earliest entries for the first components.
//
// What a program asks of visits together (distinct traits, spacing, order, all or
// nothing) is a rule of placing them, and not looked at.
type Coverage struct {
	Program    matching.ProgramID  `json:"program"`
	Learner    curriculum.CohortID `json:"learner"`
	Components []ComponentCoverage `json:"components"` // in the order of the program
	Complete   bool                `json:"complete,omitzero"`
	Begun      bool                `json:"begun,omitzero"` // an entry counts for some component
	// Cut says that not every way to assign the entries was looked at, because
	// there were too many: another may cover more.
	Cut bool `json:"cut,omitzero"`
}

// ComponentCoverage is what a record has of a component: by visits or by hours, as
// the component is.
type ComponentCoverage struct {
	Visits        int                   `json:"visits"`                 // entries that count
	Hours         curriculum.ClassHours `json:"hours"`                  // of these
	MissingVisits int                   `json:"missingVisits,omitzero"` // of a component by visits
	MissingHours  curriculum.ClassHours `json:"missingHours,omitzero"`  // of one by hours
	Entries       []EntryID             `json:"entries"`                // by date
}

const (
	mostComponents = 50     // of a program
	mostNumbers    = 16_384 // that are kept at once, each what is missing of a component
)

// Cover says how far a learner's record of a period covers a program. The error is
// a [*finding.Error] when the book does not have the learner, the period is no
// span of dates, or the program would be refused in a problem.
func Cover(b *Book, program matching.Program, learner curriculum.CohortID, period capacity.DateSpan) (*Coverage, error) {
	var found finding.List
	if _, ok := b.at[learner]; !ok {
		finding.Dangling(&found, "/learner", learner, b.learnerIDs(), "learner")
	}
	checkSpan(period, "/period", &found)
	checkComponents(program.Components, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	entries := slices.DeleteFunc(b.Of(learner), func(e Entry) bool { return !period.Has(e.Date) })
	c := covering{book: b, program: program}
	best := c.assign(entries)
	cover := &Coverage{Program: program.ID, Learner: learner, Components: make([]ComponentCoverage, len(program.Components)), Cut: c.cut}
	cover.Complete = best.complete == len(program.Components)
	for w := best.last; w != nil; w = w.before {
		x := &cover.Components[w.component]
		x.Visits++
		x.Hours += w.entry.Hours
		x.Entries = append(x.Entries, w.entry.ID)
		cover.Begun = true
	}
	for i := range cover.Components {
		x := &cover.Components[i]
		slices.Reverse(x.Entries)
		if program.Components[i].Visits > 0 {
			x.MissingVisits = best.missing[i]
		} else {
			x.MissingHours = curriculum.ClassHours(best.missing[i])
		}
	}
	return cover, nil
}

func checkComponents(list []matching.Component, found *finding.List) {
	const path = "/program/components"
	if n := len(list); n < 1 || n > mostComponents {
		found.Add(path, n, "is not a number of components from 1 to "+strconv.Itoa(mostComponents), "state what the program is made of")
	}
	for i, x := range list {
		at := path + "/" + strconv.Itoa(i)
		sound := finding.CheckRange(found, at+"/visits", x.Visits, 0, int(mostHours))
		sound = finding.CheckRange(found, at+"/hours", x.Hours, 0, mostHours) && sound
		if sound && (x.Visits > 0) == (x.Hours > 0) {
			found.Add(at, x.Name, "states not exactly one of visits and hours", "state one of the two")
		}
	}
}

// covering assigns entries to components, one after the other. It keeps every sum
// of what may be missing, and one way to come to each.
type covering struct {
	book    *Book
	program matching.Program
	cut     bool
}

// way is how entries were assigned; ways share their beginnings.
type way struct {
	before    *way
	entry     *Entry
	component int
}

// covered is what is missing of each component, and how that came to be.
type covered struct {
	missing  []int // visits or hours, not negative
	complete int   // how many of them are 0
	sum      int   // of them
	last     *way
}

func newCovered(missing []int, last *way) covered {
	s := covered{missing: missing, last: last}
	for _, m := range missing {
		s.sum += m
		if m == 0 {
			s.complete++
		}
	}
	return s
}

// better orders by most components complete, then by the least missing. What is
// equal in both stays in the order of its making.
func better(a, b covered) int {
	return cmp.Or(cmp.Compare(b.complete, a.complete), cmp.Compare(a.sum, b.sum))
}

// assign returns the best way to assign entries. An entry that can count is never
// left out while a component that it fulfils is incomplete: more never hurts.
func (c *covering) assign(entries []Entry) covered {
	missing := make([]int, len(c.program.Components))
	for i, x := range c.program.Components {
		missing[i] = x.Visits + int(x.Hours)
	}
	now := []covered{newCovered(missing, nil)}
	most := mostNumbers / len(missing)
	for i := range entries {
		fits := c.fits(&entries[i])
		if len(fits) == 0 {
			continue
		}
		var next []covered
		known := map[string]bool{}
		for _, s := range now {
			open := false
			for _, k := range fits {
				if s.missing[k] > 0 {
					open = true
					next = c.keep(next, known, c.with(s, &entries[i], k))
				}
			}
			if !open {
				next = c.keep(next, known, s)
			}
		}
		if len(next) > most {
			slices.SortStableFunc(next, better)
			next, c.cut = next[:most], true
		}
		now = next
	}
	return slices.MinFunc(now, better)
}

// keep appends what is missing of nothing that is known.
func (c *covering) keep(list []covered, known map[string]bool, s covered) []covered {
	key := make([]byte, 0, 4*len(s.missing))
	for _, m := range s.missing {
		key = append(key, byte(m), byte(m>>8), byte(m>>16), byte(m>>24))
	}
	if known[string(key)] {
		return list
	}
	known[string(key)] = true
	return append(list, s)
}

// with assigns an entry to a component.
func (c *covering) with(s covered, e *Entry, k int) covered {
	missing := slices.Clone(s.missing)
	if c.program.Components[k].Visits > 0 {
		missing[k]--
	} else {
		missing[k] = max(0, missing[k]-int(e.Hours))
	}
	return newCovered(missing, &way{s.last, e, k})
}

// fits returns the components whose conditions an entry fulfils.
func (c *covering) fits(e *Entry) []int {
	course, _ := c.book.catalog.Course(e.Course)
	var all []int
	for i, x := range c.program.Components {
		if (x.Tier == 0 || x.Tier == course.Tier) && names(x.Courses, course.ID) && names(x.Majors, course.Major) &&
			meet(x.Occupations, course.Occupations) && meet(x.Tags, course.Tags) && names(x.Centers, e.Center) {
			all = append(all, i)
		}
	}
	return all
}

// names reports whether a list names an id; an empty one asks for nothing.
func names[T comparable](list []T, id T) bool { return len(list) == 0 || slices.Contains(list, id) }

// meet reports whether a course has one of what a list asks for; an empty list
// asks for nothing.
func meet[T comparable](list, have []T) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(x T) bool { return slices.Contains(have, x) })
}
