package matching

import (
	"fmt"
	"slices"
)

// addInstructors appraises one instructor more of each kind, in each week.
func (a *appraiser) addInstructors() {
	most := make([]map[string]Worth, len(a.first)) // by kind
	for k := range most {
		most[k] = map[string]Worth{}
	}
	kept := a.kept()
	for _, l := range a.leaders {
		w := Worth{Resource: ResourceInstructor, Instructor: l.ID}
		if len(l.Centers) == 1 {
			w.Center = l.Centers[0]
		}
		kind := l.kind()
		rises, opens := a.another(l)
		for k := range rises {
			raise(&rises[k], kept[l.index][k])
			w.Week, w.Rise = a.monday(k), rises[k]
			best, ok := most[k][kind]
			opening := opens || best.Opens
			if !ok || best.Rise < w.Rise {
				best = w
			}
			best.Opens = opening
			most[k][kind] = best
		}
	}
	for _, kinds := range most {
		for _, w := range kinds {
			a.add(w) // sorted in the end
		}
	}
}

// kind names what the leader is qualified for, and where.
func (l *leader) kind() string {
	centers, majors, courses := slices.Clone(l.Centers), slices.Clone(l.Majors), slices.Clone(l.Courses)
	slices.Sort(centers)
	slices.Sort(majors)
	slices.Sort(courses)
	return fmt.Sprintf("%q %q %q", centers, majors, courses)
}

// another returns what sessions would be worth more, by week, with another like a
// leader, and whether options would open.
func (a *appraiser) another(l *leader) (rises []int64, opens bool) {
	var variants []variant
	for _, h := range a.hosts {
		if !slices.Contains(h.leaders, l) || !a.eased(h, l) {
			continue
		}
		more := *h
		more.leaders = append(slices.Clone(h.leaders), l)
		more.free = slices.Clone(h.free)
		more.staffed = map[int64]slotSet{}
		for t := range l.free[h.line.index].all() {
			more.free[t]++
		}
		guests, other := a.joining(h, &more, func(*guest) bool { return true })
		more.guests, opens = guests, opens || other
		variants = append(variants, variant{&more, a.placeOf[h.index]})
	}
	return a.rises(a.weeks(), variants), opens
}

// eased reports whether another like a leader would let sessions of an offering
// have more instructors, or cheaper ones.
func (a *appraiser) eased(h *host, l *leader) bool {
	more := *h
	more.leaders = append(slices.Clone(h.leaders), l)
	var before []level
	for t := range l.free[h.line.index].all() {
		if !h.open.has(t) {
			continue
		}
		a.now.setLevels(h, t)
		before = append(before[:0], a.now.levels...)
		a.now.setLevels(&more, t)
		if !slices.Equal(before, a.now.levels) {
			return true
		}
	}
	return false
}

// kept returns, by leader and week, what the prices of another like it come to who
// works in that week alone.
func (a *appraiser) kept() [][]int64 {
	kept := make([][]int64, len(a.leaders))
	for i := range kept {
		kept[i] = make([]int64, len(a.first))
	}
	for i := range a.prices {
		x := &a.prices[i]
		l := a.leaderOf[x.Instructor]
		if l == nil {
			continue
		}
		note := func(week int, most int64) { raise(&kept[l.index][week], cappedProduct(x.Price, most)) }
		switch {
		case x.Slot != "":
			line := a.lines[a.calendars[x.Calendar]]
			if t := line.at[x.Slot]; l.free[line.index].has(t) {
				note(a.weekOf[line.day[t]], 1)
			}
		case x.Date != 0:
			day, _ := slices.BinarySearch(a.dates, x.Date)
			note(a.weekOf[day], a.canLead(l, day, day+1))
		default:
			for k := range a.first {
				if x.Week == 0 || x.Week == a.monday(k) {
					note(k, a.canLead(l, a.first[k], a.end(k)))
				}
			}
		}
	}
	return kept
}

// end returns the index of the date after a week's last.
func (a *appraiser) end(week int) int {
	if week+1 < len(a.first) {
		return a.first[week+1]
	}
	return len(a.dates)
}
