package record

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// Limits of magnitude: far above any rule, and small enough that what is required
// of all weeks fits.
const (
	mostPerWeek  = curriculum.ClassHours(100)
	mostCredits  = 1_000
	mostTerms    = 1_000
	mostTermDays = 1_000
)

// Requirements are standards together with the school terms whose weeks they ask
// for. They are immutable and safe for concurrent use.
type Requirements struct {
	standards []Standard          // by id
	terms     []capacity.DateSpan // by date
}

// NewRequirements validates standards and school terms. Terms do not overlap;
// holidays lie between them. The error is a [*finding.Error] with every finding, at
// paths such as "/standards/3/perWeek". The lists are copied.
func NewRequirements(standards []Standard, terms []capacity.DateSpan) (*Requirements, error) {
	var found finding.List
	known := finding.NewIndex("/standards", "standard", standards, func(s Standard) StandardID { return s.ID })
	for i := range standards {
		known.CheckOwn(&found, i)
		standards[i].check("/standards/"+strconv.Itoa(i), &found)
	}
	checkTerms(terms, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	r := &Requirements{standards: slices.Clone(standards), terms: slices.Clone(terms)}
	for i := range r.standards {
		r.standards[i] = r.standards[i].clone()
	}
	slices.SortFunc(r.standards, func(a, b Standard) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(r.terms, func(a, b capacity.DateSpan) int { return cmp.Compare(a.From, b.From) })
	return r, nil
}

// Standard returns a copy of the standard, and false when there is none.
func (r *Requirements) Standard(id StandardID) (Standard, bool) {
	i, ok := slices.BinarySearchFunc(r.standards, id, func(s Standard, id StandardID) int { return cmp.Compare(s.ID, id) })
	if !ok {
		return Standard{}, false
	}
	return r.standards[i].clone(), true
}

// Standards yields copies of all standards by ascending id.
func (r *Requirements) Standards() iter.Seq[Standard] {
	return func(yield func(Standard) bool) {
		for _, s := range r.standards {
			if !yield(s.clone()) {
				return
			}
		}
	}
}

// wednesdays yields the Wednesdays of the school weeks in the order of time: a
// week is one of school when its Wednesday, the middle of it, lies in a term.
func (r *Requirements) wednesdays(period capacity.DateSpan) iter.Seq[capacity.Date] {
	return func(yield func(capacity.Date) bool) {
		for _, term := range r.terms {
			first := term.From + capacity.Date((int(time.Wednesday)-int(term.From.Weekday())+7)%7)
			for d := first; d <= term.To; d += 7 {
				if period.Has(d) && !yield(d) {
					return
				}
			}
		}
	}
}

func (s *Standard) check(path string, found *finding.List) {
	finding.CheckText(found, path+"/name", s.Name)
	finding.CheckText(found, path+"/source", s.Source)
	checkSpan(s.Effective, path+"/effective", found)
	if s.Grades == 0 || s.Grades&^curriculum.AllGrades != 0 {
		found.Add(path+"/grades", s.Grades.String(), "are no grades", "name them, such as 1-6,v1-v3")
	}
	sound := finding.CheckRange(found, path+"/perWeek", s.PerWeek, 0, mostPerWeek)
	sound = finding.CheckRange(found, path+"/hours", s.Hours, 0, mostHours) && sound
	sound = finding.CheckRange(found, path+"/credits", s.Credits, 0, mostCredits) && sound
	if sound {
		s.checkKind(path, found)
	}
	s.Counts.check(path+"/counts", found)
	s.checkRecognized(path, found)
	if s.Subject != "" || s.Credits > 0 {
		if s.Subject == "" || s.Credits == 0 {
			found.Add(path+"/subject", s.Subject, "is stated of credits alone, and needed there", "state credits and their subject, or neither")
		}
		finding.CheckText(found, path+"/subject", s.Subject)
	}
}

// checkKind checks that a standard is one of the three, and of one stage where it
// is over a stage.
func (s *Standard) checkKind(path string, found *finding.List) {
	stated := 0
	for _, is := range []bool{s.PerWeek > 0, s.Hours > 0, s.Credits > 0} {
		if is {
			stated++
		}
	}
	if stated != 1 {
		found.Add(path, string(s.ID), fmt.Sprintf("states %d of perWeek, hours and credits", stated), "state one of them, and make several standards of several")
	}
	for g := range s.Grades.All() {
		if s.PerWeek == 0 && g.Stage() != s.stage() {
			found.Add(path+"/grades", s.Grades.String(), "are of several stages", "make a standard for each stage")
			break
		}
	}
}

func (s *Standard) checkRecognized(path string, found *finding.List) {
	if finding.CheckRange(found, path+"/recognized", s.Recognized, 0, mostHours) && s.Recognized > s.Hours {
		found.Add(path+"/recognized", s.Recognized, "is more than hours, "+strconv.Itoa(int(s.Hours)), "state a part of them")
	}
	if len(s.Kinds) > 0 && s.Recognized == 0 {
		found.Add(path+"/kinds", nil, "are those of recognized hours, and there are none", "state recognized, or leave kinds out")
	}
	checkAll(s.Kinds, path+"/kinds", "kind of center", func(k capacity.CenterKind) error { _, err := k.MarshalText(); return err }, found)
}

func (c *Content) check(path string, found *finding.List) {
	group := func(g curriculum.LaborGroup) error { _, err := g.MarshalText(); return err }
	delivery := func(d curriculum.Delivery) error { _, err := d.MarshalText(); return err }
	checkAll(c.Labor, path+"/labor", "labor group", group, found)
	checkAll(c.NotLabor, path+"/notLabor", "labor group", group, found)
	checkAll(c.Tiers, path+"/tiers", "tier", func(t curriculum.Tier) error { _, err := t.MarshalText(); return err }, found)
	checkAll(c.Deliveries, path+"/deliveries", "delivery", delivery, found)
	checkAll(c.Apart, path+"/apart", "delivery", delivery, found)
	for i, tag := range c.Tags {
		if at := path + "/tags/" + strconv.Itoa(i); tag == "" {
			found.Add(at, nil, "is empty", "write the tag or remove it")
		} else {
			finding.CheckText(found, at, tag)
		}
	}
	finding.CheckRepeats(found, path+"/tags", c.Tags)
}

// checkAll notes values that are none of their closed set, or come twice.
func checkAll[T ~uint8](list []T, path, what string, text func(T) error, found *finding.List) {
	for i, x := range list {
		if text(x) != nil {
			found.Add(path+"/"+strconv.Itoa(i), uint8(x), "is no "+what, "use one that there is")
		}
	}
	finding.CheckRepeats(found, path, list)
}

// checkTerms checks that terms are bounded and do not overlap.
func checkTerms(terms []capacity.DateSpan, found *finding.List) {
	if !finding.CheckRange(found, "/terms", len(terms), 0, mostTerms) {
		return
	}
	var order []int // of those that are sound, by date
	for i, t := range terms {
		path := "/terms/" + strconv.Itoa(i)
		switch {
		case t.From == 0 || t.To == 0:
			found.Add(path, t.String(), "is open", "state its first and its last day")
		case !checkSpan(t, path, found):
		case t.To-t.From >= mostTermDays:
			found.Add(path, t.String(), fmt.Sprintf("is longer than %d days", mostTermDays), "state a term, not a school career")
		default:
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(terms[a].From, terms[b].From), cmp.Compare(a, b)) })
	for k := 1; k < len(order); k++ {
		if before, t := terms[order[k-1]], terms[order[k]]; t.From <= before.To {
			found.Add("/terms/"+strconv.Itoa(order[k]), t.String(), "overlaps "+before.String(), "let a day lie in one term")
		}
	}
}

// checkSpan notes dates that have no text form.
func checkSpan(s capacity.DateSpan, path string, found *finding.List) bool {
	if _, err := s.MarshalText(); err != nil {
		found.Add(path, nil, "is no span of dates", "write it as 2026-09-07/2027-01-22; an end may be left out")
		return false
	}
	return true
}
