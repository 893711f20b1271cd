package matching

import (
	"cmp"
	"maps"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// SupplyDemand is the annual report on supply and demand: what was asked of one or
// several terms, what of it was placed, and what is unmet by theme, area, grade and
// cause. Every visit asked for counts exactly once in each breakdown by theme, area
// and grade, and every unmet one exactly once by cause: their sums are Total.
type SupplyDemand struct {
	Total    Demand        `json:"total"`
	Themes   []ThemeDemand `json:"themes"` // asked for, by kind, then name
	Areas    []AreaDemand  `json:"areas"`  // of the schools, by id; those without a request are left out
	Grades   []GradeDemand `json:"grades"` // with a request, in order
	Causes   []CauseUnmet  `json:"causes"` // by reason, then rule
	Supply   Supply        `json:"supply"`
	Supplied []ThemeSupply `json:"supplied"` // by theme of the courses offered, by kind, then name
}

// Demand is what was asked, in visits and in pupils: a pupil of two visits counts
// twice. Asked is Placed and Unmet together.
type Demand struct {
	Requests int64  `json:"requests"`
	Visits   Amount `json:"visits"`
	Pupils   Amount `json:"pupils"`
}

// Amount is how much was asked, placed and left unmet.
type Amount struct {
	Asked  int64   `json:"asked"`
	Placed int64   `json:"placed"`
	Unmet  int64   `json:"unmet"`
	Share  float64 `json:"share"` // Placed / Asked
}

// ThemeDemand is the demand for a theme, of whatever theme the visits were in the end.
type ThemeDemand struct {
	Theme
	Demand
}

// AreaDemand is the demand of an area's schools, without the areas below it; "" is
// that of schools without an area.
type AreaDemand struct {
	Area capacity.AreaID `json:"area"`
	Demand
}

// GradeDemand is the demand of a grade.
type GradeDemand struct {
	Grade curriculum.Grade `json:"grade"`
	Demand
}

// Supply is what there was to have.
type Supply struct {
	Run       int64   `json:"run"`       // sessions
	Possible  int64   `json:"possible"`  // sessions that can exist, by capacity.Network.Sessions; those in one room at a time exclude each other
	Share     float64 `json:"share"`     // Run / Possible
	SeatsUsed int64   `json:"seatsUsed"` // in the sessions that run, as far as their seats have a limit
	SeatsRun  int64   `json:"seatsRun"`
	SeatShare float64 `json:"seatShare"` // SeatsUsed / SeatsRun
}

// ThemeSupply is the supply in courses of a theme.
type ThemeSupply struct {
	Theme
	Supply
}

// Term is a plan to report on, with its problem.
type Term struct {
	Problem      *Problem
	Plan         *Plan         // nil is a plan without visits
	Explanations []Explanation // of [Explain], for the causes; requests without one have that of the plan's list of what is unplaced
}

// Report adds up demand and supply of some terms, a year's for instance. It takes
// any plans, and counts as [Measure] does. Ids mean the same in all terms.
func Report(terms ...Term) SupplyDemand {
	r := reporter{
		themes: map[Theme]*Demand{}, areas: map[capacity.AreaID]*Demand{}, grades: map[curriculum.Grade]*Demand{},
		causes: map[UnmetCause]*Unmet{}, supplied: map[Theme]*Supply{},
	}
	for _, t := range terms {
		r.add(t)
	}
	return r.report()
}

// reporter adds up.
type reporter struct {
	total    Demand
	themes   map[Theme]*Demand
	areas    map[capacity.AreaID]*Demand
	grades   map[curriculum.Grade]*Demand
	causes   map[UnmetCause]*Unmet
	supply   Supply
	supplied map[Theme]*Supply
}

// of returns the entry of a key, which it makes.
func of[K comparable, T any](m map[K]*T, key K) *T {
	if m[key] == nil {
		m[key] = new(T)
	}
	return m[key]
}

func (r *reporter) add(t Term) {
	plan := t.Plan
	if plan == nil {
		plan = &Plan{}
	}
	c := newChecker(t.Problem, plan)
	missing := c.missing()
	placed := make([]int64, len(missing))
	for _, v := range c.visits {
		placed[t.Problem.requests[v.request.ID]]++
	}
	causes := causesOf(plan, t.Explanations)
	for i := range t.Problem.spec.Requests {
		request := &t.Problem.spec.Requests[i]
		cohort, school := c.visitor(request)
		size := int64(cohort.Size)
		for _, sum := range []*Demand{
			&r.total, of(r.themes, c.themeOf(request)), of(r.areas, school.Area), of(r.grades, cohort.Grade),
		} {
			sum.Requests++
			sum.Visits.count(placed[i], missing[i], 1)
			sum.Pupils.count(placed[i], missing[i], size)
		}
		if missing[i] > 0 {
			unmet := of(r.causes, causes[request.ID])
			unmet.Requests++
			unmet.Visits = cappedSum(unmet.Visits, missing[i])
			unmet.Pupils = cappedSum(unmet.Pupils, cappedProduct(missing[i], size))
		}
	}
	r.addSupply(c)
}

func (r *reporter) addSupply(c *checker) {
	for s := range c.problem.network.Sessions() {
		r.supply.Possible++
		of(r.supplied, themeOfCourse(c.offerings[s.Offering].course)).Possible++
	}
	for i := range c.network.Offerings { // those without a session too
		of(r.supplied, themeOfCourse(c.offerings[c.network.Offerings[i].ID].course))
	}
	for _, s := range c.sessions {
		for _, sum := range []*Supply{&r.supply, of(r.supplied, themeOfCourse(s.course))} {
			sum.Run++
			if s.seats != 0 {
				sum.SeatsUsed = cappedSum(sum.SeatsUsed, s.pupils)
				sum.SeatsRun = cappedSum(sum.SeatsRun, s.seats)
			}
		}
	}
}

// report puts the sums in order.
func (r *reporter) report() SupplyDemand {
	all := SupplyDemand{
		Total: r.total, Themes: []ThemeDemand{}, Areas: []AreaDemand{}, Grades: []GradeDemand{},
		Causes: []CauseUnmet{}, Supply: r.supply, Supplied: []ThemeSupply{},
	}
	all.Total.divide()
	all.Supply.divide()
	for _, theme := range slices.SortedFunc(maps.Keys(r.themes), compareThemes) {
		r.themes[theme].divide()
		all.Themes = append(all.Themes, ThemeDemand{theme, *r.themes[theme]})
	}
	for _, area := range slices.Sorted(maps.Keys(r.areas)) {
		r.areas[area].divide()
		all.Areas = append(all.Areas, AreaDemand{area, *r.areas[area]})
	}
	for _, grade := range slices.Sorted(maps.Keys(r.grades)) {
		r.grades[grade].divide()
		all.Grades = append(all.Grades, GradeDemand{grade, *r.grades[grade]})
	}
	for _, cause := range slices.SortedFunc(maps.Keys(r.causes), func(a, b UnmetCause) int {
		return cmp.Or(cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Rule, b.Rule))
	}) {
		all.Causes = append(all.Causes, CauseUnmet{cause, *r.causes[cause]})
	}
	for _, theme := range slices.SortedFunc(maps.Keys(r.supplied), compareThemes) {
		r.supplied[theme].divide()
		all.Supplied = append(all.Supplied, ThemeSupply{theme, *r.supplied[theme]})
	}
	return all
}

// count adds placed and missing visits, or with a size their pupils.
func (a *Amount) count(placed, missing, size int64) {
	a.Placed = cappedSum(a.Placed, cappedProduct(placed, size))
	a.Unmet = cappedSum(a.Unmet, cappedProduct(missing, size))
	a.Asked = cappedSum(a.Placed, a.Unmet)
}

func (d *Demand) divide() {
	d.Visits.Share = ratio(d.Visits.Placed, d.Visits.Asked)
	d.Pupils.Share = ratio(d.Pupils.Placed, d.Pupils.Asked)
}

func (s *Supply) divide() {
	s.Share, s.SeatShare = ratio(s.Run, s.Possible), ratio(s.SeatsUsed, s.SeatsRun)
}
