package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Metrics says of a plan what people ask. Every list has an entry for each of
// its keys, in their order, whether or not anything counts for it. Ratios are
// rounded to six decimals and 0 where there is nothing to divide by. A split
// visit is one visit, counted where its part 0 is; its pupils count where they are.
type Metrics struct {
	Visits      Served `json:"visits"`      // visits placed of those wanted; a program wants those it has and those it misses
	Pupils      Served `json:"pupils"`      // the pupils of those visits; a pupil of two visits counts twice
	Cohorts     Served `json:"cohorts"`     // cohorts with a visit, of those with a request
	FirstTimers Served `json:"firstTimers"` // the same of cohorts that have completed no course before

	FirstChoices float64          `json:"firstChoices"` // share of the placed visits of requests with choices that count as a first choice
	Choices      []Placed         `json:"choices"`      // by rank, best first, up to the longest list of choices
	Split        Placed           `json:"split"`        // visits in more than one part
	Programs     ProgramFigures   `json:"programs"`
	Tiers        []TierPlaced     `json:"tiers"`
	Deliveries   []DeliveryPlaced `json:"deliveries"` // online and blended counted apart from the others
	Stages       []StageServed    `json:"stages"`
	Schools      Fairness         `json:"schools"`
	Sessions     SessionFigures   `json:"sessions"`
	Travel       TravelFigures    `json:"travel"`
	Unplaced     []UnplacedCount  `json:"unplaced"` // by reason
}

// Served is how many of those asked for were placed.
type Served struct {
	Placed int64   `json:"placed"`
	Asked  int64   `json:"asked"`
	Share  float64 `json:"share"` // Placed / Asked
}

// Placed is an amount of placed visits.
type Placed struct {
	Visits int64 `json:"visits"`
	Pupils int64 `json:"pupils"`
}

// TierPlaced is what was placed in courses of a tier.
type TierPlaced struct {
	Tier curriculum.Tier `json:"tier"`
	Placed
}

// DeliveryPlaced is what was placed in courses of a delivery.
type DeliveryPlaced struct {
	Delivery curriculum.Delivery `json:"delivery"`
	Placed
}

// StageServed is what was placed for cohorts of a stage.
type StageServed struct {
	Stage  curriculum.Stage `json:"stage"`
	Visits Served           `json:"visits"`
	Pupils Served           `json:"pupils"`
}

// SessionFigures says how the capacity is used.
type SessionFigures struct {
	Run           int64   `json:"run"`
	Possible      int64   `json:"possible"`      // sessions that can exist, by capacity.Network.Sessions
	Share         float64 `json:"share"`         // Run / Possible
	SeatsUsed     int64   `json:"seatsUsed"`     // in sessions whose seats have a limit
	SeatsRun      int64   `json:"seatsRun"`      // seats of the sessions that run, as far as they have a limit
	SeatShare     float64 `json:"seatShare"`     // SeatsUsed / SeatsRun
	Instructors   int64   `json:"instructors"`   // different ones who lead a session
	InstructorMax int64   `json:"instructorMax"` // most sessions that one of them leads
}

// TravelFigures is about the trips to attended visits, in minutes one way.
type TravelFigures struct {
	Trips int64   `json:"trips"`
	Mean  float64 `json:"mean"`
	Max   int64   `json:"max"`
}

// UnplacedCount is how much is missing for a reason.
type UnplacedCount struct {
	Reason   Reason `json:"reason"`
	Requests int64  `json:"requests"`
	Visits   int64  `json:"visits"`
}

// Measure describes a plan in figures. What refers to unknown ids, and what
// is listed a second time, is not counted; the figures of a plan that Verify
// rejects otherwise mean what the plan says.
func Measure(p *Problem, plan *Plan) Metrics {
	if plan == nil {
		plan = &Plan{}
	}
	c := newChecker(p, plan)
	var m Metrics
	asked := c.asked()
	c.measureServed(&m, asked)
	c.measureChoices(&m)
	c.measureKinds(&m)
	m.Programs = c.programFigures()
	m.Schools = c.fairness(asked)
	m.Sessions = c.sessionFigures()
	m.Travel = c.travelFigures()
	m.Unplaced = c.unplacedCounts()
	return m
}

func (s *Served) ask(n, of int64) { s.Asked = cappedSum(s.Asked, cappedProduct(n, of)) }

func (s *Served) place(n int64) { s.Placed = cappedSum(s.Placed, n) }

func (s *Served) divide() { s.Share = ratio(s.Placed, s.Asked) }

// place counts a part, and its visit when it is the first.
func (p *Placed) place(x *checkedPart) {
	if x.at == 0 {
		p.Visits++
	}
	p.Pupils = cappedSum(p.Pupils, x.pupils)
}

// asked returns, for each request, the visits that it wants.
func (c *checker) asked() []int64 {
	all := c.missing()
	for i := range all {
		if r := &c.problem.spec.Requests[i]; r.Program == "" {
			all[i] = int64(wanted(r))
		}
	}
	for _, v := range c.visits {
		if v.request.Program != "" {
			all[c.problem.requests[v.request.ID]]++
		}
	}
	return all
}

// measureServed counts visits, pupils and cohorts, all together and by stage.
func (c *checker) measureServed(m *Metrics, asked []int64) {
	for stage := curriculum.Primary; stage <= curriculum.Vocational; stage++ {
		m.Stages = append(m.Stages, StageServed{Stage: stage})
	}
	asking := map[curriculum.CohortID]bool{}
	served := map[curriculum.CohortID]bool{}
	for i := range c.problem.spec.Requests {
		r := &c.problem.spec.Requests[i]
		cohort, _ := c.visitor(r)
		wanted, size := asked[i], int64(cohort.Size)
		stage := &m.Stages[cohort.Grade.Stage()-curriculum.Primary]
		for _, s := range []*Served{&m.Visits, &stage.Visits} {
			s.ask(wanted, 1)
		}
		for _, s := range []*Served{&m.Pupils, &stage.Pupils} {
			s.ask(wanted, size)
		}
		asking[cohort.ID] = true
	}
	for _, v := range c.visits {
		stage := &m.Stages[v.cohort.Grade.Stage()-curriculum.Primary]
		for _, s := range []*Served{&m.Visits, &stage.Visits} {
			s.place(1)
		}
		for _, s := range []*Served{&m.Pupils, &stage.Pupils} {
			s.place(int64(v.cohort.Size))
		}
		served[v.cohort.ID] = true
	}
	for i := range c.problem.spec.Cohorts {
		cohort := &c.problem.spec.Cohorts[i]
		if !asking[cohort.ID] {
			continue
		}
		counts := []*Served{&m.Cohorts}
		if len(cohort.Completed) == 0 {
			counts = append(counts, &m.FirstTimers)
		}
		for _, s := range counts {
			s.ask(1, 1)
			if served[cohort.ID] {
				s.place(1)
			}
		}
	}
	for _, s := range []*Served{&m.Visits, &m.Pupils, &m.Cohorts, &m.FirstTimers} {
		s.divide()
	}
	for i := range m.Stages {
		m.Stages[i].Visits.divide()
		m.Stages[i].Pupils.divide()
	}
}

func (c *checker) measureChoices(m *Metrics) {
	longest := 0
	for i := range c.problem.spec.Requests {
		longest = max(longest, len(c.problem.spec.Requests[i].Choices))
	}
	m.Choices = make([]Placed, longest)
	choosing := int64(0) // visits
	for x := range c.parts() {
		if len(x.visit.request.Choices) == 0 {
			continue // takes whatever its program takes, which is no preference
		}
		if x.at == 0 {
			choosing++
		}
		if x.choice >= 0 && x.choice < longest {
			m.Choices[x.choice].place(x)
		}
	}
	if longest > 0 {
		m.FirstChoices = ratio(m.Choices[0].Visits, choosing)
	}
}

// measureKinds counts by tier, by delivery and what is split.
func (c *checker) measureKinds(m *Metrics) {
	for tier := curriculum.Experience; tier <= curriculum.Exploration; tier++ {
		m.Tiers = append(m.Tiers, TierPlaced{Tier: tier})
	}
	for delivery := curriculum.OnSite; delivery <= curriculum.Blended; delivery++ {
		m.Deliveries = append(m.Deliveries, DeliveryPlaced{Delivery: delivery})
	}
	for x := range c.parts() {
		course := x.session.course
		m.Tiers[course.Tier-curriculum.Experience].place(x)
		m.Deliveries[course.Delivery].place(x)
		if len(x.visit.parts) > 1 {
			m.Split.place(x)
		}
	}
}

func (c *checker) sessionFigures() SessionFigures {
	var f SessionFigures
	for range c.problem.network.Sessions() {
		f.Possible++
	}
	led := map[capacity.InstructorID]int64{}
	for _, s := range c.sessions {
		f.Run++
		if s.seats != 0 {
			f.SeatsUsed = cappedSum(f.SeatsUsed, s.pupils)
			f.SeatsRun = cappedSum(f.SeatsRun, s.seats)
		}
		for _, i := range s.instructors {
			led[i.ID]++
			f.InstructorMax = max(f.InstructorMax, led[i.ID])
		}
	}
	f.Instructors = int64(len(led))
	f.Share = ratio(f.Run, f.Possible)
	f.SeatShare = ratio(f.SeatsUsed, f.SeatsRun)
	return f
}

func (c *checker) travelFigures() TravelFigures {
	var f TravelFigures
	sum := int64(0)
	for _, v := range c.visits {
		session := v.first().session
		if !session.attended {
			continue
		}
		trip := c.trip(v.school, session.checkedOffering)
		f.Trips++
		f.Max = max(f.Max, trip)
		sum = cappedSum(sum, trip)
	}
	f.Mean = ratio(sum, f.Trips)
	return f
}

func (c *checker) unplacedCounts() []UnplacedCount {
	counts := []UnplacedCount{{Reason: Impossible}, {Reason: Lost}, {Reason: NotFound}}
	seen := map[RequestID]bool{}
	for _, u := range c.plan.Unplaced {
		i := slices.IndexFunc(counts, func(n UnplacedCount) bool { return n.Reason == u.Reason })
		if i < 0 || u.Visits < 1 || seen[u.Request] || c.request(u.Request) == nil {
			continue
		}
		seen[u.Request] = true
		counts[i].Requests++
		counts[i].Visits = cappedSum(counts[i].Visits, int64(u.Visits))
	}
	return counts
}
