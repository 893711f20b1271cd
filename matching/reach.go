package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Reach says who has a center within some minutes: a 15-minute circle (15分钟圈).
// The minutes are those of [capacity.Network.Trip], one way: known ways, else
// computed. What comes to a school, by a team or online, makes no center nearer; it
// is counted apart.
type Reach struct {
	Minutes int             `json:"minutes"`
	On      capacity.Date   `json:"on,omitzero"` // licenses and offerings valid at this date count; unset means all
	Schools []SchoolReach   `json:"schools"`     // all, by id
	Cohorts []CohortReach   `json:"cohorts"`     // all, by id
	Areas   []AreaReach     `json:"areas"`       // all, by id, each without those below it; first "" where a school has none
	Total   CoverageFigures `json:"total"`
}

// Nearest is the center nearest to a school, the first by id of several; there is
// none where Center is empty.
type Nearest struct {
	Center  capacity.CenterID `json:"center,omitzero"`
	Minutes int               `json:"minutes"` // 0 without a center
	Within  bool              `json:"within"`
}

// SchoolReach is a school's nearest center of all to which pupils travel.
type SchoolReach struct {
	School curriculum.SchoolID `json:"school"`
	Nearest
}

// CohortReach is a cohort's nearest center with a course that it may take by tier,
// grade, intent, size and record.
type CohortReach struct {
	Cohort curriculum.CohortID `json:"cohort"`
	Nearest
	Outreach bool `json:"outreach"` // a team with such a course reaches its school
	Online   bool `json:"online"`   // there is such a course, online or blended
}

// AreaReach is who is covered of the schools of an area.
type AreaReach struct {
	Area capacity.AreaID `json:"area"`
	CoverageFigures
}

// CoverageFigures counts who is covered.
type CoverageFigures struct {
	Schools  Coverage `json:"schools"`  // with any center within
	Pupils   Coverage `json:"pupils"`   // of these schools
	Cohorts  Coverage `json:"cohorts"`  // with a center within that has a course for them
	Suited   Coverage `json:"suited"`   // the pupils of these cohorts
	Outreach Coverage `json:"outreach"` // pupils whom a team reaches with a course for them
	Online   Coverage `json:"online"`   // pupils for whom there is a course online or blended
}

// Coverage is how many of all are covered.
type Coverage struct {
	Within int64   `json:"within"`
	All    int64   `json:"all"`
	Share  float64 `json:"share"` // Within / All
}

func (c *Coverage) count(n int64, within bool) {
	c.All = cappedSum(c.All, n)
	if within {
		c.Within = cappedSum(c.Within, n)
	}
}

// MeasureReach says who has a center within some minutes, at a date or, when it is
// unset, at any. Pupils are those of the problem's cohorts; a school's cohorts need
// not have a request.
func MeasureReach(p *Problem, minutes int, on capacity.Date) Reach {
	d := newSurroundings(p, minutes, on)
	r := Reach{Minutes: minutes, On: on, Schools: []SchoolReach{}, Cohorts: []CohortReach{}, Areas: d.areasToReach()}
	near := make(map[curriculum.SchoolID]around, len(p.spec.Schools))
	row := make(map[capacity.AreaID]int, len(r.Areas))
	for i, x := range r.Areas {
		row[x.Area] = i
	}
	counts := func(area capacity.AreaID) []*CoverageFigures {
		return []*CoverageFigures{&r.Areas[row[area]].CoverageFigures, &r.Total}
	}
	for i := range p.spec.Schools {
		school := &p.spec.Schools[i]
		own := d.around(school)
		near[school.ID] = own
		r.Schools = append(r.Schools, SchoolReach{school.ID, own.nearest})
		for _, sum := range counts(school.Area) {
			sum.Schools.count(1, own.nearest.Within)
		}
	}
	for i := range p.spec.Cohorts {
		cohort := &p.spec.Cohorts[i]
		school := &p.spec.Schools[p.schools[cohort.School]]
		own := d.cohortReach(cohort, near[school.ID])
		r.Cohorts = append(r.Cohorts, own)
		size := int64(cohort.Size)
		for _, sum := range counts(school.Area) {
			sum.Pupils.count(size, near[school.ID].nearest.Within)
			sum.Cohorts.count(1, own.Within)
			sum.Suited.count(size, own.Within)
			sum.Outreach.count(size, own.Outreach)
			sum.Online.count(size, own.Online)
		}
	}
	for i := range r.Areas {
		r.Areas[i].divide()
	}
	r.Total.divide()
	return r
}

// surroundings are the offerings that count, in small numbers for their centers and
// courses, because every cohort looks at every one of them.
type surroundings struct {
	*domain
	within int // minutes
	open   []placedOffering
	places int // centers
	taught []curriculum.CourseID
}

// placedOffering is an offering with its places in the lists of surroundings.
type placedOffering struct {
	*checkedOffering
	centerAt, courseAt int
}

// around is what does not depend on a school's cohort.
type around struct {
	nearest Nearest // of all that pupils travel to
	trips   []int   // minutes to each center
	reached []bool  // of the open offerings, those that a team brings to the school
}

// newSurroundings finds the offerings that are valid at a date at a licensed center.
func newSurroundings(p *Problem, within int, on capacity.Date) *surroundings {
	d := &surroundings{domain: newDomain(p), within: within}
	centers, courses := map[capacity.CenterID]int{}, map[curriculum.CourseID]int{}
	for i := range d.network.Offerings {
		o := d.offerings[d.network.Offerings[i].ID]
		if on != 0 && !(inSpan(o.center.License, on) && inSpan(o.Valid, on)) {
			continue
		}
		if _, known := centers[o.center.ID]; !known {
			centers[o.center.ID] = len(centers)
		}
		if _, known := courses[o.course.ID]; !known {
			courses[o.course.ID] = len(d.taught)
			d.taught = append(d.taught, o.course.ID)
		}
		d.open = append(d.open, placedOffering{o, centers[o.center.ID], courses[o.course.ID]})
	}
	d.places = len(centers)
	return d
}

// areasToReach returns an empty entry for each area.
func (d *domain) areasToReach() []AreaReach {
	areas := []AreaReach{}
	if slices.ContainsFunc(d.problem.spec.Schools, func(s School) bool { return s.Area == "" }) {
		areas = append(areas, AreaReach{})
	}
	for _, a := range d.network.Areas {
		areas = append(areas, AreaReach{Area: a.ID})
	}
	return areas
}

func (d *surroundings) around(school *School) around {
	own := around{trips: make([]int, d.places), reached: make([]bool, len(d.open))}
	for i := range d.open {
		o := &d.open[i]
		if o.attended {
			own.trips[o.centerAt] = int(d.trip(school, o.checkedOffering))
		}
		team := d.teams[o.Team]
		own.reached[i] = team != nil && distance(d.centers[team.Center].At, school.At) <= int64(team.Reach)
	}
	own.nearest = d.nearest(own, nil)
	return own
}

// nearest returns the nearest center of those that offer what may be taken; without
// a list, anything may.
func (d *surroundings) nearest(from around, may []bool) Nearest {
	var best Nearest
	for i := range d.open {
		o := &d.open[i]
		if !o.attended || may != nil && !may[o.courseAt] {
			continue
		}
		trip := from.trips[o.centerAt]
		if best.Center == "" || trip < best.Minutes || trip == best.Minutes && o.center.ID < best.Center {
			best = Nearest{Center: o.center.ID, Minutes: trip, Within: trip <= d.within}
		}
	}
	return best
}

func (d *surroundings) cohortReach(cohort *curriculum.Cohort, from around) CohortReach {
	may := make([]bool, len(d.taught))
	for i, id := range d.taught {
		may[i] = d.problem.catalog.Eligible(*cohort, id).Eligible()
	}
	own := CohortReach{Cohort: cohort.ID, Nearest: d.nearest(from, may)}
	for i := range d.open {
		if o := &d.open[i]; may[o.courseAt] {
			own.Outreach = own.Outreach || from.reached[i]
			own.Online = own.Online || o.course.Delivery == curriculum.Online || o.course.Delivery == curriculum.Blended
		}
	}
	return own
}

func (f *CoverageFigures) divide() {
	for _, c := range []*Coverage{&f.Schools, &f.Pupils, &f.Cohorts, &f.Suited, &f.Outreach, &f.Online} {
		c.Share = ratio(c.Within, c.All)
	}
}
