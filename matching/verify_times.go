package matching

import (
	"iter"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// readSlots returns the slots of a calendar by id.
func readSlots(c capacity.Calendar) map[capacity.SlotID]capacity.Slot {
	slots := map[capacity.SlotID]capacity.Slot{}
	for _, term := range c.Terms {
		for date := term.From; date <= term.To; date++ {
			if !onDay(term.Days, date) || inSpans(term.Except, date) {
				continue
			}
			for _, p := range term.Periods {
				id := capacity.SlotID(date.String() + "." + p.ID)
				slots[id] = capacity.Slot{ID: id, Date: date, Start: p.Start, End: p.End, Hours: p.Hours}
			}
		}
	}
	return slots
}

func onDay(days capacity.Weekdays, date capacity.Date) bool {
	return days == 0 || days&capacity.Days(date.Weekday()) != 0
}

func inSpans(spans []capacity.DateSpan, date capacity.Date) bool {
	return slices.ContainsFunc(spans, func(s capacity.DateSpan) bool { return inSpan(s, date) })
}

// inSpan reads a span of dates: both ends included, an unset one open.
func inSpan(s capacity.DateSpan, date capacity.Date) bool {
	if s.From != 0 && date < s.From {
		return false
	}
	return s.To == 0 || date <= s.To
}

// stretches yields the parts of a date that lie within the times, pattern by
// pattern, each from its first minute to before its last.
func stretches(times capacity.Times, date capacity.Date) iter.Seq2[capacity.Moment, capacity.Moment] {
	return func(yield func(from, to capacity.Moment) bool) {
		for _, w := range times {
			if !inSpan(capacity.DateSpan{From: w.From, To: w.To}, date) || !onDay(w.Days, date) || inSpans(w.Except, date) {
				continue
			}
			hours := w.Hours
			if len(hours) == 0 {
				hours = []capacity.ClockSpan{{Start: 0, End: capacity.Midnight}}
			}
			for _, h := range hours {
				from, to := capacity.At(date, h.Start), capacity.At(date, h.End)
				if w.Start != 0 {
					from = max(from, w.Start)
				}
				if w.End != 0 {
					to = min(to, w.End)
				}
				if from < to && !yield(from, to) {
					return
				}
			}
		}
	}
}

// covered reports whether one stretch of the times holds the whole slot.
func covered(slot capacity.Slot, by capacity.Times) bool {
	for from, to := range stretches(by, slot.Date) {
		if from <= slot.Begin() && slot.Finish() <= to {
			return true
		}
	}
	return false
}

// coveredOrFree is covered for fields in which no times at all mean any time.
func coveredOrFree(slot capacity.Slot, by capacity.Times) bool {
	return len(by) == 0 || covered(slot, by)
}

// touched reports whether a stretch of the times shares a minute with the slot.
func touched(slot capacity.Slot, by capacity.Times) bool {
	for from, to := range stretches(by, slot.Date) {
		if from < slot.Finish() && slot.Begin() < to {
			return true
		}
	}
	return false
}

// slotText is a slot for a message: its date and hours.
func slotText(s capacity.Slot) string {
	return s.Date.String() + " " + s.Start.String() + "-" + s.End.String()
}
