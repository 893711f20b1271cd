package capacity

import (
	"fmt"
	"strings"
	"time"
)

// When is a pattern of times: those for which every stated condition holds.
// The zero When is every time.
//
//	{From: 2026-09-07, To: 2026-12-31, Days: mon-fri, Hours: 08:30-11:30}
//	{Start: 2026-09-22T06:30, End: 2026-09-23T12:00}
type When struct {
	Start  Moment      `json:"start,omitzero"`  // no earlier; 0 means no limit
	End    Moment      `json:"end,omitzero"`    // earlier than this; 0 means no limit
	From   Date        `json:"from,omitzero"`   // first date; 0 means no limit
	To     Date        `json:"to,omitzero"`     // last date; 0 means no limit
	Days   Weekdays    `json:"days,omitzero"`   // days of the week; empty means every day
	Hours  []ClockSpan `json:"hours,omitzero"`  // parts of the day; empty means the whole day
	Except []DateSpan  `json:"except,omitzero"` // dates left out
}

// Times is the union of its patterns. Where a field has this type, the field
// says what no pattern at all means.
type Times []When

// Clone returns a copy that shares no slice with t.
func (t Times) Clone() Times {
	if t == nil {
		return nil
	}
	c := make(Times, len(t))
	for i, w := range t {
		w.Hours = append([]ClockSpan(nil), w.Hours...)
		w.Except = append([]DateSpan(nil), w.Except...)
		c[i] = w
	}
	return c
}

// Cover reports whether the whole slot lies within one part of one pattern.
func (t Times) Cover(s Slot) bool {
	for _, w := range t {
		if w.on(s.Date) &&
			(w.Start == 0 || w.Start <= At(s.Date, s.Start)) &&
			(w.End == 0 || At(s.Date, s.End) <= w.End) &&
			w.hours(func(h ClockSpan) bool { return h.Start <= s.Start && s.End <= h.End }) {
			return true
		}
	}
	return false
}

// Touch reports whether any minute of the slot lies within a pattern.
func (t Times) Touch(s Slot) bool {
	for _, w := range t {
		if !w.on(s.Date) {
			continue
		}
		from, to := At(s.Date, s.Start), At(s.Date, s.End)
		if w.Start != 0 {
			from = max(from, w.Start)
		}
		if w.End != 0 {
			to = min(to, w.End)
		}
		if w.hours(func(h ClockSpan) bool {
			return max(from, At(s.Date, h.Start)) < min(to, At(s.Date, h.End))
		}) {
			return true
		}
	}
	return false
}

// on reports whether the pattern's date conditions hold on d.
func (w When) on(d Date) bool {
	if !(DateSpan{w.From, w.To}).Has(d) || !w.Days.Has(d.Weekday()) {
		return false
	}
	for _, x := range w.Except {
		if x.Has(d) {
			return false
		}
	}
	return true
}

// hours reports whether f holds for one part of the day.
func (w When) hours(f func(ClockSpan) bool) bool {
	if len(w.Hours) == 0 {
		return f(ClockSpan{0, Midnight})
	}
	for _, h := range w.Hours {
		if f(h) {
			return true
		}
	}
	return false
}

// Weekdays is a set of days of the week. The empty set means every day.
type Weekdays uint8

// Has reports whether the set holds a day, which the empty set does for all.
func (w Weekdays) Has(d time.Weekday) bool { return w == 0 || w>>uint(d)&1 == 1 }

// valid reports whether the set holds days of the week alone.
func (w Weekdays) valid() bool { return w>>len(week) == 0 }

// Days returns the set of the given days; what is no day of the week adds nothing.
func Days(days ...time.Weekday) Weekdays {
	var w Weekdays
	for _, d := range days {
		if d >= time.Sunday && d <= time.Saturday {
			w |= 1 << d
		}
	}
	return w
}

// week lists the days in the order in which a school week is written.
var week = [...]struct {
	day  time.Weekday
	name string
}{
	{time.Monday, "mon"}, {time.Tuesday, "tue"}, {time.Wednesday, "wed"}, {time.Thursday, "thu"},
	{time.Friday, "fri"}, {time.Saturday, "sat"}, {time.Sunday, "sun"},
}

// String joins ranges by commas, "mon-fri,sun"; the empty set is "".
func (w Weekdays) String() string {
	if w == 0 {
		return ""
	}
	var parts []string
	for i := 0; i < len(week); i++ {
		if !w.Has(week[i].day) {
			continue
		}
		j := i
		for j+1 < len(week) && w.Has(week[j+1].day) {
			j++
		}
		if i == j {
			parts = append(parts, week[i].name)
		} else {
			parts = append(parts, week[i].name+"-"+week[j].name)
		}
		i = j
	}
	return strings.Join(parts, ",")
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (w Weekdays) MarshalText() ([]byte, error) {
	if !w.valid() {
		return nil, fmt.Errorf("no weekdays %#x; a set has seven bits", uint8(w))
	}
	return []byte(w.String()), nil
}

// UnmarshalText accepts what MarshalText writes, parts in any order; ranges run
// from Monday to Sunday.
func (w *Weekdays) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*w = 0
		return nil
	}
	var set Weekdays
	for part := range strings.SplitSeq(string(text), ",") {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		i, j := weekIndex(from), weekIndex(to)
		if i < 0 || j < i {
			return fmt.Errorf("%q is not a set of weekdays; write it as mon-fri or mon,wed", text)
		}
		for ; i <= j; i++ {
			set |= Days(week[i].day)
		}
	}
	*w = set
	return nil
}

func weekIndex(name string) int {
	for i := range week {
		if week[i].name == name {
			return i
		}
	}
	return -1
}
