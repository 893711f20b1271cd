package oracle

import (
	"slices"

	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// Budget is how many steps a search may take before it gives up.
const Budget = 300_000

// Best returns the points of the best plan of p and one plan that has them.
// ok is false when the search gave up. With ok true, a nil plan means that
// there is none: the pins break the rules.
func Best(p *matching.Problem) (points int64, plan *matching.Plan, ok bool) {
	return Without(p, rule.Books)
}

// Without is [Best] as if one rule did not hold; with more points than Best
// finds, the plan breaks this rule and no other. Without [rule.Choice] every
// offering counts as the first choice, in every slot; without [rule.Staff]
// sessions have the pinned instructors alone; without [rule.Notice] pins bind
// no more.
func Without(p *matching.Problem, r rule.Rule) (points int64, plan *matching.Plan, ok bool) {
	s := run(p, r)
	if s.steps > Budget {
		return 0, nil, false
	}
	if !s.found {
		return 0, nil, true
	}
	return s.points, s.plan(), true
}

// search walks the requests in order and, for each, the sets of its options.
type search struct {
	district *district
	requests []demand // those with the most to earn first
	steps    int

	found  bool
	points int64
	visits []*visit
	staff  [][]int // by session, in the order of sessions(visits)
}

// demand is a request with all visits that could be one of its own.
type demand struct {
	request *matching.Request
	wanted  int
	options []*visit // most points first
	pins    int
	first   int64 // most that the first visit of its cohort can add
	rest    int64 // most that the requests after this one can earn
}

func run(p *matching.Problem, without rule.Rule) *search {
	d := read(p, without)
	s := &search{district: d}
	for i := range d.demand.Requests {
		s.requests = append(s.requests, d.ask(&d.demand.Requests[i]))
	}
	slices.SortStableFunc(s.requests, func(a, b demand) int {
		return int(min(1, max(-1, b.most(0, b.wanted)-a.most(0, a.wanted))))
	})
	for i := len(s.requests) - 1; i > 0; i-- {
		r := s.requests[i]
		s.requests[i-1].rest = r.rest + r.most(0, r.wanted)
	}
	s.next(0, nil)
	return s
}

// most bounds from above what n further visits out of the options from index
// from on can add: each is worth at most the first of them.
func (r demand) most(from, n int) int64 {
	if n = min(n, len(r.options)-from); n <= 0 {
		return 0
	}
	return max(0, r.options[from].worth)*int64(n) + r.first
}

// next decides the request with index i, all before it being decided.
func (s *search) next(i int, chosen []*visit) {
	if i == len(s.requests) {
		s.finish(chosen)
		return
	}
	s.choose(i, 0, s.requests[i].wanted, chosen)
}

// choose extends the visits of request i by up to left of its options from
// index from on.
func (s *search) choose(i, from, left int, chosen []*visit) {
	r := s.requests[i]
	if s.steps++; s.steps > Budget || s.beaten(chosen, r.most(from, left)+r.rest) {
		return
	}
	for j := from; j < len(r.options) && left > 0; j++ {
		more := append(chosen[:len(chosen):len(chosen)], r.options[j])
		if s.beaten(more, r.most(j+1, left-1)+r.rest) || !s.district.bearable(more) {
			continue
		}
		if _, ok := s.assign(more); ok {
			s.choose(i, j+1, left-1, more)
		}
	}
	if pinned(chosen, r.request) == r.pins {
		s.next(i+1, chosen)
	}
}

// beaten reports whether the visits and at most so many points more are no
// better than the best plan found. Costs of sessions only grow.
func (s *search) beaten(chosen []*visit, more int64) bool {
	return s.found && s.district.points(chosen).Total()+more <= s.points
}

// finish takes the visits as the best plan if they are one.
func (s *search) finish(chosen []*visit) {
	points := s.district.points(chosen).Total()
	if s.found && points <= s.points || !s.district.minimum(chosen) {
		return
	}
	if staff, ok := s.assign(chosen); ok {
		s.found, s.points, s.visits, s.staff = true, points, chosen, staff
	}
}

// pinned counts the pinned visits of a request.
func pinned(chosen []*visit, r *matching.Request) int {
	n := 0
	for _, v := range chosen {
		if v.request == r && v.pinned {
			n++
		}
	}
	return n
}
