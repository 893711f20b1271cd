package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/sanjie-edu/sanjie/internal/grid"
	"github.com/sanjie-edu/sanjie/matching"
)

// pricesChecked is what solving again came to; its JSON names are a stable contract.
type pricesChecked struct {
	Units  int           `json:"units"`
	Rows   []pricesAgain `json:"rows"`
	Gain   agreement     `json:"gain"`  // of what is predicted with what plans gain
	Bound  agreement     `json:"bound"` // with what bounds rise by
	points int64
}

// pricesAgain is one worth beside what came of it.
type pricesAgain struct {
	Rank      int            `json:"rank"`
	Worth     matching.Worth `json:"worth"`
	Predicted int64          `json:"predicted"` // points, of all units
	Gain      int64          `json:"gain"`      // of the plan
	Bound     int64          `json:"bound"`     // what the bound of solving again is higher
}

// agreement is Kendall's: of all pairs, those in the same order both ways, and
// those in opposite orders; the others are tied in one of them.
type agreement struct {
	Noise    int64   `json:"noise"` // how far apart two solutions of the same problem are, by seeds that differ
	Pairs    int     `json:"pairs"`
	Same     int     `json:"same"`
	Opposite int     `json:"opposite"`
	Tau      float64 `json:"tau"`      // (Same − Opposite) / Pairs
	Beyond   int     `json:"beyond"`   // pairs whose gains differ by more than the noise
	Agreeing int     `json:"agreeing"` // of those, in the same order
}

// run solves the problem as it is, twice, and then with more of some of the worths,
// with the same limits each time.
func (c pricesCheck) run(ctx context.Context, p *matching.Problem, start *matching.Plan, a *matching.Appraisal, std streams) (*pricesChecked, error) {
	solve := func(p *matching.Problem, seed uint64) (*matching.Plan, error) {
		how := c.solving
		how.start, how.seed = start, seed
		return how.solve(ctx, p, std)
	}
	base, err := solve(p, c.seed)
	if err != nil {
		return nil, err
	}
	other, err := solve(p, c.seed+1)
	if err != nil {
		return nil, err
	}
	checked := &pricesChecked{Units: c.units, points: base.Points}
	rising := 0 // the others stand last
	for rising < len(a.List) && a.List[rising].Rise > 0 {
		rising++
	}
	n := min(c.sample, rising)
	for i := range n {
		at := i * (rising - 1) / max(1, n-1)
		w := a.List[at]
		then, err := matching.WithMore(p, w, c.units)
		if err != nil {
			return nil, err
		}
		plan, err := solve(then, c.seed)
		if err != nil {
			return nil, err
		}
		checked.Rows = append(checked.Rows, pricesAgain{at + 1, w, a.Points(w.Rise) * int64(c.units), plan.Points - base.Points, plan.Bound - base.Bound})
	}
	checked.Gain = agree(checked.Rows, base.Points-other.Points, func(x pricesAgain) int64 { return x.Gain })
	checked.Bound = agree(checked.Rows, base.Bound-other.Bound, func(x pricesAgain) int64 { return x.Bound })
	return checked, nil
}

// agree compares the order of what is predicted with that of what was seen.
func agree(rows []pricesAgain, noise int64, seen func(pricesAgain) int64) agreement {
	a := agreement{Noise: max(noise, -noise)}
	for i, x := range rows {
		for _, y := range rows[:i] {
			predicted, found := x.Predicted-y.Predicted, seen(x)-seen(y)
			a.Pairs++
			beyond := max(found, -found) > a.Noise
			same := predicted > 0 && found > 0 || predicted < 0 && found < 0
			switch {
			case same:
				a.Same++
			case predicted != 0 && found != 0:
				a.Opposite++
			}
			if beyond {
				a.Beyond++
			}
			if beyond && same {
				a.Agreeing++
			}
		}
	}
	if a.Pairs > 0 {
		a.Tau = float64(a.Same-a.Opposite) / float64(a.Pairs)
	}
	return a
}

func (c *pricesChecked) print(w io.Writer, names labels) {
	fmt.Fprintf(w, "\nsolved again with %d more of each, beside %d points without\n", c.Units, c.points)
	g := grid.New(40)
	g.Head("rank", "one more", "of", "when", "predicted", "gain", "bound")
	for _, x := range c.Rows {
		g.Row(strconv.Itoa(x.Rank), oneMore(x.Worth.Resource), names.of(x.Worth), moreWhen(x.Worth),
			strconv.FormatInt(x.Predicted, 10), strconv.FormatInt(x.Gain, 10), strconv.FormatInt(x.Bound, 10))
	}
	g.WriteTo(w)
	fmt.Fprintf(w, "gain of the plan   %v\n", c.Gain)
	fmt.Fprintf(w, "rise of the bound  %v\n", c.Bound)
}

func (a agreement) String() string {
	return fmt.Sprintf("Kendall's tau %.2f: of %d pairs %d in the same order, %d in opposite ones; %d of the %d further apart than another seed makes (%d)",
		a.Tau, a.Pairs, a.Same, a.Opposite, a.Agreeing, a.Beyond, a.Noise)
}
