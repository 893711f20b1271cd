package capacity_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/sanjie-edu/sanjie/capacity"
	"pgregory.net/rapid"
)

// noon is the time at which most tests start.
var noon = time.Date(2026, time.September, 7, 12, 0, 0, 0, time.UTC)

func minutes(n int) time.Time { return noon.Add(time.Duration(n) * time.Minute) }

// heldSeats is a hold as the model keeps it.
type heldSeats struct {
	seats    int
	deadline int // minutes after noon
	state    capacity.HoldState
}

// ledgerModel counts by looking at all holds there ever were.
type ledgerModel struct {
	ledger *capacity.Ledger
	seats  int
	now    int
	holds  []heldSeats
}

// tick draws the time of a call, which may lie before that of the call before,
// and ends what has expired.
func (m *ledgerModel) tick(t *rapid.T) time.Time {
	now := m.now + rapid.IntRange(-3, 4).Draw(t, "minutes")
	m.now = max(m.now, now)
	for i, h := range m.holds {
		if h.state == capacity.Reserved && h.deadline <= m.now {
			m.holds[i].state = capacity.Expired
		}
	}
	return minutes(now)
}

func (m *ledgerModel) tally() capacity.Tally {
	tally := capacity.Tally{Free: m.seats}
	for _, h := range m.holds {
		switch h.state {
		case capacity.Reserved:
			tally.Reserved += h.seats
			tally.Free -= h.seats
		case capacity.Confirmed:
			tally.Confirmed += h.seats
			tally.Free -= h.seats
		}
	}
	return tally
}

// hold draws a hold's number, now and then of none.
func (m *ledgerModel) hold(t *rapid.T) (capacity.HoldID, *heldSeats) {
	i := rapid.IntRange(-1, len(m.holds)).Draw(t, "hold")
	if i < 0 || i == len(m.holds) {
		return capacity.HoldID(i + 1), nil
	}
	return capacity.HoldID(i + 1), &m.holds[i]
}

func (m *ledgerModel) reserve(t *rapid.T) {
	now := m.tick(t)
	seats := rapid.OneOf(rapid.IntRange(1, 6), rapid.SampledFrom([]int{0, -1, math.MinInt, math.MaxInt})).Draw(t, "seats")
	deadline := m.now + rapid.IntRange(-2, 12).Draw(t, "until")
	free := m.tally().Free
	id, err := m.ledger.Reserve(now, seats, minutes(deadline))
	var full *capacity.FullError
	switch {
	case seats < 1:
		expect(t, err, capacity.ErrNoSeats)
	case deadline <= m.now:
		expect(t, err, capacity.ErrExpired)
	case seats > free:
		expect(t, err, capacity.ErrFull)
		if !errors.As(err, &full) || *full != (capacity.FullError{Asked: seats, Free: free}) {
			t.Fatalf("evidence %+v of %v, want %d asked and %d free", full, err, seats, free)
		}
	default:
		expect(t, err, nil)
		m.holds = append(m.holds, heldSeats{seats, deadline, capacity.Reserved})
		if id != capacity.HoldID(len(m.holds)) {
			t.Fatalf("hold %d, want %d", id, len(m.holds))
		}
		return
	}
	if id != 0 {
		t.Fatalf("hold %d with error %v", id, err)
	}
}

func (m *ledgerModel) confirm(t *rapid.T) {
	now := m.tick(t)
	id, h := m.hold(t)
	err := m.ledger.Confirm(now, id)
	switch {
	case h == nil:
		expect(t, err, capacity.ErrUnknownHold)
	case h.state == capacity.Expired:
		expect(t, err, capacity.ErrExpired)
	case h.state == capacity.Canceled:
		expect(t, err, capacity.ErrCanceled)
	default:
		expect(t, err, nil)
		h.state = capacity.Confirmed
	}
}

func (m *ledgerModel) cancel(t *rapid.T) {
	now := m.tick(t)
	id, h := m.hold(t)
	err := m.ledger.Cancel(now, id)
	switch {
	case h == nil:
		expect(t, err, capacity.ErrUnknownHold)
	case h.state == capacity.Expired:
		expect(t, err, capacity.ErrExpired)
	default:
		expect(t, err, nil)
		h.state = capacity.Canceled
	}
}

func (m *ledgerModel) expire(t *rapid.T) {
	before := m.tally().Free
	now := m.tick(t)
	if got, want := m.ledger.Expire(now), m.tally().Free-before; got != want {
		t.Fatalf("Expire freed %d seats, want %d", got, want)
	}
}

func (m *ledgerModel) state(t *rapid.T) {
	now := m.tick(t)
	id, h := m.hold(t)
	state, err := m.ledger.State(now, id)
	if h == nil {
		expect(t, err, capacity.ErrUnknownHold)
		return
	}
	expect(t, err, nil)
	if state != h.state {
		t.Fatalf("hold %d is %v, want %v", id, state, h.state)
	}
}

// check reads the tally at a time that moves nothing.
func (m *ledgerModel) check(t *rapid.T) {
	got := m.ledger.Tally(minutes(m.now))
	if diff := cmp.Diff(m.tally(), got); diff != "" {
		t.Fatalf("tally (-want +got):\n%s", diff)
	}
	if got.Free < 0 || got.Reserved < 0 || got.Confirmed < 0 || got.Free+got.Reserved+got.Confirmed != m.seats {
		t.Fatalf("%+v of %d seats", got, m.seats)
	}
}

func expect(t *rapid.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, want %v", err, want)
	}
}

func TestLedgerStateMachine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &ledgerModel{seats: rapid.IntRange(0, 20).Draw(t, "seats")}
		m.ledger = capacity.NewLedger(m.seats)
		t.Repeat(map[string]func(*rapid.T){
			"reserve": m.reserve, "reserve more": m.reserve, "confirm": m.confirm, "cancel": m.cancel,
			"expire": m.expire, "state": m.state, "": m.check,
		})
	})
}

func TestLedger(t *testing.T) {
	// Each row acts on a session of ten seats, of which hold 1 takes four until 12:10.
	tests := []struct {
		name   string
		reason string
		act    func(*capacity.Ledger) error
		err    error
		want   capacity.Tally
	}{
		{"a minute before the deadline", "it has not come", func(l *capacity.Ledger) error { return l.Confirm(minutes(9), 1) }, nil, capacity.Tally{Free: 6, Confirmed: 4}},
		{"at the deadline", "a hold expires at its deadline, not after it", func(l *capacity.Ledger) error { return l.Confirm(minutes(10), 1) }, capacity.ErrExpired, capacity.Tally{Free: 10}},
		{"all that is left", "six of ten", func(l *capacity.Ledger) error { _, err := l.Reserve(minutes(1), 6, minutes(30)); return err }, nil, capacity.Tally{Reserved: 10}},
		{"one too many", "all or none", func(l *capacity.Ledger) error { _, err := l.Reserve(minutes(1), 7, minutes(30)); return err }, capacity.ErrFull, capacity.Tally{Free: 6, Reserved: 4}},
		{"confirm twice", "a repeated call does no harm", func(l *capacity.Ledger) error {
			return errors.Join(l.Confirm(minutes(1), 1), l.Confirm(minutes(2), 1))
		}, nil, capacity.Tally{Free: 6, Confirmed: 4}},
		{"confirm again after the deadline", "confirmed seats have none", func(l *capacity.Ledger) error {
			return errors.Join(l.Confirm(minutes(1), 1), l.Confirm(minutes(99), 1))
		}, nil, capacity.Tally{Free: 6, Confirmed: 4}},
		{"cancel twice", "its seats are freed once", func(l *capacity.Ledger) error {
			return errors.Join(l.Cancel(minutes(1), 1), l.Cancel(minutes(2), 1))
		}, nil, capacity.Tally{Free: 10}},
		{"cancel after confirming", "a school may withdraw", func(l *capacity.Ledger) error {
			return errors.Join(l.Confirm(minutes(1), 1), l.Cancel(minutes(2), 1))
		}, nil, capacity.Tally{Free: 10}},
		{"confirm after canceling", "the seats may be gone", func(l *capacity.Ledger) error {
			return errors.Join(l.Cancel(minutes(1), 1), l.Confirm(minutes(2), 1))
		}, capacity.ErrCanceled, capacity.Tally{Free: 10}},
		{"confirm from the past", "time never runs backward", func(l *capacity.Ledger) error {
			l.Expire(minutes(10))
			if _, err := l.Reserve(minutes(10), 10, minutes(30)); err != nil {
				return err
			}
			return l.Confirm(minutes(9), 1)
		}, capacity.ErrExpired, capacity.Tally{Reserved: 10}},
		{"reserve from the past", "the deadline has come already", func(l *capacity.Ledger) error {
			l.Expire(minutes(10))
			_, err := l.Reserve(minutes(1), 1, minutes(5))
			return err
		}, capacity.ErrExpired, capacity.Tally{Free: 10}},
		{"deadlines in any order", "the later hold may expire first", func(l *capacity.Ledger) error {
			_, err := l.Reserve(minutes(1), 3, minutes(3))
			l.Expire(minutes(3))
			return err
		}, nil, capacity.Tally{Free: 6, Reserved: 4}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			l := capacity.NewLedger(10)
			if id, err := l.Reserve(noon, 4, minutes(10)); id != 1 || err != nil {
				t.Fatalf("hold %d, %v", id, err)
			}
			if err := test.act(l); !errors.Is(err, test.err) {
				t.Errorf("error %v, want %v, because %s", err, test.err, test.reason)
			}
			if diff := cmp.Diff(test.want, l.Tally(noon)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}

func TestLedgerWithoutSeats(t *testing.T) {
	for name, l := range map[string]*capacity.Ledger{"zero": {}, "none": capacity.NewLedger(0), "negative": capacity.NewLedger(-5)} {
		var full *capacity.FullError
		_, err := l.Reserve(noon, 1, minutes(1))
		if !errors.As(err, &full) || *full != (capacity.FullError{Asked: 1}) || err.Error() != "capacity: not enough free seats: 1 asked, 0 free" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLedgerNeverOversold lets many callers, whose clocks disagree, book at
// once. Each adds its confirmed seats to a sum of their own after they are
// confirmed, and takes them off before they are canceled, so that the sum is
// never more than what the ledger has given.
func TestLedgerNeverOversold(t *testing.T) {
	const seats, callers, calls = 40, 16, 400
	l := capacity.NewLedger(seats)
	var confirmed atomic.Int64
	var wait sync.WaitGroup
	for caller := range callers {
		wait.Go(func() {
			random := rand.New(rand.NewPCG(7, uint64(caller)))
			mine := map[capacity.HoldID]int64{}
			for call := range calls {
				now := minutes(call + random.IntN(5))
				ask := 1 + random.IntN(6)
				id, err := l.Reserve(now, ask, now.Add(time.Duration(1+random.IntN(9))*time.Minute))
				if err == nil && random.IntN(3) > 0 && l.Confirm(now.Add(time.Minute), id) == nil {
					mine[id] = int64(ask)
					if sum := confirmed.Add(int64(ask)); sum > seats {
						t.Errorf("%d seats confirmed of %d", sum, seats)
					}
				}
				if tally := l.Tally(now); tally.Free < 0 || tally.Free+tally.Reserved+tally.Confirmed != seats {
					t.Errorf("%+v of %d seats", tally, seats)
				}
				if len(mine) > 2 {
					for id, n := range mine {
						confirmed.Add(-n)
						if err := l.Cancel(now, id); err != nil {
							t.Error(err)
						}
						delete(mine, id)
					}
				}
			}
		})
	}
	wait.Wait()
	if got := l.Tally(minutes(calls + 100)); int64(got.Confirmed) != confirmed.Load() || got.Reserved != 0 {
		t.Errorf("at the end %+v, callers hold %d", got, confirmed.Load())
	}
}
