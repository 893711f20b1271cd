package search

import "slices"

// Component is a part of a model that shares nothing with the rest: solutions
// of all components make up one of the model, and every one is so made up.
type Component struct {
	Model *Model
	// What the model is made of, by index in the whole model.
	Asks, Cohorts, Offers, Rooms, Teams, People, Rows []int32
}

// Components divides a model, which is its own component if it is only one.
// Otherwise asks without arcs are in none, nor is what no ask can take and no
// row that all asks together cannot use up.
func Components(m *Model) []Component {
	t := m.ties()
	d := divide(m, t)
	index := map[int32]int{} // of components, by the first ask
	var groups [][]int32
	for a := range int32(len(m.Asks)) {
		if len(m.Asks[a].Arcs) == 0 {
			continue
		}
		first := d.find(a)
		if first == a {
			index[a] = len(groups)
			groups = append(groups, nil)
		}
		groups[index[first]] = append(groups[index[first]], a)
	}
	if len(groups) == 1 {
		return []Component{m.whole()}
	}
	list := make([]Component, len(groups))
	for n, asks := range groups {
		list[n] = m.extract(asks, t)
	}
	return list
}

// whole returns a model as its only component.
func (m *Model) whole() Component {
	all := func(n int) []int32 {
		list := make([]int32, n)
		for i := range list {
			list[i] = int32(i)
		}
		return list
	}
	return Component{
		Model: m, Asks: all(len(m.Asks)), Cohorts: all(len(m.Cohorts)), Offers: all(len(m.Offers)), Rooms: all(m.Rooms),
		Teams: all(len(m.Teams)), People: all(len(m.People)), Rows: all(len(m.Rows)),
	}
}

// division is a union-find over asks: those that use the same thing are in one
// set, and the first of a set stands for it.
type division struct {
	m                                           *Model
	parent                                      []int32
	cohorts, offers, rooms, teams, people, rows []int32 // an ask that uses each, or none
}

func divide(m *Model, t ties) *division {
	users := func(n int) []int32 { return slices.Repeat([]int32{none}, n) }
	d := &division{
		m: m, parent: make([]int32, len(m.Asks)), cohorts: users(len(m.Cohorts)), offers: users(len(m.Offers)),
		rooms: users(m.Rooms), teams: users(len(m.Teams)), people: users(len(m.People)), rows: users(len(m.Rows)),
	}
	for a := range d.parent {
		d.parent[a] = int32(a)
	}
	for a := range int32(len(m.Asks)) {
		ask := &m.Asks[a]
		if len(ask.Arcs) == 0 {
			continue
		}
		d.join(a, &d.cohorts[ask.Cohort])
		for k := range ask.Arcs {
			arc := &ask.Arcs[k]
			if d.offers[arc.Offer] == none {
				d.joinOffer(a, &m.Offers[arc.Offer], t.led[arc.Offer])
			}
			d.join(a, &d.offers[arc.Offer])
			for _, use := range m.Uses[arc.Uses] {
				if first, _ := m.span(use, arc.Offer); t.tight[first] {
					d.join(a, &d.rows[first])
				}
			}
		}
	}
	return d
}

// joinOffer joins an ask with those that use what an offer does.
func (d *division) joinOffer(a int32, o *Offer, led bool) {
	for _, r := range o.Rooms {
		d.join(a, &d.rooms[r])
	}
	if o.Team != none {
		d.join(a, &d.teams[o.Team])
	}
	if led {
		for _, p := range o.Leaders {
			d.join(a, &d.people[p])
		}
	}
}

// join puts an ask into the set of the user of a thing, or makes it the user.
func (d *division) join(a int32, user *int32) {
	if *user == none {
		*user = a
		return
	}
	a, b := d.find(a), d.find(*user)
	d.parent[max(a, b)] = min(a, b)
}

// find returns the first ask of a set.
func (d *division) find(a int32) int32 {
	for d.parent[a] != a {
		d.parent[a] = d.parent[d.parent[a]]
		a = d.parent[a]
	}
	return a
}
