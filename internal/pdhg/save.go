package pdhg

import "slices"

// Saved is where a run was, to come back to.
type Saved struct {
	x, y         above
	rhs          []float64
	held         []uint64 // columns, as a bit set
	step, weight float64
}

// above is a list of numbers of which many are 0.
type above struct {
	length int
	at     []int32   // those that are not
	value  []float64 // these
}

// Save notes where the run is, or returns nil when stop says so meanwhile.
func (s *Solver) Save(stop func() bool) *Saved {
	p := &Saved{rhs: slices.Clone(s.RHS), held: make([]uint64, (len(s.X)+63)/64), step: s.step, weight: s.weight}
	if !p.x.save(s.X, stop) || !p.y.save(s.Y, stop) {
		return nil
	}
	for j, upper := range s.Upper[:len(s.X)] {
		if upper <= 0 {
			p.held[j>>6] |= 1 << (j & 63)
		}
	}
	if stop() {
		return nil
	}
	return p
}

// Load goes back to where the run was, without what was held since. Columns that came
// since stay as they are. It reports whether stop let it.
func (s *Solver) Load(p *Saved, stop func() bool) bool {
	for j := range s.Upper[:p.x.length] {
		s.Upper[j] = max(s.Upper[j], -s.Upper[j])
		if p.held[j>>6]>>(j&63)&1 == 1 {
			s.Upper[j] = -s.Upper[j]
		}
	}
	p.x.load(s.X)
	if stop() {
		return false
	}
	p.y.load(s.Y)
	copy(s.RHS, p.rhs)
	s.step, s.weight = p.step, p.weight
	clear(s.gain)
	return s.Resume(nil, stop)
}

// save takes in a list, and reports whether stop let it.
func (p *above) save(list []float64, stop func() bool) bool {
	n := 0
	for _, x := range list {
		if x != 0 {
			n++
		}
	}
	p.length, p.at, p.value = len(list), make([]int32, 0, n), make([]float64, 0, n)
	for i, x := range list {
		if i&0xffff == 0 && stop() {
			return false
		}
		if x != 0 {
			p.at, p.value = append(p.at, int32(i)), append(p.value, x)
		}
	}
	return true
}

// load gives a list back, but for what it has more since.
func (p *above) load(list []float64) {
	clear(list[:p.length])
	for k, i := range p.at {
		list[i] = p.value[k]
	}
}
