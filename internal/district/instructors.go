package district

import (
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// instructors draws the people of a site: two for each of its majors as far as
// they go, the others by how many rooms a major has.
func (b *builder) instructors(d *dice, site int) {
	s := b.profile.Sites[site]
	if s.Instructors == 0 || len(s.Majors) == 0 {
		return
	}
	center := b.capacity.Centers[site].ID
	chance := make([]int, len(s.Majors))
	for i := range chance {
		chance[i] = 1
		if i < len(b.menus[site].rooms) {
			chance[i] = b.menus[site].rooms[i]
		}
	}
	chance = cumulate(chance)
	for i := range s.Instructors {
		m := s.Majors[i%len(s.Majors)]
		if i >= 2*len(s.Majors) {
			m = s.Majors[d.weighted(chance)]
		}
		who := capacity.Instructor{
			ID:      capacity.InstructorID(fmt.Sprintf("%s-t%03d", center, i+1)),
			Centers: []capacity.CenterID{center}, Majors: []curriculum.MajorID{curriculum.MajorID(m)},
			PerDay: 1, PerWeek: pick(d, b.profile.PerWeek),
		}
		if who.PerWeek > 2 {
			who.PerDay = 2
		}
		if other := pick(d, s.Majors); other != m && d.percent(30) {
			who.Majors = append(who.Majors, curriculum.MajorID(other))
			slices.Sort(who.Majors)
		}
		b.engage(d, site, &who)
		if s.Rotation && (i < 10 || d.percent(10)) {
			who.Courses = append(who.Courses, rotation)
		}
		b.capacity.Instructors = append(b.capacity.Instructors, who)
	}
}

// engage draws how somebody is engaged and when: teachers have lessons of
// their own; mentors and part-timers come on some half-days only.
func (b *builder) engage(d *dice, site int, who *capacity.Instructor) {
	kind := b.profile.Sites[site].Kind
	switch {
	case kind != capacity.SchoolCenter:
		who.Kind = capacity.Mentor
	case d.percent(8):
		who.Kind = capacity.Mentor
	case d.percent(12):
		who.Kind = capacity.PartTime
	}
	free := drawWeek(d, halfDays-b.profile.Lessons)
	if who.Kind == capacity.FullTime {
		who.Teaching = free.inverse().lessons()
	} else {
		who.Available = free.times(0, 0, morning, afternoon)
		who.PerTerm = who.PerWeek * (b.term.weeks - 2)
	}
	if kind == capacity.SchoolCenter && d.percent(4) {
		if other := b.neighbor(d, site); other != site {
			who.Centers = append(who.Centers, b.capacity.Centers[other].ID)
			slices.Sort(who.Centers)
		}
	}
}

// neighbor returns another school center that teaches one of the site's
// majors, or site itself.
func (b *builder) neighbor(d *dice, site int) int {
	start := d.below(len(b.profile.Sites))
	for i := range b.profile.Sites {
		at := (start + i) % len(b.profile.Sites)
		s := b.profile.Sites[at]
		if at == site || s.Kind != capacity.SchoolCenter {
			continue
		}
		for _, m := range s.Majors {
			if slices.Contains(b.profile.Sites[site].Majors, m) {
				return at
			}
		}
	}
	return site
}
