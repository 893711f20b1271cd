package matching

// Weights are the points of the objective; larger plans are better. A placed
// visit earns
//
//	pupils × weight × (Base + Rank[choice]) − pupils × Travel × min(minutes, TravelMost)
//
// A cohort's first visit earns size × First × the largest weight among the
// requests of its placed visits, once. Every session that runs costs Session.
//
// The zero Weights stand for [DefaultWeights].
type Weights struct {
	Base       int64   `json:"base,omitzero"`
	First      int64   `json:"first,omitzero"`
	Rank       []int64 `json:"rank,omitzero"` // by rank of the choice, best first, not increasing; 0 beyond its end
	Travel     int64   `json:"travel,omitzero"`
	TravelMost int     `json:"travelMost,omitzero"` // minutes beyond which travel costs no more
	Session    int64   `json:"session,omitzero"`
}

// DefaultWeights puts everyone once before anyone twice, and a placed visit
// before any preference or saving.
func DefaultWeights() Weights {
	return Weights{Base: 1000, First: 1000, Rank: []int64{300, 200, 100}, Travel: 1, TravelMost: 120, Session: 100}
}

// rank returns the points of the choice with index i.
func (w Weights) rank(i int) int64 {
	if i < len(w.Rank) {
		return w.Rank[i]
	}
	return 0
}
