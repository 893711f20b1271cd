// Package engine finds solutions of a [search.Model] together with prices that
// prove how good they are.
//
// Two lanes work at the same time. One improves the best solution by ruin and
// recreate. The other lowers the bound, by subgradient steps and then by a
// linear program over sessions whose columns are generated, and dives from the
// program's fractional solution to solutions of its own; at last it divides all
// solutions into cases. On a large model it begins with a program over single asks,
// tightens that to one over sessions, seats what runs, and reworks the best solution
// area by area. After fixed amounts of work the lanes wait for each other and exchange what they found, so that a run
// is the same on any number of processors, and a longer run is the continuation
// of a shorter one.
package engine

import (
	"context"

	"github.com/sanjie-edu/sanjie/internal/relax"
	"github.com/sanjie-edu/sanjie/internal/search"
)

// Result is what a run found.
type Result struct {
	Solution  search.Solution
	Bound     int64 // points that no solution exceeds
	Exhausted bool  // the bound is that of trying all solutions, which no prices need prove
	Points    Prices
	Pupils    Prices
	Work      int64
	Stop      search.Stop
}

// Prices prove a bound, of points or of pupils, and so do cases with prices of their own.
type Prices struct {
	Relaxed *relax.Relaxation // nil when the run ended before there were any
	Prices  []int64
	Cases   *Case // nil for none
}

// Progress is what a run tells while it goes on.
type Progress struct {
	search.Progress
	Bound int64
}

// Watch is told what a run finds while it goes on. Functions may be nil.
type Watch struct {
	Progress func(Progress) // called by Run's goroutine after each improvement

	// Best is offered the best solution after each improvement and each exchange of the
	// lanes, by Run's goroutine. Until it returns it may call solution, which takes a
	// moment on a large model. What Best does is not work.
	Best func(x search.Progress, solution func() search.Solution)

	// Prices is given those of the least bound when it is lower than those that it
	// took last: once in so much work of the dual lane, and when the lane is over.
	// It reports whether it takes them, else it is asked again soon. The lane waits
	// for it, and then works on with the same memory. What Prices does is not work.
	Prices func(points, pupils Prices) bool
	Every  int64
}

// Run searches until the bound is reached, a limit is, or ctx ends.
func Run(ctx context.Context, m *search.Model, limits search.Limits, watch Watch) (Result, error) {
	b, err := search.NewBoard(ctx, m, limits.Seed, limits.Start)
	if err != nil {
		return Result{}, err
	}
	r := &run{ctx: ctx, board: b, limits: limits, watch: watch}
	if !r.stop() {
		b.Construct(r.stop, r.tell)
	}
	if !r.stop() {
		r.close(m)
	}
	if !r.stop() {
		r.dual = newDual(ctx, m, limits, watch)
		r.search()
	}
	out := Result{Solution: r.best(), Bound: r.bound(), Exhausted: r.exhausted, Work: r.work(), Stop: r.why}
	if r.dual != nil {
		out.Points = r.dual.proof()
		out.Pupils = r.dual.heads
	}
	return out, nil
}

// run is a search under way.
type run struct {
	ctx       context.Context
	board     *search.Board
	dual      *dual
	limits    search.Limits
	watch     Watch
	handed    int64 // points of the last solution that the dual lane handed over
	spent     int64 // work of the dual lane
	closing   int64 // work of trying all solutions
	exhausted bool
	why       search.Stop
	over      bool             // ctx has ended
	left      *search.Solution // one that was not put down any more, as ctx ended; or nil
}

// bound returns the points that no solution exceeds.
func (r *run) bound() int64 {
	if r.dual == nil {
		return r.limits.Bound
	}
	return min(r.limits.Bound, r.dual.told)
}

func (r *run) work() int64 { return r.board.Work() + r.spent + r.closing }

// What may be closed by trying all solutions: the most options of a model, and
// the work.
const (
	closeOptions = 20_000
	closeWork    = 200_000
)

// close tries all solutions of a small model.
func (r *run) close(m *search.Model) {
	options := 0
	for a := range m.Asks {
		for k := range m.Asks[a].Arcs {
			options += m.Sets[m.Asks[a].Arcs[k].Set].Len()
		}
	}
	if options > closeOptions {
		return
	}
	work := int64(closeWork)
	if r.limits.Work > 0 {
		work = min(work, r.limits.Work-r.work())
	}
	best, all, used := search.Close(r.ctx, m, r.board.Best(), work)
	r.closing = used
	if best.Points > r.board.Points() {
		r.board.Adopt(&best, func() bool { return false })
		r.tell()
	}
	if all {
		r.exhausted = true
		r.limits.Bound = r.board.Points()
	}
}

// best is the best solution.
func (r *run) best() search.Solution {
	best := r.board.Best()
	if r.left != nil && r.left.Points > best.Points {
		return *r.left
	}
	return best
}

// ended reports whether ctx has.
func (r *run) ended() bool {
	r.over = r.over || r.ctx.Err() != nil
	return r.over
}

// stop reports whether the run is over.
func (r *run) stop() bool {
	switch {
	case r.board.Points() >= r.bound():
		r.why = search.Done
	case r.ended():
		r.why = search.Ended
	case r.limits.Work > 0 && r.work() >= r.limits.Work:
		r.why = search.Effort
	default:
		return false
	}
	return true
}

// tell reports what is new, unless ctx has ended.
func (r *run) tell() {
	if r.watch.Progress != nil && r.ctx.Err() == nil {
		r.watch.Progress(Progress{r.at(), r.bound()})
	}
	r.offer()
}

// offer lets the best solution be taken.
func (r *run) offer() {
	if r.watch.Best != nil {
		r.watch.Best(r.at(), r.board.Best)
	}
}

// at is how far the run is.
func (r *run) at() search.Progress {
	stays, pupils := r.board.Seated()
	return search.Progress{Work: r.work(), Points: r.board.Points(), Units: stays, Pupils: pupils}
}

// The first amount of work between two exchanges, and how large it becomes: one in
// so many of the work so far, since each of the lanes takes now more time for it
// and now less, and the other one waits.
const (
	firstEpoch = 1 << 16
	lastEpoch  = 1 << 21
	epochs     = 64
)

// How many times the work of the other lane the dual lane does on a large model, whose
// pieces take several processors: until something is seated of the tightened program, which
// is then better than what ruin and recreate has, and until areas are reworked.
const (
	hasty  = 4
	steady = 2
)

// search lets the lanes work until the run is over.
func (r *run) search() {
	d := r.dual
	d.start(r.board.Points())
	defer func() {
		d.end()
		d.told = d.bound()
		d.show(0)
	}()
	for epoch := int64(firstEpoch); !r.stop(); epoch = min(2*epoch, max(lastEpoch, r.work()/epochs)) {
		amount := epoch
		if r.limits.Work > 0 {
			amount = min(amount, (r.limits.Work-r.work()+1)/2)
		}
		share := amount
		if !d.over {
			share = max(1, amount/d.haste)
		}
		end := r.board.Work() + share
		d.grant(d.work() + amount)
		r.board.Improve(func() bool { return r.board.Work() >= end || r.ended() }, r.ended, r.tell)
		d.wait()
		r.exchange()
	}
}

// exchange takes what the dual lane found and gives it what this one did.
func (r *run) exchange() {
	d := r.dual
	if d.over {
		d.show(0)
	}
	r.spent = d.work()
	before := r.bound()
	d.told = d.bound()
	told := false
	tell := func() { told = true; r.tell() }
	switch {
	case d.merge:
		best := d.board.Best()
		r.handed = max(r.handed, best.Points)
		if r.board.Merge(d.base, &best, r.ended, tell); r.ended() {
			r.left = &best
		}
		d.merge = false
	case d.board != nil && d.board.Points() > r.handed: // even a worse one may become better by polish
		best := d.board.Best()
		r.handed = best.Points
		if r.board.Polish(&best, r.ended) {
			tell()
		} else {
			r.left = &best
		}
	}
	if !told && r.bound() < before {
		r.tell()
	} else {
		r.offer()
	}
	if d.asking {
		best := r.board.Best()
		d.given, r.handed = &best, best.Points
	}
	d.target = r.board.Points()
	if d.guide != nil {
		r.board.Lean(d.guide, r.ended)
		d.guide = nil
	}
}
