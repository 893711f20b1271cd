package capacity

import (
	"strconv"

	"github.com/sanjie-edu/sanjie/curriculum"
)

func (v *validator) checkClosures() {
	for i, c := range v.spec.Closures {
		path := v.closures.define(v, i)
		v.option(path+"/kind", closureKinds.Has(c.Kind), c.Kind)
		v.text(path+"/reason", c.Reason)
		v.areas.referEach(v, path+"/areas", c.Areas)
		v.centers.referEach(v, path+"/centers", c.Centers)
		v.rooms.referEach(v, path+"/rooms", c.Rooms)
		if c.Grades&^curriculum.AllGrades != 0 {
			v.found.Add(path+"/grades", uint16(c.Grades), "holds what is no grade", "make the set with curriculum.Grades")
		}
		if len(c.Times) == 0 {
			v.found.Add(path+"/times", nil, "is empty", "state when it is closed")
		}
		v.times(path+"/times", c.Times)
	}
}

func (v *validator) checkStocks() {
	type key struct {
		center CenterID
		item   curriculum.ItemID
	}
	seen := make(map[key]int, len(v.spec.Stocks))
	for i, s := range v.spec.Stocks {
		path := at("/stocks", i)
		v.centers.refer(v, path+"/center", s.Center)
		v.items.refer(v, path+"/item", s.Item)
		v.number(path+"/units", int64(s.Units), 0, maxUnits)
		if first, ok := seen[key{s.Center, s.Item}]; ok {
			v.found.Add(path, s.Item, "has a stock at this center already, "+at("/stocks", first), "add the two up to one")
		} else {
			seen[key{s.Center, s.Item}] = i
		}
	}
}

func (v *validator) checkBudgets() {
	for i, b := range v.spec.Budgets {
		path := v.budgets.define(v, i)
		v.lines.refer(v, path+"/line", b.Line)
		v.centers.referEach(v, path+"/centers", b.Centers)
		v.number(path+"/amount", int64(b.Amount), 0, maxAmount)
	}
}

func (v *validator) checkFleets() {
	for i, f := range v.spec.Fleets {
		path := v.fleets.define(v, i)
		v.text(path+"/name", f.Name)
		v.number(path+"/buses", int64(f.Buses), 0, maxPeople)
		v.number(path+"/seats", int64(f.Seats), 1, maxPeople)
	}
}

func (v *validator) checkTeams() {
	for i, t := range v.spec.Teams {
		path := v.teams.define(v, i)
		v.centers.refer(v, path+"/center", t.Center)
		v.number(path+"/reach", int64(t.Reach), 0, 2*maxMeters)
		v.number(path+"/sessions", int64(t.Sessions), 1, maxPeople)
	}
}

func (v *validator) checkQuotas() {
	for i, q := range v.spec.Quotas {
		path := v.quotas.define(v, i)
		v.text(path+"/name", q.Name)
		for j, id := range q.Schools {
			v.id(at(path+"/schools", j), string(id), maxID)
		}
		distinct(v, path+"/schools", q.Schools)
		v.areas.referEach(v, path+"/areas", q.Areas)
		v.option(path+"/scope", quotaScopes.Has(q.Scope), q.Scope)
		if q.Scope == Others && len(q.Schools)+len(q.Areas) == 0 {
			v.found.Add(path+"/scope", q.Scope, "needs schools or areas, and none are named", "name those that the quota is about")
		}
		v.centers.referEach(v, path+"/centers", q.Centers)
		v.courses.referEach(v, path+"/courses", q.Courses)
		v.times(path+"/times", q.Times)
		v.option(path+"/unit", quotaUnits.Has(q.Unit), q.Unit)
		v.number(path+"/most", int64(q.Most), 0, maxVisits)
	}
}

func (v *validator) checkTravel() {
	t := v.spec.Travel
	v.number("/travel/speed", int64(t.Speed), 0, maxMeters)
	v.number("/travel/fixed", int64(t.Fixed), 0, maxMinutes)
	schools, centers := map[schoolWay]int{}, map[[2]CenterID]int{}
	for i, w := range t.Ways {
		path := at("/travel/ways", i)
		v.centers.refer(v, path+"/center", w.Center)
		v.number(path+"/minutes", int64(w.Minutes), 0, maxMinutes)
		first, again := 0, false
		switch {
		case (w.School == "") == (w.From == ""):
			v.found.Add(path, nil, "needs exactly one of school and from", "state where the way starts")
			continue
		case w.School != "":
			v.id(path+"/school", string(w.School), maxID)
			first, again = firstAt(schools, schoolWay{w.School, w.Center}, i)
		default:
			v.centers.refer(v, path+"/from", w.From)
			if w.From == w.Center {
				v.found.Add(path+"/from", w.From, "is the center that the way leads to", "name another center")
			}
			first, again = firstAt(centers, pair(w.From, w.Center), i)
		}
		if again {
			v.found.Add(path, strconv.Itoa(w.Minutes)+" min", "is known already, "+at("/travel/ways", first), "remove one; a way holds in both directions")
		}
	}
}

// firstAt returns where key was first seen, noting that it is at i now.
func firstAt[K comparable](seen map[K]int, key K, i int) (first int, again bool) {
	if first, again = seen[key]; !again {
		seen[key] = i
	}
	return first, again
}
