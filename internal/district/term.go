package district

import (
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// The half-days of a week, Monday morning first.
const halfDays = 10

// Opening hours of the two slots of a day, and the lessons that block them.
var (
	morning        = capacity.ClockSpan{Start: 8*60 + 30, End: 11*60 + 30}
	afternoon      = capacity.ClockSpan{Start: 14 * 60, End: 16*60 + 30}
	morningLessons = capacity.ClockSpan{Start: 8 * 60, End: 11*60 + 50}
	lateLessons    = capacity.ClockSpan{Start: 14 * 60, End: 16*60 + 50}
)

// term is the autumn term of 2026 cut to a number of usable weeks. Sixteen
// weeks run from September 3 to December 31 and have 80 school days; fewer
// start later, a seventeenth follows after New Year.
type term struct {
	from, to capacity.Date
	weeks    int // calendar weeks touched
	holidays []capacity.DateSpan
}

func newTerm(usable int) term {
	t := term{
		from: capacity.DateOf(2026, time.September, 3),
		to:   capacity.DateOf(2026, time.December, 31),
		holidays: []capacity.DateSpan{
			day(2026, time.September, 25),
			{From: capacity.DateOf(2026, time.October, 1), To: capacity.DateOf(2026, time.October, 7)},
			{From: capacity.DateOf(2027, time.January, 1), To: capacity.DateOf(2027, time.January, 3)},
		},
	}
	if usable < 16 {
		t.from += capacity.Date(7 * (16 - usable))
	}
	if usable > 16 {
		t.to = capacity.DateOf(2027, time.January, 8)
	}
	t.weeks = t.to.Week() - t.from.Week() + 1
	return t
}

func day(year int, month time.Month, d int) capacity.DateSpan {
	date := capacity.DateOf(year, month, d)
	return capacity.DateSpan{From: date, To: date}
}

// monday returns the Monday of the term's week w, counted from 0.
func (t term) monday(w int) capacity.Date {
	return t.from - capacity.Date((int(t.from.Weekday())+6)%7) + capacity.Date(7*w)
}

// calendar is the grid that all sites of a district share.
func (t term) calendar() capacity.Calendar {
	return capacity.Calendar{
		ID: "term", Name: "2026年秋季学期",
		Terms: []capacity.Term{{
			From: t.from, To: t.to, Days: weekdays(0, 1, 2, 3, 4), Except: t.holidays,
			Periods: []capacity.Period{
				{ID: "am", Name: "上午", Start: morning.Start, End: morning.End, Hours: 4},
				{ID: "pm", Name: "下午", Start: afternoon.Start, End: afternoon.End, Hours: 4},
			},
		}},
	}
}

// weekdays returns a set of days, Monday being 0.
func weekdays(days ...int) capacity.Weekdays {
	var set capacity.Weekdays
	for _, d := range days {
		set |= capacity.Days(time.Weekday(d + 1))
	}
	return set
}

// week is a set of half-days of a week, by bit.
type week uint16

// drawWeek draws n different half-days.
func drawWeek(d *dice, n int) week {
	var w week
	for _, h := range (week(0)).inverse().shuffled(d)[:min(max(n, 0), halfDays)] {
		w |= 1 << h
	}
	return w
}

func (w week) has(h int) bool { return w>>h&1 == 1 }

// shuffled returns the half-days of w in a drawn order.
func (w week) shuffled(d *dice) []int {
	var order []int
	for h := range halfDays {
		if w.has(h) {
			order = append(order, h)
		}
	}
	shuffle(d, order)
	return order
}

// inverse returns the half-days that are not in w.
func (w week) inverse() week { return ^w & (1<<halfDays - 1) }

// times writes the half-days as patterns, one for the mornings and one for the
// afternoons, with the given hours.
func (w week) times(from, to capacity.Date, am, pm capacity.ClockSpan) capacity.Times {
	var days [2]capacity.Weekdays
	for h := range halfDays {
		if w.has(h) {
			days[h%2] |= weekdays(h / 2)
		}
	}
	var times capacity.Times
	for half, hours := range [2]capacity.ClockSpan{am, pm} {
		if days[half] != 0 {
			times = append(times, capacity.When{From: from, To: to, Days: days[half], Hours: []capacity.ClockSpan{hours}})
		}
	}
	return times
}

// lessons writes the half-days as lessons of every week.
func (w week) lessons() capacity.Times { return w.times(0, 0, morningLessons, lateLessons) }

// closures adds what the calendar of a school year brings: examinations of
// some grades, a repair, a day that the host needs for itself.
func (b *builder) closures() {
	exam := func(id capacity.ClosureID, why string, grades curriculum.GradeSet, from, to capacity.Date) capacity.Closure {
		return capacity.Closure{ID: id, Kind: capacity.Exams, Reason: why, Grades: grades,
			Times: capacity.Times{{From: from, To: to}}}
	}
	november := capacity.DateOf(2026, time.November, 9)
	december := capacity.DateOf(2026, time.December, 14)
	b.capacity.Closures = append(b.capacity.Closures,
		exam("exam-midterm", "期中考试周", curriculum.Grades(7, 12), november, november+4),
		exam("exam-mock", "毕业年级模拟考试", curriculum.Grades(9, 9)|curriculum.Grades(12, 12), december, december+4),
		capacity.Closure{ID: "skills-day", Kind: capacity.OwnTeaching, Reason: "校内技能节",
			Centers: []capacity.CenterID{b.capacity.Centers[0].ID},
			Times:   capacity.Times{{From: november + 17, To: november + 18}}},
	)
	if rooms := b.capacity.Rooms; len(rooms) >= 4 {
		b.capacity.Closures = append(b.capacity.Closures, capacity.Closure{
			ID: "repair", Kind: capacity.Repair, Reason: "设备检修", Rooms: []capacity.RoomID{rooms[3].ID},
			Times: capacity.Times{{From: november - 21, To: november - 10}},
		})
	}
}
