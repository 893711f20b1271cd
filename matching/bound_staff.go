package matching

import (
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
)

// readStaff reads a price of an instructor: in a slot, on a date, in a week or
// over all. It is paid in every slot that it is for.
func (p priceReader) readStaff() {
	x := p.x
	l, ok := known(p, "/instructor", x.Instructor, p.leaderOf)
	if !ok {
		return
	}
	from, to := 0, len(p.dates)
	switch {
	case x.Slot != "":
		if line, slot, ok := p.slotOf(x.Calendar); ok && l.free[line.index].has(slot) {
			addPrice(pricesOf(&p.staff[l.index], len(p.lines), line), slot, x.Price)
			p.fix(x.Price, 1)
		}
		return
	case x.Date != 0:
		if from, ok = p.day("/date", x.Date); !ok {
			return
		}
		to = from + 1
	case x.Week != 0:
		if from, to, ok = p.week(x.Week); !ok {
			return
		}
	}
	p.fix(x.Price, p.canLead(l, from, to))
	for i, line := range p.lines {
		if l.free[i] == nil {
			continue
		}
		prices := pricesOf(&p.staff[l.index], len(p.lines), line)
		for t, day := range line.day {
			if from <= day && day < to {
				addPrice(prices, t, x.Price)
			}
		}
	}
}

// week returns the dates with slots of a week.
func (p priceReader) week(monday capacity.Date) (from, to int, ok bool) {
	from, _ = slices.BinarySearch(p.dates, monday)
	to, _ = slices.BinarySearch(p.dates, monday+7)
	switch {
	case monday.Week() == (monday - 1).Week():
		p.refuse("/week", monday, "is no Monday", "name a week by its Monday")
	case from == to:
		p.refuse("/week", monday, "is a week without slots", "use a certificate that was made for the problem")
	default:
		return from, to, true
	}
	return 0, 0, false
}

// canLead returns how many sessions a leader can lead at the most on the dates
// from one to before another. On one date they are at one center.
func (r *relaxation) canLead(l *leader, from, to int) int64 {
	sum, week := int64(0), int64(0)
	for day := from; day < to; day++ {
		most := 0
		for i, line := range r.lines {
			if l.free[i] == nil {
				continue
			}
			first, _ := slices.BinarySearch(line.day, day)
			n := 0
			for t := first; t < len(line.day) && line.day[t] == day; t++ {
				if l.free[i].has(t) {
					n++
				}
			}
			most = max(most, n)
		}
		week += upTo(int64(most), l.PerDay)
		if day+1 == to || r.dates[day+1].Week() != r.dates[day].Week() {
			sum += upTo(week, l.PerWeek)
			week = 0
		}
	}
	return upTo(sum, l.PerTerm)
}

// upTo applies a limit, of which 0 is none.
func upTo(n int64, most int) int64 {
	if most != 0 {
		n = min(n, int64(most))
	}
	return n
}

// charges returns what the leaders who could lead a session cost, the cheapest
// first; the slice is good until the next call.
func (v *valuation) charges(h *host, t int) []int64 {
	v.charged = v.charged[:0]
	priced := false
	for _, l := range h.leaders {
		if !l.free[h.line.index].has(t) {
			continue
		}
		charge := int64(0)
		if byLine := v.staff[l.index]; byLine != nil {
			charge = priceAt(byLine[h.line.index], t)
		}
		priced = priced || charge > 0
		v.charged = append(v.charged, charge)
	}
	if priced {
		slices.Sort(v.charged)
	}
	return v.charged
}
