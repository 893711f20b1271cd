package oracle

import (
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
)

// slot is a stretch of minutes on one date; two grids may give one id to
// different slots.
type slot struct {
	id         capacity.SlotID
	date       capacity.Date
	begin, end capacity.Moment
	hours      int
}

func (s slot) overlaps(t slot) bool { return s.begin < t.end && t.begin < s.end }

// expand lists the slots of a calendar.
func expand(c *capacity.Calendar) []slot {
	var all []slot
	for _, t := range c.Terms {
		for date := t.From; date <= t.To; date++ {
			if !weekday(t.Days, date) || inSpans(t.Except, date) {
				continue
			}
			for _, p := range t.Periods {
				all = append(all, slot{
					id: capacity.SlotID(date.String() + "." + p.ID), date: date,
					begin: capacity.Moment(int64(date)*1440 + int64(p.Start)),
					end:   capacity.Moment(int64(date)*1440 + int64(p.End)),
					hours: int(p.Hours),
				})
			}
		}
	}
	return all
}

// cover reports whether one part of one pattern holds every minute of the
// slot; no pattern at all covers everything.
func cover(times capacity.Times, s slot) bool {
	if len(times) == 0 {
		return true
	}
	for _, part := range pieces(times) {
		all := true
		for m := s.begin; m < s.end; m++ {
			all = all && holds(part, m)
		}
		if all {
			return true
		}
	}
	return false
}

// touch reports whether a pattern holds some minute of the slot.
func touch(times capacity.Times, s slot) bool {
	for _, part := range pieces(times) {
		for m := s.begin; m < s.end; m++ {
			if holds(part, m) {
				return true
			}
		}
	}
	return false
}

// pieces splits the patterns until each has one part of the day at most.
func pieces(times capacity.Times) capacity.Times {
	var single capacity.Times
	for _, w := range times {
		if len(w.Hours) == 0 {
			single = append(single, w)
		}
		for _, h := range w.Hours {
			part := w
			part.Hours = []capacity.ClockSpan{h}
			single = append(single, part)
		}
	}
	return single
}

// holds reports whether a minute lies in a pattern.
func holds(w capacity.When, m capacity.Moment) bool {
	date, clock := capacity.Date(m/1440), capacity.Clock(m%1440)
	if w.Start != 0 && m < w.Start || w.End != 0 && m >= w.End {
		return false
	}
	if w.From != 0 && date < w.From || w.To != 0 && date > w.To {
		return false
	}
	if !weekday(w.Days, date) || inSpans(w.Except, date) {
		return false
	}
	for _, h := range w.Hours {
		if clock >= h.Start && clock < h.End {
			return true
		}
	}
	return len(w.Hours) == 0
}

func weekday(days capacity.Weekdays, d capacity.Date) bool {
	return days == 0 || days&capacity.Days(dayOf(d)) != 0
}

func dayOf(d capacity.Date) time.Weekday { return time.Unix(int64(d)*86400, 0).UTC().Weekday() }

// monday returns the first day of the date's week.
func monday(d capacity.Date) capacity.Date {
	for dayOf(d) != time.Monday {
		d--
	}
	return d
}

func inSpans(spans []capacity.DateSpan, d capacity.Date) bool {
	for _, s := range spans {
		if inSpan(s, d) {
			return true
		}
	}
	return false
}

func inSpan(s capacity.DateSpan, d capacity.Date) bool {
	return (s.From == 0 || d >= s.From) && (s.To == 0 || d <= s.To)
}
