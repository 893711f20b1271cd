package relax

import (
	"cmp"
	"slices"
)

// roster lists who could sit in each session with others, whatever the prices.
type roster struct {
	options  []option  // of one offer after another, from few pupils to many
	optionAt []int32   // by offer: its first option; the end comes last
	sitters  []int32   // of one session after another: its options, counted from the offer's first
	sitterAt []int32   // by session: its first sitter; the end comes last
	sites    [][]int32 // offers with options, together where they compete for a block
	rivals   []bool    // by offer: an ask has several options, which then stand together
	lowest   []uint8   // by offer: the lowest level of its options
}

// option is an item that may sit with others.
type option struct {
	item  Item
	row   int32 // of its need
	worth int64 // points of a pupil
	level uint8 // with whom it may share, as an offer's Share
	plain bool  // it pays for its need alone, the same in every slot
}

// addRoster lists the options. Asks come by their pupils, so that most offers
// find theirs in order.
func (r *Relaxation) addRoster(stop func() bool) {
	m := r.m
	order := make([]int32, len(m.Asks))
	for a := range order {
		order[a] = int32(a)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(m.Asks[a].Pupils, m.Asks[b].Pupils) })
	x := &r.roster
	x.optionAt = make([]int32, len(m.Offers)+1)
	for n, a := range order {
		if n&0x3f == 0x3f && stop() {
			return
		}
		r.eachOption(a, func(i Item) { x.optionAt[m.Asks[a].Arcs[i.Arc].Offer+1]++ })
	}
	for i := range m.Offers {
		x.optionAt[i+1] += x.optionAt[i]
	}
	x.options = make([]option, x.optionAt[len(m.Offers)])
	next := slices.Clone(x.optionAt)
	for n, a := range order {
		if n&0x3f == 0x3f && stop() {
			return
		}
		r.eachOption(a, func(i Item) {
			o := m.Asks[a].Arcs[i.Arc].Offer
			x.options[next[o]] = r.option(i)
			next[o]++
		})
	}
	x.rivals, x.lowest = make([]bool, len(m.Offers)), make([]uint8, len(m.Offers))
	for i := range m.Offers {
		if x.sort(int32(i)); i&0x3f == 0x3f && stop() {
			return
		}
	}
	r.addSites()
	r.addSitters(stop)
}

// addSites lists the offers by their blocks.
func (r *Relaxation) addSites() {
	x := &r.roster
	at := map[int32]int{}
	for i := range r.offers {
		if x.optionAt[i] == x.optionAt[i+1] {
			continue
		}
		first := r.offers[i].block - r.m.Offers[i].Base
		k, ok := at[first]
		if !ok {
			k = len(x.sites)
			at[first], x.sites = k, append(x.sites, nil)
		}
		x.sites[k] = append(x.sites[k], int32(i))
	}
}

// eachOption calls f for the items of an ask that may sit with others, and notes
// whether it has any that sit alone.
func (r *Relaxation) eachOption(a int32, f func(i Item)) {
	q, x := &r.m.Asks[a], &r.asks[a]
	if x.program {
		return
	}
	for k := range q.Arcs {
		arc := &q.Arcs[k]
		if min(q.Share, r.m.Offers[arc.Offer].Share) == 1 {
			x.lone = true
			continue
		}
		if x.arcs[k].full {
			f(Item{a, int32(k), int32(q.Pupils)})
		}
	}
}

// option returns an item with what is fixed of it.
func (r *Relaxation) option(i Item) option {
	m := r.m
	q, x := &m.Asks[i.Ask], &r.asks[i.Ask]
	arc := &q.Arcs[i.Arc]
	o := &m.Offers[arc.Offer]
	return option{
		item: i, row: x.need + arc.Goal, worth: arc.Value + q.Bonus/q.Pupils, level: sharing(q, o),
		plain: x.debut == none && x.daily == none && x.arcs[i.Arc].once == none && len(m.Uses[arc.Uses]) == 0,
	}
}

// sort brings the options of an offer, among which those of an ask stand
// together, into order.
func (x *roster) sort(o int32) {
	list := x.options[x.optionAt[o]:x.optionAt[o+1]]
	x.lowest[o] = 4
	for i := range list {
		x.lowest[o] = min(x.lowest[o], list[i].level)
		x.rivals[o] = x.rivals[o] || i > 0 && list[i].item.Ask == list[i-1].item.Ask
	}
	if !x.rivals[o] {
		slices.SortStableFunc(list, func(a, b option) int { return cmp.Compare(a.item.Pupils, b.item.Pupils) })
	}
}

// addSitters lists the options of each session in the order of the offer's.
func (r *Relaxation) addSitters(stop func() bool) {
	m, x := r.m, &r.roster
	sessions := int32(0)
	for i := range m.Offers {
		sessions += m.Offers[i].Len
	}
	x.sitterAt = make([]int32, sessions+1)
	each := func(f func(session, option int32)) {
		for o := range m.Offers {
			if o&0xf == 0xf && stop() {
				return
			}
			first := r.offers[o].session - m.Offers[o].Base
			for i := x.optionAt[o]; i < x.optionAt[o+1]; i++ {
				item := x.options[i].item
				m.Sets[m.Asks[item.Ask].Arcs[item.Arc].Set].Each(func(t int32) { f(first+t, i-x.optionAt[o]) })
			}
		}
	}
	if each(func(session, _ int32) { x.sitterAt[session+1]++ }); stop() {
		return
	}
	for s := range sessions {
		x.sitterAt[s+1] += x.sitterAt[s]
	}
	x.sitters = make([]int32, x.sitterAt[sessions])
	next := slices.Clone(x.sitterAt)
	each(func(session, option int32) {
		x.sitters[next[session]] = option
		next[session]++
	})
}
