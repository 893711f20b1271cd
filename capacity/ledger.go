package capacity

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Ledger keeps the seats of one session while schools reserve and confirm
// them. A hold starts as Reserved and takes its seats at once. It ends as
// Canceled, or as Expired when its deadline comes before it is Confirmed; then
// its seats are free again. Seats held are never more than the session has.
//
// Most callers should Reserve when a school begins to book, and Confirm or
// Cancel when it is done. No call of Expire is needed: every method first ends
// the holds whose deadline has come.
//
// Time is what callers say it is. It never runs backward: when a call comes
// with a time before that of an earlier call, the earlier call's time holds.
// So a hold that once expired stays expired, in whatever order concurrent
// callers arrive.
//
// A Ledger is safe for concurrent use and must not be copied. The zero Ledger
// has no seats.
type Ledger struct {
	mu     sync.Mutex
	seats  int
	now    time.Time
	next   time.Time       // no reserved hold has an earlier deadline
	taken  [2]int          // seats of the Reserved and of the Confirmed holds
	states []HoldState     // by hold; one byte for each hold there ever was
	holds  map[HoldID]hold // those that are Reserved or Confirmed, at most one a seat
}

// HoldID numbers the holds of a ledger, from 1 in the order in which they were
// reserved.
type HoldID uint64

type hold struct {
	seats    int
	deadline time.Time
}

// HoldState is where a hold stands. The zero state is Reserved.
type HoldState uint8

// The states of a hold. From Reserved lead ways to the three others, from
// Confirmed one to Canceled.
const (
	Reserved HoldState = iota
	Confirmed
	Canceled
	Expired
)

var holdStates = closed.Set[HoldState]{What: "state of a hold", Names: []string{"reserved", "confirmed", "canceled", "expired"}}

func (s HoldState) String() string                   { return holdStates.String(s) }
func (s HoldState) MarshalText() ([]byte, error)     { return holdStates.Marshal(s) }
func (s *HoldState) UnmarshalText(text []byte) error { return holdStates.Unmarshal(text, s) }

// Tally is how the seats of a session stand; together they are all its seats.
type Tally struct{ Free, Reserved, Confirmed int }

// Errors of a ledger, to be told apart by [errors.Is].
var (
	ErrFull        = errors.New("capacity: not enough free seats") // evidence: [*FullError]
	ErrNoSeats     = errors.New("capacity: a hold takes at least one seat")
	ErrUnknownHold = errors.New("capacity: unknown hold")
	ErrExpired     = errors.New("capacity: the deadline has passed")
	ErrCanceled    = errors.New("capacity: the hold was canceled")
)

// FullError says how many seats were asked for and how many were free. It
// unwraps to [ErrFull].
type FullError struct{ Asked, Free int }

func (e *FullError) Error() string {
	return fmt.Sprintf("%v: %d asked, %d free", ErrFull, e.Asked, e.Free)
}

func (e *FullError) Unwrap() error { return ErrFull }

// NewLedger returns a ledger with so many seats, all free. A negative number
// counts as none.
func NewLedger(seats int) *Ledger { return &Ledger{seats: max(seats, 0)} }

// Reserve takes seats until the deadline and returns their hold. It takes all
// or none: the error is ErrNoSeats for less than one seat, ErrExpired for a
// deadline that has come already, and a [*FullError] when too few are free.
func (l *Ledger) Reserve(now time.Time, seats int, deadline time.Time) (HoldID, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	deadline = deadline.Round(0)
	switch free := l.tally().Free; {
	case seats < 1:
		return 0, fmt.Errorf("%w: %d asked", ErrNoSeats, seats)
	case !deadline.After(l.now):
		return 0, fmt.Errorf("%w: it was %v, now is %v", ErrExpired, deadline, l.now)
	case seats > free:
		return 0, &FullError{Asked: seats, Free: free}
	}
	if l.holds == nil {
		l.holds = map[HoldID]hold{}
	}
	if l.taken[Reserved] == 0 || deadline.Before(l.next) {
		l.next = deadline
	}
	l.states = append(l.states, Reserved)
	id := HoldID(len(l.states))
	l.holds[id] = hold{seats: seats, deadline: deadline}
	l.taken[Reserved] += seats
	return id, nil
}

// Confirm keeps the seats of a reserved hold beyond its deadline. Confirming
// again changes nothing. The error is ErrExpired, ErrCanceled or ErrUnknownHold.
func (l *Ledger) Confirm(now time.Time, id HoldID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	state, err := l.state(id)
	if err != nil || state == Confirmed {
		return err
	}
	if state != Reserved {
		return ended(id, state)
	}
	seats := l.holds[id].seats
	l.taken[Reserved] -= seats
	l.taken[Confirmed] += seats
	l.states[id-1] = Confirmed
	return nil
}

// Cancel frees the seats of a reserved or confirmed hold. Canceling again
// changes nothing. The error is ErrExpired, whose seats are free already, or
// ErrUnknownHold.
func (l *Ledger) Cancel(now time.Time, id HoldID) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	state, err := l.state(id)
	if err != nil || state == Canceled {
		return err
	}
	if state == Expired {
		return ended(id, state)
	}
	l.end(id, Canceled)
	return nil
}

// Expire ends the reserved holds whose deadline is now or earlier, and returns
// how many seats that freed.
func (l *Ledger) Expire(now time.Time) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.advance(now)
}

// State returns where a hold stands. The error is ErrUnknownHold.
func (l *Ledger) State(now time.Time, id HoldID) (HoldState, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	return l.state(id)
}

// Tally returns how the seats stand.
func (l *Ledger) Tally(now time.Time) Tally {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.advance(now)
	return l.tally()
}

// advance moves the ledger's time to now, unless that is in its past, ends the
// holds whose deadline has come and returns how many seats that freed.
func (l *Ledger) advance(now time.Time) int {
	// A monotonic reading, which a deadline from storage lacks, would make
	// comparisons depend on which two times meet.
	if now = now.Round(0); now.After(l.now) {
		l.now = now
	}
	if l.taken[Reserved] == 0 || l.now.Before(l.next) {
		return 0
	}
	before := l.taken[Reserved]
	var next time.Time
	// The order of the map does not matter: each hold ends or stays by itself.
	for id, h := range l.holds {
		switch {
		case l.states[id-1] != Reserved:
		case !h.deadline.After(l.now):
			l.end(id, Expired)
		case next.IsZero() || h.deadline.Before(next):
			next = h.deadline
		}
	}
	l.next = next
	return before - l.taken[Reserved]
}

func (l *Ledger) tally() Tally {
	return Tally{
		Free:      l.seats - l.taken[Reserved] - l.taken[Confirmed],
		Reserved:  l.taken[Reserved],
		Confirmed: l.taken[Confirmed],
	}
}

func (l *Ledger) state(id HoldID) (HoldState, error) {
	if id < 1 || id > HoldID(len(l.states)) {
		return 0, fmt.Errorf("%w %d", ErrUnknownHold, id)
	}
	return l.states[id-1], nil
}

// end frees the seats of a reserved or confirmed hold.
func (l *Ledger) end(id HoldID, state HoldState) {
	l.taken[l.states[id-1]] -= l.holds[id].seats
	l.states[id-1] = state
	delete(l.holds, id)
}

func ended(id HoldID, state HoldState) error {
	if state == Expired {
		return fmt.Errorf("hold %d: %w", id, ErrExpired)
	}
	return fmt.Errorf("hold %d: %w", id, ErrCanceled)
}
