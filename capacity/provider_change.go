package capacity

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// A register only ever grows: providers are admitted, standings are appended, and
// nothing that was once stated is changed or taken back.

// Admit returns the register with one more provider; r itself does not change.
// The error is a [*finding.Error] at paths such as "/standings/0/from".
func (r *Providers) Admit(p Provider) (*Providers, error) {
	var found finding.List
	if r == nil {
		found.Add("", nil, "is the nil register, which has no catalog", "make one with NewProviders")
		return nil, found.Err()
	}
	v := newValidator(Spec{}, r.catalog, &found)
	v.checkProvider("", p)
	if _, ok := r.at[p.Center]; ok {
		found.Add("/center", p.Center, "is in the register already", "append a standing to it")
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return registerOf(r.catalog, append(slices.Clone(r.list), p.clone())), nil
}

// With returns the register with one more standing of a provider, such as
// Withdrawn; r itself does not change. The standing begins after those that the
// provider has. The error is a [*finding.Error] at paths such as
// "/standings/2/from".
func (r *Providers) With(id CenterID, s Standing) (*Providers, error) {
	var found finding.List
	p, ok := r.Provider(id)
	if !ok {
		finding.Dangling(&found, "/center", id, r.IDs(), "provider")
		return nil, found.Err()
	}
	p.Standings = append(p.Standings, Standing{From: s.From, Status: s.Status, Until: s.Until, Courses: slices.Clone(s.Courses)})
	v := newValidator(Spec{}, r.catalog, &found)
	v.checkStanding("/standings", p.Standings, len(p.Standings)-1)
	if err := found.Err(); err != nil {
		return nil, err
	}
	list := slices.Clone(r.list)
	list[r.at[id]] = p
	return &Providers{catalog: r.catalog, list: list, at: r.at}, nil
}

// Widen returns the register with a license that is for more courses from a date
// on, until the day on which it was to end: the courses that it was for and these,
// or all when none are named. The error is a [*finding.Error] when the provider is
// not licensed on that date, or its license is for these courses already.
func (r *Providers) Widen(id CenterID, from Date, courses ...curriculum.CourseID) (*Providers, error) {
	s, _ := r.Standing(id, from)
	var found finding.List
	switch {
	case !r.Licensed(id, "", from):
		found.Add("/center", id, "is not licensed on "+from.String(), "append a standing that licenses it")
	case len(s.Courses) == 0:
		found.Add("/courses", nil, "is wider already: the license is for all courses", "leave it as it is")
	}
	for i, c := range courses {
		if slices.Contains(s.Courses, c) {
			found.Add("/courses/"+strconv.Itoa(i), c, "is one that the license is for already", "remove it")
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	if len(courses) > 0 {
		courses = append(s.Courses, courses...)
	}
	return r.With(id, Standing{From: from, Status: Licensed, Until: s.Until, Courses: courses})
}
