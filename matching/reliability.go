package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Reliability says how a school has kept to the visits that it agreed to. What
// the center called off, and what the school canceled in time, is no fault.
type Reliability struct {
	School      curriculum.SchoolID `json:"school"`
	Confirmed   int                 `json:"confirmed"`   // visits that it confirmed, whatever came of them
	Completed   int                 `json:"completed"`   // visits that took place
	NoShows     int                 `json:"noShows"`     // visits to which it did not come
	LateCancels int                 `json:"lateCancels"` // visits that it canceled too late
	MadeUp      int                 `json:"madeUp"`      // of the no-shows and late cancels: made up for
	Kept        float64             `json:"kept"`        // Completed / (Completed + NoShows + LateCancels − MadeUp), by six decimals; 0 for 0 / 0
}

// Reliability returns the figures of every school with a booking, by ascending
// id. A visit is canceled too late when fewer than so many times 24 hours are
// left before it begins; 0 and less mean that no cancel is late.
func (r *Register) Reliability(days int) []Reliability {
	r.mu.Lock()
	defer r.mu.Unlock()
	schools := map[curriculum.SchoolID]*Reliability{}
	fault := map[BookingID]*int{} // where the visit is counted as one
	for i := range r.log {
		s := &r.log[i]
		b := r.booking(s.Booking)
		if b == nil {
			continue // a step of a request
		}
		school := schools[b.School]
		if school == nil {
			school = &Reliability{School: b.School}
			schools[b.School] = school
		}
		school.count(s, b, days, fault)
	}
	all := make([]Reliability, 0, len(schools))
	for _, school := range schools {
		school.Kept = ratio(int64(school.Completed), int64(school.Completed+school.NoShows+school.LateCancels-school.MadeUp))
		all = append(all, *school)
	}
	slices.SortFunc(all, func(a, b Reliability) int { return cmp.Compare(a.School, b.School) })
	return all
}

// count adds a step of one of the school's bookings.
func (f *Reliability) count(s *Step, b *Booking, days int, fault map[BookingID]*int) {
	blame := func(in *int) {
		*in++
		fault[b.ID] = in
	}
	switch s.Event {
	case EventConfirm:
		f.Confirmed++
	case EventCancel:
		if late(s.At, b.Begin, days) {
			blame(&f.LateCancels)
		}
	case EventMiss:
		blame(&f.NoShows)
	case EventMakeUp:
		if fault[b.ID] != nil {
			f.MadeUp++
		}
	case EventComplete, EventCallOff:
		if s.Event == EventComplete {
			f.Completed++
		}
		if in := fault[b.ID]; in != nil { // it came after all, or is excused
			*in--
			delete(fault, b.ID)
		}
	}
}

// late reports whether fewer than so many days are left.
func late(at, begin capacity.Moment, days int) bool {
	return int64(begin-at)/int64(capacity.Midnight) < int64(days)
}
