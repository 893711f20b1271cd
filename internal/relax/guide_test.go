package relax

import (
	"cmp"
	"slices"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestGuide: the wishes of an ask are its best options, and what they are worth
// is what sessions of it alone gain, but for its needs.
func TestGuide(t *testing.T) {
	compared, inParts := 0, 0
	for seed := range uint64(400) {
		m := drawModel(seed, 6)
		r := New(m, letGo)
		e := r.NewEvaluator()
		d := roll(seed)
		price, most := r.drawPrices(d), d.from(1, 6)
		all, few := e.Guide(price, 1<<20), e.Guide(price, most)
		e.setPrices(price)
		for a := range m.Asks {
			q, x := &m.Asks[a], &r.asks[a]
			list := all.Wishes[all.At[a]:all.At[a+1]]
			for k := range q.Arcs {
				m.Sets[q.Arcs[k].Set].Each(func(slot int32) {
					free := int32(0)
					for _, class := range r.offers[q.Arcs[k].Offer].classes {
						free += r.Staff[class].free[slot]
					}
					wished := slices.ContainsFunc(list, func(w search.Wish) bool { return w.Arc == int32(k) && w.Slot == slot })
					if !wished && free >= m.Offers[q.Arcs[k].Offer].Need(int32(q.Pupils)) {
						t.Fatalf("model %d: ask %d does not wish for arc %d in slot %d", seed, a, k, slot)
					}
				})
			}
			for _, w := range list {
				arc := &q.Arcs[w.Arc]
				o := &m.Offers[arc.Offer]
				if n := int32(q.Pupils); !x.arcs[w.Arc].full && n >= o.Seats {
					inParts++
					gross := e.base(int32(a), w.Arc, n) + q.Pupils*price[x.need+arc.Goal]
					if most := gross - 2*e.open[e.openAt[arc.Offer]+w.Slot-o.Base]; w.Net > most {
						t.Fatalf("model %d: %+v of ask %d, in parts at most %d", seed, w, a, most)
					}
				}
				c := Column{Offer: arc.Offer, Slot: w.Slot, Items: []Item{{int32(a), w.Arc, int32(q.Pupils)}}}
				e.lead(&c)
				if min(q.Share, o.Share) > 1 || !x.arcs[w.Arc].full || int32(len(c.Classes)) < o.Need(int32(q.Pupils)) {
					continue
				}
				compared++
				if want := r.gain(&c, price) + q.Pupils*price[x.need+arc.Goal]; w.Net != want {
					t.Fatalf("model %d: %+v of ask %d, want a net of %d", seed, w, a, want)
				}
			}
			for g := range q.Goals {
				of := func(guide *search.Guide) []int64 {
					var nets []int64
					for _, w := range guide.Wishes[guide.At[a]:guide.At[a+1]] {
						if q.Arcs[w.Arc].Goal == int32(g) {
							nets = append(nets, w.Net)
						}
					}
					return nets
				}
				best := of(all)
				if !slices.IsSortedFunc(best, func(a, b int64) int { return cmp.Compare(b, a) }) {
					t.Fatalf("model %d: the wishes of ask %d are not in order: %v", seed, a, best)
				}
				if got := of(few); !slices.Equal(got, best[:min(most, len(best))]) {
					t.Fatalf("model %d: the best %d wishes of ask %d are worth %v, want %v", seed, most, a, got, best)
				}
			}
		}
	}
	if compared < 1000 || inParts < 100 {
		t.Errorf("only %d options compared, %d in parts", compared, inParts)
	}
}

// TestAsk: where everyone sits alone, no session gains anything once needs ask
// for what their best options are worth.
func TestAsk(t *testing.T) {
	for seed := range uint64(400) {
		m := drawModel(seed, 6)
		for i := range m.Asks {
			m.Asks[i].Parts, m.Asks[i].Share, m.Asks[i].Whole = 1, 1, false
		}
		r := New(m, letGo)
		e := r.NewEvaluator()
		price := r.drawPrices(roll(seed))
		r.Ask(price, e.Guide(price, 3))
		if sum, _ := e.constant(); e.Bound(price) != sum {
			t.Fatalf("model %d: sessions gain %d", seed, e.Bound(price)-sum)
		}
	}
}

// TestFullest: seats that nobody can fill are borne by who sits there.
func TestFullest(t *testing.T) {
	const school, anyone = 2, 4
	tests := []struct {
		name   string
		share  uint8
		seats  int32
		pupils int64
		others []int64 // of another school
		mates  []int64 // of the same
		want   int32
	}{
		{"alone", 1, 48, 30, []int64{10}, nil, 30},
		{"nobody else", anyone, 48, 30, nil, nil, 30},
		{"nobody fits", anyone, 48, 42, []int64{7, 40}, nil, 42},
		{"one fits", anyone, 48, 42, []int64{6, 40}, nil, 48},
		{"two fit together", anyone, 48, 30, []int64{7, 9, 40}, nil, 46},
		{"nobody twice", anyone, 48, 30, []int64{7}, nil, 37},
		{"others of the school", school, 48, 30, []int64{18}, []int64{12}, 42},
		{"no seat left", anyone, 30, 30, []int64{10}, nil, 30},
		{"seats without number", anyone, 10_000, 30, []int64{10}, []int64{5}, 45},
		{"a hall for a school", school, 600, 30, []int64{300, 300}, []int64{40, 40}, 110},
		{"a hall for all", anyone, 600, 30, []int64{300, 300}, []int64{40, 40}, 600},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(1, 1)
			m.Offers[0].Seats, m.Offers[0].Share = tt.seats, anyone
			add := func(pupils int64, school int32) {
				want(m, func(q *search.Ask) { q.Pupils, q.Share, q.School = pupils, tt.share, school }, 0)
			}
			add(tt.pupils, 0)
			for _, n := range tt.mates {
				add(n, 0)
			}
			for _, n := range tt.others {
				add(n, 1)
			}
			f := New(m, letGo).newFuller()
			for range 2 {
				if got := f.fullest(Item{0, 0, int32(tt.pupils)}); got != tt.want {
					t.Errorf("%d pupils, want %d", got, tt.want)
				}
			}
		})
	}
}

// TestFullestOfProgram: the stays of programs fill a hall as others do.
func TestFullestOfProgram(t *testing.T) {
	m := bare(1, 1)
	m.Offers[0].Seats, m.Offers[0].Share = 600, 4
	for k := range int32(3) {
		want(m, func(q *search.Ask) {
			q.Pupils, q.Share, q.Whole, q.Ordered = 30, 2, true, true
			q.Goals = append(q.Goals, search.Goal{Target: 1})
			q.Arcs = append(q.Arcs, search.Arc{Goal: 1, Amount: 1, Value: 100})
		}, 0)
		a := int32(len(m.Asks) - 1)
		r := New(m, letGo)
		if !r.asks[a].program {
			t.Fatal("no program")
		}
		f := r.newFuller()
		if got := f.fullest(Item{a, 1, 30}); got != 30*(k+1) {
			t.Errorf("%d pupils of %d programs", got, k+1)
		}
	}
}
