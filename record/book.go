package record

import (
	"iter"
	"slices"
	"sync"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Spec is everything that [NewBook] validates into a [Book].
type Spec struct {
	Learners []Learner `json:"learners,omitzero"`
	Entries  []Entry   `json:"entries,omitzero"` // in the order in which they were made
}

// Book holds completion records. Entries are appended and never changed; one
// that voids another takes it out of what counts. Nothing counts twice: no
// learner has a course twice on a day, neither alone nor with a class.
//
// A Book is safe for concurrent use and must not be copied.
type Book struct {
	catalog   *curriculum.Catalog
	providers *capacity.Providers

	learners []Learner // by ascending id
	at       map[curriculum.CohortID]int
	pupils   map[curriculum.CohortID][]int // who is ever in a class, by index of the learner

	mu      sync.RWMutex
	entries []Entry
	known   map[EntryID]int
	voided  map[EntryID]bool
	of      map[curriculum.CohortID][]int // the entries that a learner's own name stands in, by index
	done    map[deed]int                  // of these, those that count
}

// deed is what counts once: a learner, by index, in a course on a day.
type deed struct {
	learner int
	course  curriculum.CourseID
	date    capacity.Date
}

// NewBook validates records against a catalog and the register of providers. The
// error is a [*finding.Error] with every finding, at paths such as
// "/entries/3/course". The spec is copied.
func NewBook(catalog *curriculum.Catalog, providers *capacity.Providers, spec Spec) (*Book, error) {
	var found finding.List
	b := &Book{
		catalog: catalog, providers: providers,
		at: map[curriculum.CohortID]int{}, pupils: map[curriculum.CohortID][]int{},
		known: map[EntryID]int{}, voided: map[EntryID]bool{}, of: map[curriculum.CohortID][]int{},
		done: make(map[deed]int, len(spec.Entries)),
	}
	if catalog == nil {
		found.Add("", nil, "a book needs a catalog", "pass one; it may be made from a zero spec")
		return nil, found.Err()
	}
	b.enroll(spec.Learners, &found)
	if found.Len() == 0 {
		b.append(spec.Entries, "/entries", &found)
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	return b, nil
}

// Append adds entries, all of them or, when anything is wrong with one, none. An
// entry that the book has already, word for word, is passed over, so that a
// caller may try again. The error is a [*finding.Error] at paths such as
// "/3/course".
func (b *Book) Append(entries ...Entry) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	had := len(b.entries)
	var found finding.List
	b.append(entries, "", &found)
	if err := found.Err(); err != nil {
		b.undo(had)
		return err
	}
	return nil
}

// undo takes back the entries from index had on.
func (b *Book) undo(had int) {
	for _, e := range slices.Backward(b.entries[had:]) {
		if e.Voids == "" {
			delete(b.done, b.deed(e))
		} else {
			k := b.known[e.Voids]
			b.done[b.deed(b.entries[k])] = k
		}
		delete(b.known, e.ID)
		delete(b.voided, e.Voids)
		own := b.of[e.Learner]
		b.of[e.Learner] = own[:len(own)-1]
	}
	b.entries = b.entries[:had]
}

// Spec returns a copy of what the book holds: learners by ascending id, entries
// in the order in which they were made.
func (b *Book) Spec() Spec {
	return Spec{Learners: slices.Collect(b.Learners()), Entries: slices.Collect(b.Entries())}
}

// Catalog returns the catalog that the book's courses are of.
func (b *Book) Catalog() *curriculum.Catalog { return b.catalog }

// Providers returns the register that the book's providers are of.
func (b *Book) Providers() *capacity.Providers { return b.providers }

// Learner returns a copy of the learner, and false when there is none.
func (b *Book) Learner(id curriculum.CohortID) (Learner, bool) {
	i, ok := b.at[id]
	if !ok {
		return Learner{}, false
	}
	return b.learners[i].clone(), true
}

// Learners yields copies of all learners by ascending id.
func (b *Book) Learners() iter.Seq[Learner] {
	return func(yield func(Learner) bool) {
		for _, l := range b.learners {
			if !yield(l.clone()) {
				return
			}
		}
	}
}

// Entries yields copies of all entries in the order in which they were made, as
// they were when it began.
func (b *Book) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		b.mu.RLock()
		all := b.entries[:len(b.entries):len(b.entries)]
		b.mu.RUnlock()
		for _, e := range all {
			if !yield(e.clone()) {
				return
			}
		}
	}
}

// Of returns copies of the entries that count for a learner, by date, then in
// the order in which they were made: the learner's own and, for a pupil, those
// of the class of the time at which the pupil was there. A learner that the book
// does not have has none.
func (b *Book) Of(id curriculum.CohortID) []Entry {
	i, ok := b.at[id]
	if !ok {
		return nil
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	var places []int
	for _, k := range b.of[id] {
		if b.counts(k) {
			places = append(places, k)
		}
	}
	for _, y := range b.learners[i].Years {
		for _, k := range b.of[y.Class] { // none of "", which is no learner's id
			e := &b.entries[k]
			if b.counts(k) && y.From <= e.Date && e.Date <= y.To && !slices.Contains(e.Absent, id) {
				places = append(places, k)
			}
		}
	}
	slices.SortFunc(places, func(x, y int) int {
		if d := int(b.entries[x].Date) - int(b.entries[y].Date); d != 0 {
			return d
		}
		return x - y
	})
	list := make([]Entry, len(places))
	for i, k := range places {
		list[i] = b.entries[k].clone()
	}
	return list
}

// deed returns what an entry says was done.
func (b *Book) deed(e Entry) deed { return deed{b.at[e.Learner], e.Course, e.Date} }

// counts reports whether an entry says that something was done, and holds.
func (b *Book) counts(k int) bool {
	return b.entries[k].Voids == "" && !b.voided[b.entries[k].ID]
}

// entryOf returns an entry that says what the learner did, and whether it holds:
// an entry that was voided does not, and is the learner's still.
func (b *Book) entryOf(learner curriculum.CohortID, id EntryID) (e Entry, holds, ok bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	k, known := b.known[id]
	i, has := b.at[learner]
	if !known || !has {
		return Entry{}, false, false
	}
	e = b.entries[k]
	own := e.Learner == learner || b.learners[i].in(e.Learner, e.Date) && !slices.Contains(e.Absent, learner)
	if e.Voids != "" || !own {
		return Entry{}, false, false
	}
	return e.clone(), b.counts(k), true
}
