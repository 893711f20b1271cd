package scenario

import (
	"cmp"
	"io"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
	"github.com/sanjie-edu/sanjie/matching"
)

// Write writes f in the canonical form: members in a fixed order, each list in
// the order of its keys, an element a line. f itself is not changed; an empty
// Format stands for the one there is.
//
// Nothing is written unless all of it can be read back. The error is a
// [*finding.Error] at what cannot, or w's own.
func Write(w io.Writer, f *File) error {
	c := f.canonical()
	if c.Format = cmp.Or(c.Format, Format); c.Format != Format {
		var found finding.List
		found.Add("/format", c.Format, "is not a format that can be written", "want \""+Format+"\", or leave it empty")
		return found.Err()
	}
	return writeValue(w, c)
}

func writeValue(w io.Writer, v any) error { return writeWithin(w, v, strictjson.DefaultLimits()) }

func writeWithin(w io.Writer, v any, limits strictjson.Limits) error {
	b, err := strictjson.Marshal(v, limits)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// canonical returns a copy with every list in the order of its keys; elements
// with equal keys, which no problem accepts, keep their order.
func (f *File) canonical() File {
	c := *f
	sortBy(&c.Clusters, func(x curriculum.Cluster) string { return string(x.ID) })
	sortBy(&c.Chains, func(x curriculum.Chain) string { return string(x.ID) })
	sortBy(&c.Majors, func(x curriculum.Major) string { return string(x.ID) })
	sortBy(&c.Occupations, func(x curriculum.Occupation) string { return string(x.ID) })
	sortBy(&c.Items, func(x curriculum.Item) string { return string(x.ID) })
	sortBy(&c.Lines, func(x curriculum.Line) string { return string(x.ID) })
	sortBy(&c.Courses, func(x curriculum.Course) string { return string(x.ID) })

	sortBy(&c.Areas, func(x capacity.Area) string { return string(x.ID) })
	sortBy(&c.Calendars, func(x capacity.Calendar) string { return string(x.ID) })
	sortBy(&c.Competitions, func(x capacity.Competition) string { return string(x.ID) })
	sortBy(&c.Centers, func(x capacity.Center) string { return string(x.ID) })
	sortBy(&c.Rooms, func(x capacity.Room) string { return string(x.ID) })
	sortBy(&c.Instructors, func(x capacity.Instructor) string { return string(x.ID) })
	sortBy(&c.Offerings, func(x capacity.Offering) string { return string(x.ID) })
	sortBy(&c.Closures, func(x capacity.Closure) string { return string(x.ID) })
	sortBy(&c.Stocks, func(x capacity.Stock) string { return string(x.Item) })
	sortBy(&c.Stocks, func(x capacity.Stock) string { return string(x.Center) })
	sortBy(&c.Budgets, func(x capacity.Budget) string { return string(x.ID) })
	sortBy(&c.Fleets, func(x capacity.Fleet) string { return string(x.ID) })
	sortBy(&c.Teams, func(x capacity.Team) string { return string(x.ID) })
	sortBy(&c.Quotas, func(x capacity.Quota) string { return string(x.ID) })
	sortBy(&c.Travel.Ways, func(x capacity.Way) string { return string(x.Center) })
	sortBy(&c.Travel.Ways, func(x capacity.Way) string { return string(x.From) })
	sortBy(&c.Travel.Ways, func(x capacity.Way) string { return string(x.School) })

	sortBy(&c.Programs, func(x matching.Program) string { return string(x.ID) })
	sortBy(&c.Schools, func(x matching.School) string { return string(x.ID) })
	sortBy(&c.Cohorts, func(x curriculum.Cohort) string { return string(x.ID) })
	sortBy(&c.Requests, func(x matching.Request) string { return string(x.ID) })
	sortBy(&c.Pins, func(x matching.Pin) string { return string(x.Offering) })
	sortBy(&c.Pins, func(x matching.Pin) string { return string(x.Slot) })
	sortBy(&c.Pins, func(x matching.Pin) string { return string(x.Request) })
	return c
}

// sortBy replaces a list by a copy in the order of its keys. Sorting is stable:
// sorting by the last key first orders by several.
func sortBy[T any](list *[]T, key func(T) string) {
	*list = slices.Clone(*list)
	slices.SortStableFunc(*list, func(a, b T) int { return cmp.Compare(key(a), key(b)) })
}
