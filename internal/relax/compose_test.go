package relax

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/search"
)

// TestCompose: composed sessions have seats for all who sit there, who may share it and
// are enough, nobody sits more than the solution has it, and no session runs more.
func TestCompose(t *testing.T) {
	found := 0
	for seed := range uint64(200) {
		m := drawModel(seed, 12)
		for a := range m.Asks {
			m.Asks[a].Share = max(2, m.Asks[a].Share)
		}
		r := New(m, letGo)
		e := r.NewEvaluator()
		plain := r.NewPlain(letGo)
		plain.Add(e.Guide(r.Alone(), 1000), letGo)
		rng := rand.New(rand.NewPCG(seed, 1))
		type sitting struct {
			Item
			slot int32
		}
		has, runs := map[sitting]float64{}, map[[2]int32]float64{}
		x := make([]float64, len(plain.Options))
		for j := range x {
			x[j] = rng.Float64()
		}
		for j, o := range plain.Options {
			if o.Ask != none {
				has[sitting{o.Item, o.Slot}] += x[j]
				if offer := r.offerOf(o.Item); r.mingles(o.Item) {
					runs[[2]int32{offer, o.Slot}] = x[plain.Run(offer, o.Slot)]
				}
			}
		}
		list, _ := plain.compose(x, letGo)
		for _, c := range list {
			found++
			joined := plain.Joined[c.joined]
			o, pupils := &m.Offers[joined.Offer], int32(0)
			for k, i := range joined.Items {
				pupils += i.Pupils
				if has[sitting{i, joined.Slot}] -= c.share; has[sitting{i, joined.Slot}] < -1e-9 {
					t.Fatalf("model %d: ask %d sits more than it did", seed, i.Ask)
				}
				for _, j := range joined.Items[:k] {
					if level := min(sharing(&m.Asks[i.Ask], o), sharing(&m.Asks[j.Ask], o)); !shareable(level, &m.Asks[i.Ask], &m.Asks[j.Ask]) {
						t.Fatalf("model %d: asks %d and %d do not share", seed, i.Ask, j.Ask)
					}
				}
			}
			if pupils > o.Seats || pupils < o.Minimum {
				t.Fatalf("model %d: %d pupils, seats %d, at least %d", seed, pupils, o.Seats, o.Minimum)
			}
			if runs[[2]int32{joined.Offer, joined.Slot}] -= c.share; runs[[2]int32{joined.Offer, joined.Slot}] < -1e-9 {
				t.Fatalf("model %d: a session runs more than it did", seed)
			}
		}
	}
	t.Logf("%d sessions", found)
	if found < 1000 {
		t.Error("too few")
	}
}

// shareable says by its words what a level of sharing is.
func shareable(level uint8, a, b *search.Ask) bool {
	switch level {
	case 2:
		return a.School == b.School
	case 3:
		return a.Stage == b.Stage
	}
	return level == 4
}

// TestComposeAll: what can take turns does.
func TestComposeAll(t *testing.T) {
	tests := []struct {
		name   string
		pupils []int64
		has    []float64
		runs   float64
		want   float64 // pupils that sit
	}{
		{"two of three fit, each two thirds of the time", []int64{10, 10, 10}, []float64{2. / 3, 2. / 3, 2. / 3}, 1, 20},
		{"one has more than runs", []int64{12, 13}, []float64{1, 0.4}, 0.9, 0.5*12 + 0.4*13},
		{"all could sit always", []int64{20, 20}, []float64{1, 1}, 1, 20},
		{"a session that runs a tenth", []int64{10, 10}, []float64{0.1, 0.1}, 0.1, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := bare(1, 1)
			m.Offers[0].Seats, m.Offers[0].Share = 20, 4
			for _, n := range tt.pupils {
				want(m, func(q *search.Ask) { q.Pupils, q.Share = n, 4 }, 0)
			}
			r := New(m, letGo)
			plain := r.NewPlain(letGo)
			plain.Add(r.NewEvaluator().Guide(r.Alone(), 1000), letGo)
			x := make([]float64, len(plain.Options))
			for j, o := range plain.Options {
				if o.Ask != none {
					x[j] = tt.has[o.Ask]
				}
			}
			x[plain.Run(0, 0)] = tt.runs
			seated := 0.0
			list, _ := plain.compose(x, letGo)
			for _, c := range list {
				for _, i := range plain.Joined[c.joined].Items {
					seated += c.share * float64(i.Pupils)
				}
			}
			if math.Abs(seated-tt.want) > 0.15 {
				t.Errorf("%.2f pupils sit, want %.2f", seated, tt.want)
			}
		})
	}
}
