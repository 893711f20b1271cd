package record

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// mostHours is far above any visit, and small enough that the sum over a book
// fits.
const mostHours = curriculum.ClassHours(10_000)

// enroll takes the learners.
func (b *Book) enroll(list []Learner, found *finding.List) {
	known := finding.NewIndex("/learners", "learner", list, func(l Learner) curriculum.CohortID { return l.ID })
	for i, l := range list {
		path := "/learners/" + strconv.Itoa(i)
		known.CheckOwn(found, i)
		finding.CheckID(found, path+"/school", l.School)
		if len(l.Years) == 0 {
			found.Add(path+"/years", nil, "are empty", "state the grades that the learner was in, and when")
		}
		for k, y := range l.Years {
			l.checkYear(k, path+"/years/"+strconv.Itoa(k), found)
			if y.Class != "" && known.CheckRef(found, path+"/years/"+strconv.Itoa(k)+"/class", y.Class) {
				c, _ := known.At(y.Class)
				checkClass(list[c], l, path+"/years/"+strconv.Itoa(k)+"/class", found)
			}
		}
	}
	if found.Len() > 0 {
		return
	}
	for _, l := range list {
		b.learners = append(b.learners, l.clone())
	}
	slices.SortFunc(b.learners, func(x, y Learner) int { return cmp.Compare(x.ID, y.ID) })
	for i, l := range b.learners {
		b.at[l.ID] = i
		for _, y := range l.Years {
			if in := b.pupils[y.Class]; y.Class != "" && (len(in) == 0 || in[len(in)-1] != i) {
				b.pupils[y.Class] = append(in, i)
			}
		}
	}
}

// checkYear checks the k-th year of a learner.
func (l Learner) checkYear(k int, path string, found *finding.List) {
	y := l.Years[k]
	if !y.Grade.Valid() {
		found.Add(path+"/grade", y.Grade, "is no grade", "use 1 to 12 or v1 to v3")
	}
	sound := checkDate(y.From, path+"/from", found)
	sound = checkDate(y.To, path+"/to", found) && sound
	switch {
	case !sound:
	case y.To < y.From:
		found.Add(path+"/to", y.To, "is before from, "+y.From.String(), "write the earlier date first")
	case k > 0 && y.From <= l.Years[k-1].To:
		found.Add(path+"/from", y.From, "is not after the year before, which ends "+l.Years[k-1].To.String(), "write years in the order of time, without overlap")
	}
}

// checkClass refuses classes of classes: hours go from a class to its pupils, and
// no further.
func checkClass(class, pupil Learner, path string, found *finding.List) {
	switch {
	case class.ID == pupil.ID:
		found.Add(path, class.ID, "is the learner itself", "leave it out")
	case slices.ContainsFunc(class.Years, func(y Year) bool { return y.Class != "" }):
		found.Add(path, class.ID, "is in a class itself", "name a class that is in none")
	}
}

func checkDate(d capacity.Date, path string, found *finding.List) bool {
	if _, err := d.MarshalText(); err != nil {
		found.Add(path, nil, "is no date", "write it as 2026-09-07")
		return false
	}
	return true
}

// append takes the entries of a list at path that are sound and new.
func (b *Book) append(list []Entry, path string, found *finding.List) {
	for i, e := range list {
		at := path + "/" + strconv.Itoa(i)
		if k, ok := b.known[e.ID]; ok && e.ID != "" {
			if !b.entries[k].equal(e) {
				found.Add(at+"/id", e.ID, "is already the id of another entry", "give each entry an id of its own; a mistake is voided by a new entry")
			}
			continue
		}
		before := found.Len()
		if e.Voids != "" {
			b.checkVoid(e, at, found)
		} else {
			b.checkEntry(e, at, found)
		}
		if found.Len() == before {
			b.take(e)
		}
	}
}

func (b *Book) take(e Entry) {
	k := len(b.entries)
	b.entries = append(b.entries, e.clone())
	b.known[e.ID] = k
	b.of[e.Learner] = append(b.of[e.Learner], k)
	if e.Voids == "" {
		b.done[b.deed(e)] = k
		return
	}
	b.voided[e.Voids] = true
	delete(b.done, b.deed(b.entries[b.known[e.Voids]]))
}

// checkVoid checks an entry that voids another.
func (b *Book) checkVoid(e Entry, path string, found *finding.List) {
	finding.CheckID(found, path+"/id", e.ID)
	finding.CheckText(found, path+"/why", e.Why)
	k, ok := b.known[e.Voids]
	if !ok {
		found.Add(path+"/voids", e.Voids, "is no earlier entry", "name one, or correct the id")
		return
	}
	v := b.entries[k]
	switch {
	case v.Voids != "":
		found.Add(path+"/voids", e.Voids, "voids another entry itself", "append what was done as a new entry")
	case b.voided[e.Voids]:
		found.Add(path+"/voids", e.Voids, "is void already", "remove this entry")
	}
	if e.Learner != v.Learner || e.Date != v.Date {
		found.Add(path, e.ID, "is not of the learner and date of the entry that it voids", "state "+string(v.Learner)+" and "+v.Date.String())
	}
	if !e.equal(Entry{ID: e.ID, Learner: e.Learner, Date: e.Date, Voids: e.Voids, Why: e.Why}) {
		found.Add(path, e.ID, "states more than what it voids", "append what was done as an entry of its own")
	}
}

// checkEntry checks an entry that says what was done.
func (b *Book) checkEntry(e Entry, path string, found *finding.List) {
	finding.CheckID(found, path+"/id", e.ID)
	if e.Why != "" {
		found.Add(path+"/why", e.Why, "is for an entry that voids another", "leave it out")
	}
	i, known := b.at[e.Learner]
	if !known {
		finding.Dangling(found, path+"/learner", e.Learner, b.learnerIDs(), "learner")
	}
	dated := checkDate(e.Date, path+"/date", found)
	if known && dated {
		if _, ok := b.learners[i].Year(e.Date); !ok {
			found.Add(path+"/date", e.Date, "is in no year of the learner", "correct the date, or add the year to the learner")
		}
	}
	if _, ok := b.catalog.Course(e.Course); !ok {
		finding.Dangling(found, path+"/course", e.Course, courseIDs(b.catalog), "course")
	}
	b.checkCenter(e, path, found)
	finding.CheckRange(found, path+"/hours", e.Hours, 1, mostHours)
	finding.CheckText(found, path+"/product", e.Product)
	e.checkMarks(path+"/marks", found)
	if known && dated {
		b.checkAbsent(e, path+"/absent", found)
		b.checkTwice(e, path, found)
	}
}

func (b *Book) checkCenter(e Entry, path string, found *finding.List) {
	if _, ok := b.providers.Provider(e.Center); !ok {
		finding.Dangling(found, path+"/center", e.Center, b.providers.IDs(), "provider")
	}
}

func (e Entry) checkMarks(path string, found *finding.List) {
	names := make([]string, len(e.Marks))
	for i, m := range e.Marks {
		at := path + "/" + strconv.Itoa(i)
		names[i] = m.Dimension
		if m.Dimension == "" {
			found.Add(at+"/dimension", nil, "is empty", "name it")
		} else {
			finding.CheckText(found, at+"/dimension", m.Dimension)
		}
		finding.CheckRange(found, at+"/score", m.Score, 0, 1000)
	}
	finding.CheckRepeats(found, path, names)
}

// checkAbsent takes for absent only who is in the class on that day.
func (b *Book) checkAbsent(e Entry, path string, found *finding.List) {
	finding.CheckRepeats(found, path, e.Absent)
	for i, id := range e.Absent {
		if k, ok := b.at[id]; !ok || !b.learners[k].in(e.Learner, e.Date) {
			found.Add(path+"/"+strconv.Itoa(i), id, "is no pupil of "+string(e.Learner)+" on "+e.Date.String(), "leave it out, or correct the pupil's years")
		}
	}
}

// in reports whether a learner is in a class on a date.
func (l Learner) in(class curriculum.CohortID, d capacity.Date) bool {
	y, ok := l.Year(d)
	return ok && y.Class == class
}

// checkTwice refuses what would count twice for somebody.
func (b *Book) checkTwice(e Entry, path string, found *finding.List) {
	refuse := func(k int, who curriculum.CohortID) {
		found.Add(path, e.ID, "has "+string(who)+" take "+string(e.Course)+" on "+e.Date.String()+" again, as entry "+string(b.entries[k].ID)+" does",
			"remove one, or void the other first")
	}
	own := b.deed(e)
	if k, ok := b.done[own]; ok {
		refuse(k, e.Learner)
		return
	}
	if y, _ := b.learners[own.learner].Year(e.Date); y.Class != "" {
		if k, ok := b.done[deed{b.at[y.Class], e.Course, e.Date}]; ok && !slices.Contains(b.entries[k].Absent, e.Learner) {
			refuse(k, e.Learner)
		}
	}
	for _, i := range b.pupils[e.Learner] {
		if l := b.learners[i]; l.in(e.Learner, e.Date) && !slices.Contains(e.Absent, l.ID) {
			if k, ok := b.done[deed{i, e.Course, e.Date}]; ok {
				refuse(k, l.ID)
			}
		}
	}
}

func (b *Book) learnerIDs() iter.Seq[curriculum.CohortID] {
	return func(yield func(curriculum.CohortID) bool) {
		for _, l := range b.learners {
			if !yield(l.ID) {
				return
			}
		}
	}
}
