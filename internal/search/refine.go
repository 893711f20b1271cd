package search

// finest is by how many halves the threshold of Refine is lower than the first of Improve.
const finest = 6

// Refine ruins and recreates what is on the board, which obeys everything, so many times,
// always beginning at some asks, unless stop says so. It accepts what is worse by less than
// a low threshold, which falls to zero. It calls kept when the result is the best so far.
// The board may be left with something worse.
func (b *Board) Refine(asks []int32, steps int64, stop func() bool, kept func()) {
	s := b.s
	b.improving = false
	for _, a := range asks {
		if s.unitOf[a] < s.unitOf[a+1] {
			s.among = append(s.among, a)
		}
	}
	defer func() { s.among, s.leaning, s.turn, s.deep = nil, false, 0, deepest }()
	if s.among == nil {
		return
	}
	threshold := s.scale() >> finest
	for k := range steps {
		if stop() {
			return
		}
		if s.step(share(threshold, steps-k, steps), stop) {
			b.Keep(kept)
		}
	}
}

// anyAsk draws an ask at which a step may begin.
func (s *searcher) anyAsk() int32 {
	if s.among != nil {
		return s.among[s.rng.IntN(len(s.among))]
	}
	return int32(s.rng.IntN(len(s.m.Asks)))
}

// anyUnit draws a unit of such an ask.
func (s *searcher) anyUnit() int32 {
	if s.among == nil {
		return int32(s.rng.IntN(len(s.arc)))
	}
	a := s.anyAsk()
	return s.unitOf[a] + int32(s.rng.IntN(int(s.unitOf[a+1]-s.unitOf[a])))
}
