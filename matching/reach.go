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
	d := newDomain(p)
	r := Reach{Minutes: minutes, On: on, Schools: []SchoolReach{}, Cohorts: []CohortReach{}, Areas: d.areasToReach()}
	open := d.openAt(on)
	attended := func(o *checkedOffering) bool { return o.attended }
	nearest := make(map[curriculum.SchoolID]Nearest, len(p.spec.Schools))
	counts := func(area capacity.AreaID) []*CoverageFigures {
		i := slices.IndexFunc(r.Areas, func(x AreaReach) bool { return x.Area == area })
		return []*CoverageFigures{&r.Areas[i].CoverageFigures, &r.Total}
	}
	for i := range p.spec.Schools {
		school := &p.spec.Schools[i]
		own := d.nearest(school, open, minutes, attended)
		nearest[school.ID] = own
		r.Schools = append(r.Schools, SchoolReach{school.ID, own})
		for _, sum := range counts(school.Area) {
			sum.Schools.count(1, own.Within)
		}
	}
	for i := range p.spec.Cohorts {
		cohort := &p.spec.Cohorts[i]
		school := &p.spec.Schools[p.schools[cohort.School]]
		own := d.cohortReach(cohort, school, open, minutes)
		r.Cohorts = append(r.Cohorts, own)
		size := int64(cohort.Size)
		for _, sum := range counts(school.Area) {
			sum.Pupils.count(size, nearest[school.ID].Within)
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

// openAt returns the offerings, by id, that are valid at a date at a licensed center.
func (d *domain) openAt(on capacity.Date) []*checkedOffering {
	var open []*checkedOffering
	for i := range d.network.Offerings {
		o := d.offerings[d.network.Offerings[i].ID]
		if on == 0 || inSpan(o.center.License, on) && inSpan(o.Valid, on) {
			open = append(open, o)
		}
	}
	return open
}

// nearest returns the nearest center of the offerings for which a test holds.
func (d *domain) nearest(school *School, open []*checkedOffering, minutes int, fits func(*checkedOffering) bool) Nearest {
	var best Nearest
	for _, o := range open {
		if !fits(o) {
			continue
		}
		trip := int(d.trip(school, o))
		if best.Center == "" || trip < best.Minutes || trip == best.Minutes && o.center.ID < best.Center {
			best = Nearest{Center: o.center.ID, Minutes: trip, Within: trip <= minutes}
		}
	}
	return best
}

func (d *domain) cohortReach(cohort *curriculum.Cohort, school *School, open []*checkedOffering, minutes int) CohortReach {
	may := map[curriculum.CourseID]bool{}
	for _, o := range open {
		if _, known := may[o.course.ID]; !known {
			may[o.course.ID] = d.problem.catalog.Eligible(*cohort, o.course.ID).Eligible()
		}
	}
	own := CohortReach{Cohort: cohort.ID}
	own.Nearest = d.nearest(school, open, minutes, func(o *checkedOffering) bool { return o.attended && may[o.course.ID] })
	for _, o := range open {
		if !may[o.course.ID] {
			continue
		}
		if team := d.teams[o.Team]; team != nil && distance(d.centers[team.Center].At, school.At) <= int64(team.Reach) {
			own.Outreach = true
		}
		if o.course.Delivery == curriculum.Online || o.course.Delivery == curriculum.Blended {
			own.Online = true
		}
	}
	return own
}

func (f *CoverageFigures) divide() {
	for _, c := range []*Coverage{&f.Schools, &f.Pupils, &f.Cohorts, &f.Suited, &f.Outreach, &f.Online} {
		c.Share = ratio(c.Within, c.All)
	}
}
