package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Calendar is the grid of slots that one or more centers share. Its slots are
// those of its terms together and must not overlap.
type Calendar struct {
	ID    CalendarID `json:"id"`
	Name  string     `json:"name,omitzero"`
	Terms []Term     `json:"terms"`
}

// Term repeats the periods of a day over the dates from From to To.
type Term struct {
	From    Date       `json:"from"`
	To      Date       `json:"to"`
	Days    Weekdays   `json:"days,omitzero"`   // empty means every day
	Except  []DateSpan `json:"except,omitzero"` // holidays
	Periods []Period   `json:"periods"`
}

// Period is a part of the day, such as the morning.
type Period struct {
	ID    string                `json:"id"` // ends the ids of its slots: "am"
	Name  string                `json:"name,omitzero"`
	Start Clock                 `json:"start"`
	End   Clock                 `json:"end"`
	Hours curriculum.ClassHours `json:"hours"` // class hours that a visit in it counts for
}

// Slot is one period on one date; it lies within the date.
type Slot struct {
	ID         SlotID
	Date       Date
	Start, End Clock
	Hours      curriculum.ClassHours
}

// Begin returns the moment at which the slot starts.
func (s Slot) Begin() Moment { return At(s.Date, s.Start) }

// Finish returns the moment at which the slot ends.
func (s Slot) Finish() Moment { return At(s.Date, s.End) }

// Overlaps reports whether the slots share a minute.
func (s Slot) Overlaps(t Slot) bool {
	return s.Date == t.Date && s.Start < t.End && t.Start < s.End
}

// slots expands the terms, in the order in which they are written.
func (c Calendar) slots() []Slot {
	var all []Slot
	c.expand(func(s Slot, _, _ int) { all = append(all, s) })
	return all
}

// expand calls f for every slot with the indexes of its term and period.
func (c Calendar) expand(f func(s Slot, term, period int)) {
	for i, t := range c.Terms {
		w := When{From: t.From, To: t.To, Days: t.Days, Except: t.Except}
		for d := t.From; d <= t.To; d++ {
			if !w.on(d) {
				continue
			}
			day := d.String() + "."
			for j, p := range t.Periods {
				f(Slot{ID: SlotID(day + p.ID), Date: d, Start: p.Start, End: p.End, Hours: p.Hours}, i, j)
			}
		}
	}
}
