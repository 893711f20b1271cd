package capacity

import (
	"cmp"
	"slices"
	"strconv"
)

func (v *validator) checkCalendars() {
	slots := int64(0)
	for i, c := range v.spec.Calendars {
		path := v.calendars.define(v, i)
		v.text(path+"/name", c.Name)
		if len(c.Terms) == 0 {
			v.found.Add(path+"/terms", nil, "has no term", "add a term with its dates and periods")
			continue
		}
		sound := true
		for j, t := range c.Terms {
			sound = v.term(at(path+"/terms", j), t) && sound
		}
		if !sound {
			continue
		}
		over := slots > maxSlots
		for _, t := range c.Terms {
			slots += (int64(t.To) - int64(t.From) + 1) * int64(len(t.Periods))
		}
		switch {
		case slots <= maxSlots:
			v.grid(path, c)
		case !over:
			v.found.Add(path+"/terms", nil, "brings days times periods of all calendars to more than "+strconv.Itoa(maxSlots),
				"share calendars between centers, or shorten the terms")
		}
	}
}

// term checks a term and reports whether it can be expanded.
func (v *validator) term(path string, t Term) bool {
	before := v.found.Len()
	if t.From == 0 {
		v.found.Add(path+"/from", nil, "is missing", "state the first date")
	}
	if t.To == 0 {
		v.found.Add(path+"/to", nil, "is missing", "state the last date")
	}
	if v.dates(path, t.From, t.To) && t.From != 0 && t.To != 0 && int64(t.To)-int64(t.From) >= maxDays {
		v.found.Add(path+"/to", t.To, "makes the term longer than "+strconv.Itoa(maxDays)+" days", "part it into several terms")
	}
	v.days(path+"/days", t.Days)
	v.except(path+"/except", t.Except)
	if len(t.Periods) == 0 {
		v.found.Add(path+"/periods", nil, "has no period", "add the parts of the day in which visits take place")
	}
	seen := make(map[string]int, len(t.Periods))
	for i, p := range t.Periods {
		place := at(path+"/periods", i)
		v.id(place+"/id", p.ID, maxPeriod)
		if first, ok := seen[p.ID]; ok && p.ID != "" {
			v.found.Add(place+"/id", p.ID, "is the id of "+at(path+"/periods", first)+" too", "give every period of a term an id of its own")
		} else {
			seen[p.ID] = i
		}
		v.text(place+"/name", p.Name)
		v.hours(place+"/start", place+"/end", ClockSpan{p.Start, p.End})
		v.number(place+"/hours", int64(p.Hours), 0, maxHours)
	}
	return v.found.Len() == before
}

// origin is where a calendar states a slot.
type origin struct{ term, period int }

func (o origin) path(calendar string) string {
	return at(at(calendar+"/terms", o.term)+"/periods", o.period)
}

type placedSlot struct {
	Slot
	from origin
}

// grid checks the slots of a calendar against each other. Two periods that
// collide on many dates make one finding, at their first date.
func (v *validator) grid(path string, c Calendar) {
	var slots []placedSlot
	c.expand(func(s Slot, term, period int) {
		slots = append(slots, placedSlot{s, origin{term, period}})
	})
	if len(slots) == 0 {
		v.found.Add(path+"/terms", nil, "leave the calendar without any slot", "check their dates, days and exceptions")
		return
	}
	slices.SortFunc(slots, func(a, b placedSlot) int {
		return cmp.Or(cmp.Compare(a.Begin(), b.Begin()),
			cmp.Compare(a.from.term, b.from.term), cmp.Compare(a.from.period, b.from.period))
	})
	noted := map[[2]origin]bool{}
	note := func(a, b placedSlot, problem, remedy string) {
		if b.from.term < a.from.term || b.from.term == a.from.term && b.from.period < a.from.period {
			a, b = b, a
		}
		if !noted[[2]origin{a.from, b.from}] {
			noted[[2]origin{a.from, b.from}] = true
			v.found.Add(b.from.path(path), b.ID, problem+strconv.Quote(string(a.ID))+" of "+a.from.path(path), remedy)
		}
	}
	first := make(map[SlotID]placedSlot, len(slots))
	for _, s := range slots {
		if earlier, ok := first[s.ID]; ok {
			note(earlier, s, "has the same id as ", "rename one of the periods, or part the dates of the terms")
		} else {
			first[s.ID] = s
		}
	}
	last := slots[0]
	for _, s := range slots[1:] {
		if s.Overlaps(last.Slot) {
			note(last, s, "overlaps ", "move one of the periods, or part the dates of the terms")
		}
		if s.Finish() > last.Finish() {
			last = s
		}
	}
}
