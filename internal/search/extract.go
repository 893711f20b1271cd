package search

// extract returns the component of some asks, with what they use of the rest.
func (m *Model) extract(asks []int32, t ties) Component {
	x := &extraction{from: m, ties: t, spans: map[int32]int32{}, lists: map[[2]int32]int32{}}
	x.to = Model{Slots: m.Slots, Sets: m.Sets, Covers: m.Covers, Between: m.Between, PerDay: m.PerDay, Cost: m.Cost}
	for _, a := range asks {
		x.addAsk(a)
	}
	for _, f := range m.Fixed {
		if a, ok := x.asks.of[f.Ask]; ok {
			x.to.Fixed = append(x.to.Fixed, x.fixed(f, a))
		}
	}
	for _, i := range x.teams.list {
		x.to.Teams = append(x.to.Teams, m.Teams[i])
	}
	for _, p := range x.people.list {
		x.to.People = append(x.to.People, m.People[p])
	}
	for _, row := range x.rows {
		x.to.Rows = append(x.to.Rows, m.Rows[row])
	}
	x.to.Rooms = len(x.rooms.list)
	return Component{
		Model: &x.to, Asks: x.asks.list, Cohorts: x.cohorts.list, Offers: x.offers.list, Rooms: x.rooms.list,
		Teams: x.teams.list, People: x.people.list, Rows: x.rows,
	}
}

// extraction is a component in the making.
type extraction struct {
	ties
	from                                        *Model
	to                                          Model
	asks, cohorts, offers, rooms, teams, people numbers
	rows                                        []int32
	spans                                       map[int32]int32    // new first rows by old ones
	lists                                       map[[2]int32]int32 // new lists of uses by old ones and offers
}

// numbers gives things new numbers in the order in which they are added.
type numbers struct {
	of   map[int32]int32
	list []int32
}

func (n *numbers) add(x int32) int32 {
	i, ok := n.of[x]
	if !ok {
		if n.of == nil {
			n.of = map[int32]int32{}
		}
		i = int32(len(n.list))
		n.of[x] = i
		n.list = append(n.list, x)
	}
	return i
}

func (n *numbers) addAll(list []int32) []int32 {
	var out []int32
	for _, x := range list {
		out = append(out, n.add(x))
	}
	return out
}

// fixed returns a fixed stay as one of an ask of the component.
func (x *extraction) fixed(f Fixed, ask int32) Fixed {
	to := Fixed{Ask: ask, Slot: f.Slot}
	for k, offer := range f.Offers {
		to.Offers = append(to.Offers, x.addOffer(offer))
		to.People = append(to.People, x.people.addAll(f.led(k)))
	}
	return to
}

func (x *extraction) addAsk(a int32) {
	ask := x.from.Asks[a]
	ask.Cohort = x.cohorts.add(ask.Cohort)
	if int(ask.Cohort) == len(x.to.Cohorts) {
		x.to.Cohorts = append(x.to.Cohorts, nil)
	}
	x.to.Cohorts[ask.Cohort] = append(x.to.Cohorts[ask.Cohort], x.asks.add(a))
	arcs := make([]Arc, len(ask.Arcs))
	for k, arc := range ask.Arcs {
		arc.Uses = x.addUses(arc.Uses, arc.Offer)
		arc.Offer = x.addOffer(arc.Offer)
		arcs[k] = arc
	}
	ask.Arcs = arcs
	x.to.Asks = append(x.to.Asks, ask)
}

func (x *extraction) addOffer(offer int32) int32 {
	i := x.offers.add(offer)
	if int(i) < len(x.to.Offers) {
		return i
	}
	o := x.from.Offers[offer]
	o.Rooms = x.rooms.addAll(o.Rooms)
	if o.Team != none {
		o.Team = x.teams.add(o.Team)
	}
	if !x.led[offer] {
		o.Leaders = nil
	}
	o.Leaders = x.people.addAll(o.Leaders)
	x.to.Offers = append(x.to.Offers, o)
	return i
}

// addUses adds a list of uses by an offer, without those of rows that are not tight.
func (x *extraction) addUses(list, offer int32) int32 {
	i, ok := x.lists[[2]int32{list, offer}]
	if ok {
		return i
	}
	var uses []Use
	for _, use := range x.from.Uses[list] {
		first, n := x.from.span(use, offer)
		if !x.tight[first] {
			continue
		}
		to, ok := x.spans[first]
		if !ok {
			to = int32(len(x.rows))
			x.spans[first] = to
			for row := first; row < first+n; row++ {
				x.rows = append(x.rows, row)
			}
		}
		use.Row += to - first
		uses = append(uses, use)
	}
	i = int32(len(x.to.Uses))
	x.lists[[2]int32{list, offer}] = i
	x.to.Uses = append(x.to.Uses, uses)
	return i
}
