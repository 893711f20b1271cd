package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// addTeams appraises one session more of each team in every slot.
func (a *appraiser) addTeams() {
	for i := range a.network.Teams {
		team := &a.network.Teams[i]
		w := Worth{Resource: ResourceTour, Center: team.Center, Team: team.ID}
		for _, price := range a.tours[team.ID] {
			raise(&w.Rise, price)
		}
		for t, schools := range a.base.carries[team.ID] {
			raise(&w.Rise, bestTour(schools, team.Sessions+1)-a.tourAt[team.ID][t])
		}
		a.add(w)
	}
}

// addLimits appraises one more of what prices alone limit. What they limit lets
// somebody in only if a visit alone is within the limit, so that one more may
// open options.
func (a *appraiser) addLimits() {
	for i := range a.network.Centers {
		a.addHeads(&a.network.Centers[i])
	}
	for i := range a.network.Stocks {
		a.addUnits(&a.network.Stocks[i])
	}
	for i := range a.network.Budgets {
		a.addMoney(&a.network.Budgets[i], i)
	}
	for i := range a.network.Fleets {
		a.addBuses(&a.network.Fleets[i])
	}
	for _, q := range a.quotas {
		a.addQuota(q)
	}
}

// any reports whether something holds for a guest.
func (a *appraiser) any(f func(*guest) bool) bool { return slices.ContainsFunc(a.guests, f) }

func (a *appraiser) addHeads(c *capacity.Center) {
	if c.Headcount == 0 {
		return
	}
	w := Worth{Resource: ResourceHead, Center: c.ID}
	for _, price := range a.people[c.ID] {
		raise(&w.Rise, price)
	}
	w.Opens = a.any(func(g *guest) bool { return g.pupils+g.adults == int64(c.Headcount)+1 })
	a.add(w)
}

func (a *appraiser) addUnits(s *capacity.Stock) {
	w := Worth{Resource: ResourceUnit, Center: s.Center, Item: s.Item, Rise: a.stocks[shelf{s.Center, s.Item}]}
	for _, h := range a.hosts {
		if h.center.ID != s.Center {
			continue
		}
		for _, use := range h.course.Consumables {
			if use.Item == s.Item {
				w.Opens = w.Opens || a.opened(int64(s.Units), 1, int64(use.PerPupil))
			}
		}
	}
	a.add(w)
}

func (a *appraiser) addMoney(b *capacity.Budget, i int) {
	w := Worth{Resource: ResourceMoney, Budget: b.ID, Rise: cappedProduct(a.budgets[i], onceMore)}
	if len(b.Centers) == 1 {
		w.Center = b.Centers[0]
	}
	for _, h := range a.hosts {
		if !named(b.Centers, h.center.ID) {
			continue
		}
		for _, fee := range h.course.Fees {
			if fee.Line == b.Line {
				w.Opens = w.Opens || a.opened(int64(b.Amount), onceMore, int64(fee.PerPupil))
			}
		}
	}
	a.add(w)
}

// opened reports whether with more of what pupils use up, so much each, there is
// enough for a group for which there was not.
func (a *appraiser) opened(amount, more, each int64) bool {
	return each > 0 && a.any(func(g *guest) bool {
		return slices.ContainsFunc(g.sizes, func(q int64) bool { return amount/each < q && q <= (amount+more)/each })
	})
}

func (a *appraiser) addBuses(f *capacity.Fleet) {
	w := Worth{Resource: ResourceBus, Fleet: f.ID}
	for i := range a.prices {
		if a.prices[i].Fleet == f.ID {
			raise(&w.Rise, a.prices[i].Price)
		}
	}
	w.Opens = a.any(func(g *guest) bool { return g.school.Fleet == f.ID && g.buses == int64(f.Buses)+1 })
	a.add(w)
}

func (a *appraiser) addQuota(q *limited) {
	w := Worth{Resource: ResourceQuota, Quota: q.ID}
	if len(q.Centers) == 1 {
		w.Center = q.Centers[0]
	}
	for i := range a.prices {
		if a.prices[i].Quota == q.ID {
			raise(&w.Rise, a.prices[i].Price)
		}
	}
	w.Opens = a.any(func(g *guest) bool {
		return q.schools[g.schoolAt] && slices.ContainsFunc(g.sizes, func(n int64) bool { return q.amount(g, n) == int64(q.Most)+1 })
	})
	a.add(w)
}
