package relax

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestHands: several hands find what one finds, with as much work.
func TestHands(t *testing.T) {
	type found struct {
		Bound, Generated, Work int64
		Columns                []Column
		Used                   []int64
	}
	columns := 0
	for seed := range uint64(120) {
		most := 40
		if seed%40 == 0 {
			most = 1000 // what hands find is joined many times
		}
		m := drawModel(seed, most)
		r := New(m, letGo)
		one, several := r.NewEvaluator(), r.NewEvaluator()
		several.hire()
		for round := range uint64(3) {
			price := r.drawPrices(roll(seed + 1000*round))
			if round == 2 {
				clear(price) // many are as good as each other
			}
			evaluate := func(e *Evaluator) (f found) {
				e.Work = 0
				f.Bound = e.Bound(price)
				f.Used = make([]int64, len(price))
				e.usage(f.Used)
				f.Generated = e.Generate(price, round == 1, func(c Column) { f.Columns = append(f.Columns, c) })
				f.Work = e.Work
				return f
			}
			want := evaluate(one)
			if diff := cmp.Diff(want, evaluate(several)); diff != "" {
				t.Fatalf("model %d, one hand and several (-1 +%d):\n%s", seed, hands, diff)
			}
			columns += len(want.Columns)
			if diff := cmp.Diff(one.Guide(price, 5), several.Guide(price, 5)); diff != "" {
				t.Fatalf("model %d, guides of one hand and of several (-1 +%d):\n%s", seed, hands, diff)
			}
		}
	}
	if columns < 2000 {
		t.Errorf("only %d columns were compared", columns)
	}
}

// TestHandsHalt: several hands end what they do when they are told to.
func TestHandsHalt(t *testing.T) {
	m := drawModel(1, 500)
	r := New(m, letGo)
	e := r.NewEvaluator()
	e.hire()
	for _, h := range e.hands {
		h.turn = 500
	}
	price := r.Alone()
	polls := 0
	e.Halt(func() bool { polls++; return false })
	all := e.Bound(price)
	if polls < 4 {
		t.Fatalf("asked %d times whether to halt", polls)
	}
	for most := range polls {
		e.cut, polls = false, 0
		e.Halt(func() bool { polls++; return polls > most })
		if got := e.Bound(price); !e.cut || got != math.MaxInt64 {
			t.Errorf("halted after being asked %d times: bound %d", most, got)
		}
		if g := e.Guide(price, 3); g != nil {
			t.Error("a guide after the end")
		}
	}
	e.cut = false
	e.Halt(nil)
	if got := e.Bound(price); got != all {
		t.Errorf("bound %d after halts, %d before", got, all)
	}
}

// TestTurns: hands that leave rests of sites for other turns find what they find in one,
// with as much work, and are asked more often.
func TestTurns(t *testing.T) {
	often := 0
	for seed := range uint64(20) {
		r := New(drawModel(seed, 60), letGo)
		price := r.drawPrices(roll(seed))
		type found struct {
			Generated, Work int64
			Columns         []Column
		}
		generate := func(turn int64) (f found, polls int) {
			e := r.NewEvaluator()
			e.hire()
			for _, h := range e.hands {
				h.turn = turn
			}
			e.Halt(func() bool { polls++; return false })
			f.Generated = e.Generate(price, false, func(c Column) { f.Columns = append(f.Columns, c) })
			f.Work = e.Work
			return f, polls
		}
		want, once := generate(math.MaxInt64 / 2)
		for _, turn := range []int64{1, 7, 100} {
			got, polls := generate(turn)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("model %d, in one turn and in turns of %d (-1 +several):\n%s", seed, turn, diff)
			}
			if polls < once {
				t.Errorf("model %d: asked %d times in turns of %d, %d in one", seed, polls, turn, once)
			}
			if polls > once {
				often++
			}
		}
	}
	if often < 20 {
		t.Errorf("only %d were in several turns", often)
	}
}

// TestCollect: a block has the best that any hand found, and the first ask's of those
// that are as good, whoever found it.
func TestCollect(t *testing.T) {
	e := New(drawModel(1, 40), letGo).NewEvaluator()
	e.hire()
	found := func(value int64, ask int32) choice { return choice{value: value, item: Item{Ask: ask}} }
	lists := [][]choice{ // by hand, of blocks
		{found(5, 9), found(5, 1), {}, found(2, 0)},
		{found(5, 4), {}, {}, found(3, 6)},
		{found(5, 7), found(5, 2), found(1, 3), {}},
	}
	want := []choice{found(5, 4), found(5, 1), found(1, 3), found(3, 6)}
	e.start()
	for k, list := range lists {
		copy(e.hands[k].blocks, list)
	}
	e.collect()
	for i, c := range want {
		if got := e.blocks[i]; got.value != c.value || got.item != c.item {
			t.Errorf("block %d has %+v, want %+v", i, got, c)
		}
	}
	for _, h := range e.others() {
		if &h.blocks[0] != &e.blocks[0] {
			t.Error("a hand still has blocks of its own")
		}
	}
}
