package engine

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/internal/pdhg"
	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// rounding turns a solution of the plain program into stays on the board: it
// seats a part of them, those that the program is surest of first, lets the
// program settle around them, and so on.
type rounding struct {
	d     *dual
	plain *relax.Plain
	s     *pdhg.Solver
	of    [][]int32         // by ask: its options
	at    map[place][]int32 // options that may share a session
	left  []int32           // by ask: stays that may yet sit
	ran   map[place]bool    // shared sessions that the program knows to run
	tries []int32           // scratch
}

// place is an offer in a slot.
type place struct{ offer, slot int32 }

// How a rounding goes.
const (
	leastShare = 0.02 // what an option must have of a stay to be tried
	mostTries  = 8    // options of an ask that are tried in one step
	checkEvery = 40   // iterations
)

// newRounding returns a rounding, or nil when the lane is to end.
func (d *dual) newRounding(plain *relax.Plain, s *pdhg.Solver) *rounding {
	r := &rounding{d: d, plain: plain, s: s, of: make([][]int32, len(d.m.Asks)), at: map[place][]int32{}, ran: map[place]bool{}}
	for j, o := range plain.Options {
		if j&0xffff == 0 && d.stop() {
			return nil
		}
		if o.Ask < 0 {
			continue
		}
		r.of[o.Ask] = append(r.of[o.Ask], int32(j))
		if p := r.placeOf(int32(j)); r.shares(o.Ask, p.offer) > 1 {
			r.at[p] = append(r.at[p], int32(j))
		}
	}
	for a := range d.m.Asks {
		r.left = append(r.left, d.m.Asks[a].Stays)
	}
	return r
}

func (r *rounding) placeOf(j int32) place {
	o := &r.plain.Options[j]
	return place{r.d.m.Asks[o.Ask].Arcs[o.Arc].Offer, o.Slot}
}

// shares says with whom an ask may share a session of an offer.
func (r *rounding) shares(a, offer int32) uint8 {
	return min(r.d.m.Asks[a].Share, r.d.m.Offers[offer].Share)
}

// run rounds, and reports whether it came to an end.
func (r *rounding) run(p pace) bool {
	for {
		list, all := r.rank()
		if len(list) == 0 {
			return true
		}
		took, enough := 0, max(1, all/p.part)
		for _, a := range list {
			if took >= enough {
				break
			}
			if r.d.stop() {
				return false
			}
			took += r.seat(a)
		}
		if 50*took < len(list) {
			return true
		}
		if !r.settle(p.settling) {
			return false
		}
	}
}

// settle lets the program settle around what was seated.
func (r *rounding) settle(most int) bool {
	if !r.s.Resume(r.plain.Others, r.d.stop) {
		return false
	}
	for range most {
		if !r.d.iterate(r.s, checkEvery) {
			return false
		}
		if r.s.Checked.Error < r.s.Checked.Dual/50 {
			break
		}
	}
	return true
}

// rank lists the asks by how sure the program is of them, and counts the stays
// that it has.
func (r *rounding) rank() (list []int32, all int) {
	sure := make([]float64, len(r.of))
	total := 0.0
	for a := range r.of {
		if r.left[a] == 0 {
			continue
		}
		most, sum := 0.0, 0.0
		for _, j := range r.of[a] {
			x := float64(r.s.X[j] * r.part(j))
			sum += x
			most = max(most, x)
		}
		total += sum
		if most > leastShare {
			sure[a] = min(1, sum) + most
			list = append(list, int32(a))
		}
	}
	slices.SortFunc(list, func(a, b int32) int { return cmp.Or(cmp.Compare(sure[b], sure[a]), cmp.Compare(a, b)) })
	return list, int(total)
}

// part is how much of a stay an option is.
func (r *rounding) part(j int32) float64 {
	o := &r.plain.Options[j]
	return float64(o.Pupils) / float64(r.d.m.Asks[o.Ask].Pupils)
}

// seat seats a stay of an ask where its options have most, and returns how many
// stays were seated, as others may share its session.
func (r *rounding) seat(a int32) int {
	r.tries = r.tries[:0]
	for _, j := range r.of[a] {
		if r.s.X[j] > leastShare/2 {
			r.tries = append(r.tries, j)
		}
	}
	slices.SortFunc(r.tries, func(i, j int32) int { return cmp.Or(cmp.Compare(r.s.X[j], r.s.X[i]), cmp.Compare(i, j)) })
	for _, j := range r.tries[:min(len(r.tries), mostTries)] {
		company := []int32{j}
		if p := r.placeOf(j); r.part(j) == 1 && r.shares(a, p.offer) > 1 {
			company = r.company(j, p)
		}
		sitters := make([]search.Sitter, 0, len(company))
		for _, i := range company {
			sitters = append(sitters, search.Sitter(r.plain.Options[i].Item))
		}
		if !r.d.board.Seat(sitters, r.plain.Options[j].Slot) {
			r.s.Ban(int(j))
			continue
		}
		for _, i := range company {
			r.fix(r.plain.Options[i].Ask, r.plain.Options[j].Slot)
		}
		return len(company)
	}
	return 0
}

// company returns an option and others that may share its session, as far as
// there are seats.
func (r *rounding) company(j int32, p place) []int32 {
	m := r.d.m
	others := slices.Clone(r.at[p])
	slices.SortFunc(others, func(i, k int32) int { return cmp.Or(cmp.Compare(r.s.X[k], r.s.X[i]), cmp.Compare(i, k)) })
	first := &r.plain.Options[j]
	q := &m.Asks[first.Ask]
	out, seats := []int32{j}, m.Offers[p.offer].Seats-first.Pupils
	for _, i := range others {
		o := &r.plain.Options[i]
		b := &m.Asks[o.Ask]
		share := min(r.shares(first.Ask, p.offer), b.Share)
		if r.s.X[i] <= leastShare || o.Pupils > seats || r.part(i) < 1 || r.left[o.Ask] == 0 ||
			share == 2 && b.School != q.School || share == 3 && b.Stage != q.Stage ||
			slices.ContainsFunc(out, func(k int32) bool { return r.plain.Options[k].Ask == o.Ask }) {
			continue
		}
		out, seats = append(out, i), seats-o.Pupils
	}
	return out
}

// fix tells the program what sits of an ask in a slot.
func (r *rounding) fix(a, slot int32) {
	for _, part := range r.d.board.At(a, slot) {
		for _, j := range r.of[a] {
			if o := &r.plain.Options[j]; o.Slot != slot || o.Item != relax.Item(part) {
				continue
			}
			p := r.placeOf(j)
			r.s.Fix(int(j))
			if r.shares(a, p.offer) > 1 && !r.ran[p] {
				r.ran[p] = true
				r.s.Fix(int(r.plain.Run(p.offer, p.slot)))
			}
		}
	}
	if r.left[a]--; r.left[a] == 0 {
		for _, j := range r.of[a] {
			r.s.Ban(int(j))
		}
	}
}
