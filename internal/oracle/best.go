package oracle

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/rule"
)

// Budget is how many steps a search may take before it gives up.
const Budget = 500_000

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
	s := run(p, r, nil)
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
	staff  [][]int // by session, in the order of sessions(rows(visits))
}

// demand is a request with all visits that could be one of its own.
type demand struct {
	*visitor
	wanted int        // most visits
	ways   [][]*visit // in each way of splitting, most points first
	pins   int        // visits that are pinned
	first  int64      // most that the first visit of its cohort can add
	rest   int64      // most that the requests after this one can earn
}

// run tries all plans without a rule, in which visits earn a bonus besides.
func run(p *matching.Problem, without rule.Rule, bonus func(*visit) int64) *search {
	d := read(p, without)
	s := &search{district: d}
	for i := range d.demand.Requests {
		ask := d.ask(&d.demand.Requests[i])
		for _, options := range ask.ways {
			for _, v := range options {
				if bonus != nil {
					v.bonus = bonus(v)
					v.worth += v.bonus
				}
			}
			slices.SortStableFunc(options, func(a, b *visit) int { return cmp.Compare(b.worth, a.worth) })
		}
		s.requests = append(s.requests, ask)
	}
	slices.SortStableFunc(s.requests, func(a, b demand) int { return cmp.Compare(b.most(), a.most()) })
	for i := len(s.requests) - 1; i > 0; i-- {
		s.requests[i-1].rest = s.requests[i].rest + s.requests[i].most()
	}
	s.next(0, nil)
	return s
}

// ask lists what a request could take.
func (d *district) ask(r *matching.Request) demand {
	ask := demand{visitor: d.visitor(r)}
	ask.pins = d.pinnedVisits(r)
	ask.ways = d.ways(ask.visitor)
	ask.wanted = d.wanted(ask.visitor)
	if !d.off(rule.Clash) { // it leaves no more than so many a date
		dates := map[capacity.Date]bool{}
		for _, v := range slices.Concat(ask.ways...) {
			dates[v.slot.date] = true
		}
		ask.wanted = min(ask.wanted, d.perDay*len(dates))
	}
	ask.first = int64(ask.cohort.Size) * d.weights.First * weight(r)
	return ask
}

// most bounds from above what the request can add.
func (r demand) most() int64 {
	most := int64(0)
	for _, options := range r.ways {
		most = max(most, r.upTo(options, r.wanted))
	}
	return most
}

// upTo bounds from above what n visits out of some options can add: each is
// worth at most the first of them.
func (r demand) upTo(options []*visit, n int) int64 {
	if n = min(n, len(options)); n <= 0 {
		return 0
	}
	return max(0, options[0].worth)*int64(n) + r.first
}

// next decides the request with index i, all before it being decided.
func (s *search) next(i int, chosen []*visit) {
	if i == len(s.requests) {
		s.finish(chosen)
		return
	}
	r := s.requests[i]
	for _, options := range r.ways {
		s.choose(i, options, r.wanted, chosen)
	}
	s.decide(i, chosen)
}

// choose gives request i up to left visits more out of some options.
func (s *search) choose(i int, options []*visit, left int, chosen []*visit) {
	r := s.requests[i]
	for j, v := range options {
		if left == 0 || s.beaten(chosen, r.upTo(options[j:], left)+r.rest) {
			return
		}
		if s.steps++; s.steps > Budget {
			return
		}
		more := append(chosen[:len(chosen):len(chosen)], v)
		if !s.district.bearable(more) {
			continue
		}
		if _, ok := s.assign(more); ok {
			s.choose(i, options[j+1:], left-1, more)
			s.decide(i, more)
		}
	}
}

// decide goes on to the request after i if its visits may be all that it has.
func (s *search) decide(i int, chosen []*visit) {
	r := s.requests[i]
	own := of(chosen, r.visitor)
	if pinned(own) == r.pins && s.district.whole(r.visitor, own) && !s.beaten(chosen, r.rest) {
		s.next(i+1, chosen)
	}
}

// beaten reports whether the visits and at most so many points more are no
// better than the best plan found. Costs of sessions only grow.
func (s *search) beaten(chosen []*visit, more int64) bool {
	return s.found && s.total(chosen)+more <= s.points
}

// finish takes the visits as the best plan if they are one.
func (s *search) finish(chosen []*visit) {
	points := s.total(chosen)
	if s.found && points <= s.points || !s.district.minimum(rows(chosen)) {
		return
	}
	if staff, ok := s.assign(chosen); ok {
		s.found, s.points, s.visits, s.staff = true, points, chosen, staff
	}
}

// total is what visits earn together, bonuses included.
func (s *search) total(visits []*visit) int64 {
	sum := s.district.points(visits).Total()
	for _, v := range visits {
		sum += v.bonus
	}
	return sum
}

// pinned counts the pinned visits.
func pinned(visits []*visit) int {
	n := 0
	for _, v := range visits {
		if v.pinned {
			n++
		}
	}
	return n
}
