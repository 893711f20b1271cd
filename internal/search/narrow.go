package search

import "slices"

// Narrow returns a model like m in which the options are closed for which closed
// says so. Its asks, arcs, offers and rows are numbered as before.
func (m *Model) Narrow(closed func(ask int32, arc *Arc, slot int32) bool) *Model {
	out := *m
	out.Asks, out.Sets = slices.Clone(m.Asks), slices.Clone(m.Sets)
	for a := range out.Asks {
		arcs := out.Asks[a].Arcs
		for k := range arcs {
			s := m.Sets[arcs[k].Set]
			var left []uint64
			s.Each(func(t int32) {
				if !closed(int32(a), &arcs[k], t) {
					return
				}
				if left == nil {
					left = slices.Clone(s.Words)
				}
				i := uint(t - s.Base)
				left[i>>6] &^= 1 << (i & 63)
			})
			if left == nil {
				continue
			}
			if &arcs[0] == &m.Asks[a].Arcs[0] {
				arcs = slices.Clone(arcs)
				out.Asks[a].Arcs = arcs
			}
			arcs[k].Set = int32(len(out.Sets))
			out.Sets = append(out.Sets, Set{s.Base, left})
		}
	}
	return &out
}
