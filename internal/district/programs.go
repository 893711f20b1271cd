package district

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/matching"
)

// The tags of courses, one for each of the four "ones" of the program of 16
// class hours.
const (
	tagCampus     = "campus"     // 走进一所职校
	tagProject    = "project"    // 体验一个项目
	tagOccupation = "occupation" // 了解一门职业
	tagCulture    = "culture"    // 感受一种文化
)

// The programs that junior-middle classes ask for.
const (
	hours16 matching.ProgramID = "hours16"
	ladder  matching.ProgramID = "ladder"
)

// tags returns the tags of a major's course: the given, and culture where the
// major stands for one.
func (m major) tags(given ...string) []string {
	if m.cluster == "creative" || m.cluster == "service" {
		given = append(given, tagCulture)
	}
	return given
}

// programs adds those of the library's programs for which the school centers
// have a course for every component, with limits that districts put on them.
func (b *builder) programs() {
	for _, p := range matching.Programs() {
		switch p.ID {
		case "putuo16":
			p.ID, p.Name = hours16, "初中16课时职业体验"
			p.Distinct = matching.Traits(matching.TraitMajor)
			if len(b.menus) >= 4 {
				p.MostAtCenter = 3
			}
		case "ladder":
			p.ID, p.Whole, p.DaysApart = ladder, true, 7
		default:
			continue
		}
		if !slices.ContainsFunc(p.Components, func(c matching.Component) bool { return !b.offered(c) }) {
			b.requests.Programs = append(b.requests.Programs, p)
		}
	}
}

// offered reports whether a school center has a course for a component.
func (b *builder) offered(c matching.Component) bool {
	for _, course := range b.curriculum.Courses {
		if c.Tier != 0 && c.Tier != course.Tier ||
			len(c.Tags) > 0 && !slices.ContainsFunc(course.Tags, func(tag string) bool { return slices.Contains(c.Tags, tag) }) {
			continue
		}
		for i := range b.menus {
			if b.profile.Sites[i].Kind == capacity.SchoolCenter && b.menus[i].has[course.ID] {
				return true
			}
		}
	}
	return false
}

// programFor draws the program that a class asks for instead of a visit: the
// ladder only with an intent, which its last step needs.
func (m *market) programFor(c *curriculum.Cohort) matching.ProgramID {
	if c.Grade.Stage() != curriculum.JuniorMiddle {
		return ""
	}
	var id matching.ProgramID
	switch {
	case len(c.Intents) > 0 && m.d.percent(70):
		id = ladder
	case m.d.percent(14):
		id = hours16
	}
	if !slices.ContainsFunc(m.b.requests.Programs, func(p matching.Program) bool { return p.ID == id }) {
		return ""
	}
	return id
}

// inProgram draws the request of a class for a program. Where centers are few
// it takes whatever the program takes, or names tiers at one or two centers it
// likes before the others.
func (m *market) inProgram(c *curriculum.Cohort, id matching.ProgramID, h home, near []int, times capacity.Times) matching.Request {
	const few = 8 // centers that a school need not choose among
	r := matching.Request{Cohort: c.ID, Program: id, Times: times.Clone(), Weight: h.need()}
	if m.d.percent(96) {
		c.Oriented = append(c.Oriented, safety)
	}
	if len(m.b.menus) <= few && m.d.percent(50) {
		return r
	}
	tiers := []curriculum.Tier{curriculum.Experience, curriculum.Practice}
	if id == ladder {
		tiers = append(tiers, curriculum.Exploration)
	}
	var liked []int
	for range 2 {
		if k := m.d.weighted(near); !slices.Contains(liked, k) {
			liked = append(liked, k)
		}
	}
	for _, k := range liked {
		for _, tier := range tiers {
			r.Choices = append(r.Choices, matching.Choice{Tier: tier, Center: m.b.capacity.Centers[k].ID})
		}
	}
	if len(m.b.menus) <= few {
		for _, tier := range tiers {
			r.Choices = append(r.Choices, matching.Choice{Tier: tier})
		}
	}
	return r
}

// visitsOf returns how many visits a program takes: one for each component.
func (b *builder) visitsOf(id matching.ProgramID) int {
	for _, p := range b.requests.Programs {
		if p.ID == id {
			return len(p.Components)
		}
	}
	return 0
}
