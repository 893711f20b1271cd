package smallgen

import (
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// friday is the first date of every problem; the days after the weekend are
// in another week.
var friday = capacity.DateOf(2026, time.September, 11)

// calendars are one or two grids over the same dates. The second has other
// periods, which overlap those of the first in time, and its "am" is another
// time: ids of slots are those of one grid.
func (d draw) calendars() []capacity.Calendar {
	grid := func(id capacity.CalendarID, periods ...capacity.Period) capacity.Calendar {
		t := capacity.Term{From: friday, To: friday, Periods: periods[:d.between(1, len(periods))]}
		switch d.IntN(4) {
		case 1: // Friday and Monday, by weekdays
			t.To, t.Days = friday+3, capacity.Days(time.Friday, time.Monday)
		case 2: // Monday and Tuesday
			t.From, t.To = friday+3, friday+4
		case 3: // Friday and Tuesday, by exceptions
			t.To, t.Except = friday+4, []capacity.DateSpan{{From: friday + 1, To: friday + 3}}
		}
		return capacity.Calendar{ID: id, Terms: []capacity.Term{t}}
	}
	all := []capacity.Calendar{grid("g1",
		capacity.Period{ID: "am", Start: clock(8, 30), End: clock(10, 0), Hours: d.hours()},
		capacity.Period{ID: "pm", Start: clock(10, 30), End: clock(12, 0), Hours: d.hours()})}
	if d.once(2) {
		all = append(all, grid("g2",
			capacity.Period{ID: "mid", Start: clock(9, 0), End: clock(10, 45), Hours: d.hours()},
			capacity.Period{ID: "am", Start: clock(10, 45), End: clock(12, 30), Hours: d.hours()}))
	}
	return all
}

func (d draw) hours() curriculum.ClassHours { return pick[curriculum.ClassHours](d, 2, 2, 1, 3, 0) }

func clock(hour, minute int) capacity.Clock { return capacity.Clock(60*hour + minute) }

// times draws patterns that hold for some of the slots.
func (d draw) times() capacity.Times {
	morning := []capacity.ClockSpan{{Start: clock(8, 0), End: clock(10, 15)}}
	late := []capacity.ClockSpan{{Start: clock(10, 30), End: clock(13, 0)}}
	return pick(d,
		capacity.Times{{Hours: morning}},
		capacity.Times{{Hours: late}},
		capacity.Times{{To: friday}},
		capacity.Times{{From: friday + 1}},
		capacity.Times{{Days: capacity.Days(time.Friday), Hours: morning}, {Days: capacity.Days(time.Monday, time.Tuesday), Hours: late}},
		capacity.Times{{Start: capacity.At(friday, clock(9, 0)), End: capacity.At(friday+3, clock(10, 30))}},
		capacity.Times{{From: friday, To: friday + 4, Except: []capacity.DateSpan{{From: friday + 3, To: friday + 3}}}},
		capacity.Times{{Hours: []capacity.ClockSpan{{Start: clock(8, 0), End: clock(9, 30)}, {Start: clock(9, 30), End: clock(11, 0)}}}},
	)
}
