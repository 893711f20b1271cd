package record_test

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/record"
)

// bank is a slow model of an account that has every class hour one by one, so
// that none can be lost or counted twice.
type bank struct {
	entries map[record.EntryID]record.Entry
	void    map[record.EntryID]bool // in the book
	hours   []*hour                 // in the order in which they were deposited
	lots    []*madeOf
	uses    []*usedFor
	steps   map[record.StepID]record.Step
	last    map[curriculum.CohortID]capacity.Date
}

type hour struct {
	learner curriculum.CohortID
	entry   record.EntryID
	lot     *madeOf // nil: free, unless out
	out     bool
}

type madeOf struct {
	learner curriculum.CohortID
	step    record.StepID
	row     bankRow
	undone  bool
}

type usedFor struct {
	learner curriculum.CohortID
	step    record.Step
	undone  bool
}

// bankRow is a row of an agreement of the machine, said otherwise.
type bankRow struct {
	agreement record.AgreementID
	row       record.RowID
	school    curriculum.SchoolID
	centers   string // of one letter each
	from, to  capacity.Date
	courses   []curriculum.CourseID
	hours     int
	credits   int
	subject   string
	most      int // 0: any
	mostOfAll int
}

var bankRows = []bankRow{
	{"a", "practice", "s", "v1 v2", civil(2025, 9, 20), civil(2027, 8, 31), []curriculum.CourseID{"cnc", "bake"}, 5, 2, "劳动", 4, 6},
	{"a", "any", "s", "v1 v2", civil(2025, 9, 20), civil(2027, 8, 31), []curriculum.CourseID{"cnc", "bake", "drone", "flightsim"}, 3, 1, "综合实践", 0, 6},
	{"a", "cnc", "s", "v1 v2", civil(2025, 9, 20), civil(2027, 8, 31), []curriculum.CourseID{"cnc"}, 4, 1, "劳动", 0, 6},
	{"b", "food", "t", "w", civil(2026, 1, 1), civil(9999, 12, 31), []curriculum.CourseID{"bake"}, 2, 3, "综合实践", 0, 0},
}

func newBank() *bank {
	return &bank{entries: map[record.EntryID]record.Entry{}, void: map[record.EntryID]bool{},
		steps: map[record.StepID]record.Step{}, last: map[curriculum.CohortID]capacity.Date{}}
}

func schoolOf(learner curriculum.CohortID) curriculum.SchoolID {
	if learner == "p3" {
		return "t"
	}
	return "s"
}

// did reports whether a learner has an entry, voided or not.
func (b *bank) did(learner curriculum.CohortID, e record.Entry) bool {
	inClass := (learner == "p1" || learner == "p2") && e.Date <= civil(2026, 8, 31)
	return e.ID != "" && (e.Learner == learner || e.Learner == "10-1" && inClass && !slices.Contains(e.Absent, learner))
}

// apply takes a step, or reports that it is not legal.
func (b *bank) apply(s record.Step) bool {
	if old, ok := b.steps[s.ID]; ok {
		return old == s
	}
	legal := s.Date >= b.last[s.Learner]
	if s.Kind == record.StepConvert || s.Kind == record.StepUse {
		for _, h := range b.hours {
			legal = legal && (h.learner != s.Learner || h.out || !b.void[h.entry])
		}
	}
	if !legal || !b.take(s) {
		return false
	}
	b.steps[s.ID], b.last[s.Learner] = s, s.Date
	return true
}

func (b *bank) take(s record.Step) bool {
	switch s.Kind {
	case record.StepDeposit:
		e := b.entries[s.Entry]
		if !b.did(s.Learner, e) || b.void[e.ID] || s.Date < e.Date || b.count(func(h *hour) bool { return h.learner == s.Learner && h.entry == e.ID }) > 0 {
			return false
		}
		for range e.Hours {
			b.hours = append(b.hours, &hour{learner: s.Learner, entry: e.ID})
		}
		return true
	case record.StepConvert:
		return b.convert(s)
	case record.StepUse:
		earned, used := b.credits(s.Learner, s.Subject)
		if s.Credits < 1 || earned-used < s.Credits {
			return false
		}
		b.uses = append(b.uses, &usedFor{learner: s.Learner, step: s})
		return true
	case record.StepUndo:
		return b.undo(s)
	case record.StepVoid:
		n := b.count(func(h *hour) bool { return h.learner == s.Learner && h.entry == s.Entry && !h.out })
		if n == 0 || !b.void[s.Entry] {
			return false
		}
		for _, h := range b.hours {
			if h.learner == s.Learner && h.entry == s.Entry {
				if h.lot != nil {
					h.lot.undone = true
				}
				h.out = true
			}
		}
		b.free()
		return true
	}
	return false
}

// convert takes hours one at a time, the earliest first.
func (b *bank) convert(s record.Step) bool {
	i := slices.IndexFunc(bankRows, func(r bankRow) bool { return r.agreement == s.Agreement && r.row == s.Row })
	if i < 0 || s.Lots < 1 {
		return false
	}
	r := bankRows[i]
	var open []*hour
	for _, h := range b.hours {
		e := b.entries[h.entry]
		if h.learner == s.Learner && h.lot == nil && !h.out && schoolOf(s.Learner) == r.school && slices.Contains(r.courses, e.Course) &&
			r.from <= e.Date && e.Date <= r.to && (r.centers == string(e.Center) || r.centers == "v1 v2" && e.Center != "w") {
			open = append(open, h)
		}
	}
	slices.SortStableFunc(open, func(x, y *hour) int { return cmp.Compare(b.entries[x.entry].Date, b.entries[y.entry].Date) })
	byRow, byAll := r.credits*int(s.Lots), r.credits*int(s.Lots)
	for _, l := range b.lots {
		if l.learner == s.Learner && !l.undone && l.row.agreement == r.agreement {
			byAll += l.row.credits
			if l.row.row == r.row {
				byRow += l.row.credits
			}
		}
	}
	if len(open) < s.Lots*r.hours || r.most > 0 && byRow > r.most || r.mostOfAll > 0 && byAll > r.mostOfAll {
		return false
	}
	for range s.Lots {
		lot := &madeOf{learner: s.Learner, step: s.ID, row: r}
		b.lots = append(b.lots, lot)
		for _, h := range open[:r.hours] {
			h.lot = lot
		}
		open = open[r.hours:]
	}
	return true
}

func (b *bank) undo(s record.Step) bool {
	for _, u := range b.uses {
		if u.step.ID == s.Undoes && u.learner == s.Learner && !u.undone {
			u.undone = true
			return true
		}
	}
	var stand []*madeOf
	for _, l := range b.lots {
		if l.step == s.Undoes && l.learner == s.Learner && !l.undone {
			stand = append(stand, l)
		}
	}
	if len(stand) == 0 {
		return false
	}
	earned, used := b.credits(s.Learner, stand[0].row.subject)
	if earned-int(len(stand))*stand[0].row.credits < used {
		return false
	}
	for _, l := range stand {
		l.undone = true
	}
	b.free()
	return true
}

// free lets go of the hours of lots that were undone.
func (b *bank) free() {
	for _, h := range b.hours {
		if h.lot != nil && h.lot.undone {
			h.lot = nil
		}
	}
}

func (b *bank) credits(learner curriculum.CohortID, subject string) (earned, used int) {
	for _, l := range b.lots {
		if l.learner == learner && !l.undone && l.row.subject == subject {
			earned += l.row.credits
		}
	}
	for _, u := range b.uses {
		if u.learner == learner && !u.undone && u.step.Subject == subject {
			used += u.step.Credits
		}
	}
	return earned, used
}

func (b *bank) count(of func(*hour) bool) int {
	n := 0
	for _, h := range b.hours {
		if of(h) {
			n++
		}
	}
	return n
}
