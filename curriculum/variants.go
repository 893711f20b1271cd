package curriculum

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// GradesFor returns the grades that may take a course: those of its tier's rule
// that are among its own. A course that does not exist has none.
func (c *Catalog) GradesFor(id CourseID) GradeSet {
	i, ok := c.courses[id]
	if !ok {
		return 0
	}
	return c.grades(&c.spec.Courses[i])
}

func (c *Catalog) grades(course *Course) GradeSet {
	grades := c.tiers[course.Tier].Grades
	if course.Grades != 0 {
		grades &= course.Grades
	}
	return grades
}

// Themes yields the themes that courses have, in ascending order.
func (c *Catalog) Themes() iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(c.shelves.themes)))
}

// StageVariants are the variants of a theme for one stage (学段): those of its
// courses that take a grade of the stage.
type StageVariants struct {
	Stage   Stage
	Courses []CourseID // by ascending id; none is a gap
	Missing GradeSet   // grades of the stage that no variant takes
	Asking  GradeSet   // grades of the stage whose variants all ask for a declared intent
}

// Variants returns the variants of a theme for each of the four stages in their
// order, and none when no course has the theme. A course may be a variant for
// several stages: an Exploration course without grades of its own is one for all,
// for pupils with an intent.
func (c *Catalog) Variants(theme string) []StageVariants {
	places := c.shelves.themes[theme]
	if len(places) == 0 {
		return nil
	}
	var all []StageVariants
	for stage := Primary; stage <= Vocational; stage++ {
		v := StageVariants{Stage: stage, Missing: stage.Grades()}
		open := GradeSet(0) // whatever pupils declare
		for _, i := range places {
			course := &c.spec.Courses[i]
			grades := c.grades(course) & stage.Grades()
			if grades == 0 {
				continue
			}
			v.Courses = append(v.Courses, course.ID)
			v.Missing &^= grades
			if c.tiers[course.Tier].Intent == 0 {
				open |= grades
			}
		}
		v.Asking = stage.Grades() &^ v.Missing &^ open
		all = append(all, v)
	}
	return all
}

// Variant is a course of a theme for a cohort: one that it may take, or the
// reasons against.
type Variant struct {
	Course CourseID
	Verdict
}

// VariantsFor returns all courses of a theme with what [Catalog.Eligible] says of
// each: first those that the cohort may take, then those with the fewest reasons
// against, by ascending id among equals.
func (c *Catalog) VariantsFor(theme string, cohort Cohort) []Variant {
	var all []Variant
	for _, i := range c.shelves.themes[theme] {
		id := c.spec.Courses[i].ID
		all = append(all, Variant{id, c.Eligible(cohort, id)})
	}
	slices.SortStableFunc(all, func(a, b Variant) int { return cmp.Compare(len(a.Reasons), len(b.Reasons)) })
	return all
}
