package engine

import (
	"slices"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// What areas are like.
const (
	areaStays = 450 // the most stays of an area, but where one center has more in a week
	fewWeeks  = 2   // of an area that is narrow in time
)

// areas divides all centers and weeks into areas with not too many stays of a solution
// each: in even sweeps of a few weeks, in odd ones of few centers. Where one area ends
// and the next begins differs from sweep to sweep.
func areas(m *search.Model, sol *search.Solution, sweep int32) (list []*relax.Area) {
	weeks, centers := int32(0), int32(0)
	for _, t := range m.Slots {
		weeks = max(weeks, t.Week+1)
	}
	for i := range m.Offers {
		centers = max(centers, m.Offers[i].Center+1)
	}
	load := make([]int32, centers*weeks)
	for _, x := range sol.Places {
		load[m.Offers[m.Asks[x.Ask].Arcs[x.Arc].Offer].Center*weeks+m.Slots[x.Slot].Week]++
	}
	sum := func(centers []int32, from, to int32) (n int32) {
		for _, c := range centers {
			for _, k := range load[c*weeks+from : c*weeks+to] {
				n += k
			}
		}
		return n
	}
	var divide func(centers []int32, from, to int32)
	divide = func(centers []int32, from, to int32) {
		switch total := sum(centers, from, to); {
		case total == 0:
		case total <= areaStays || len(centers) == 1 && to == from+1:
			list = append(list, area(m, centers, from, to))
		case len(centers) == 1:
			half := from + (to-from)/2
			divide(centers, from, half)
			divide(centers, half, to)
		default:
			n := 1
			for n < len(centers)-1 && 2*sum(centers[:n+1], from, to) <= total {
				n++
			}
			divide(centers[:n], from, to)
			divide(centers[n:], from, to)
		}
	}
	order := make([]int32, centers)
	for k := range order {
		order[k] = (int32(k) + 3*sweep) % centers
	}
	length := weeks
	if sweep%2 == 0 {
		length = fewWeeks
	}
	for from := -(sweep / 2 % length); from < weeks; from += length {
		divide(order, max(0, from), min(weeks, from+length))
	}
	return list
}

// area is what some centers offer in some weeks.
func area(m *search.Model, centers []int32, from, to int32) *relax.Area {
	a := &relax.Area{Offers: make([]bool, len(m.Offers)), Slots: make([]bool, len(m.Slots))}
	for i := range m.Offers {
		a.Offers[i] = slices.Contains(centers, m.Offers[i].Center)
	}
	for t := range m.Slots {
		a.Slots[t] = from <= m.Slots[t].Week && m.Slots[t].Week < to
	}
	return a
}
