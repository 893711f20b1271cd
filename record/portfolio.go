package record

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Portfolio is what a learner has done over the years, for the record of core
// competences (核心素养档案包).
type Portfolio struct {
	Learner curriculum.CohortID `json:"learner"`
	School  curriculum.SchoolID `json:"school"`
	Tally
	Met
	Years        []PortfolioYear `json:"years"`                 // all of the learner's, in the order of time
	Products     []Product       `json:"products,omitzero"`     // in the order of time
	Dimensions   []Dimension     `json:"dimensions,omitzero"`   // by name
	Certificates []Held          `json:"certificates,omitzero"` // by date, then by digest
}

// PortfolioYear is one year of a portfolio.
type PortfolioYear struct {
	YearTally
	Tiers []Sum[curriculum.Tier] `json:"tiers,omitzero"` // ascending, without a tier that has no entry
	Met
	Products int         `json:"products,omitzero"` // how many were made
	Marks    []MarksMean `json:"marks,omitzero"`    // by dimension
}

// Met is what the courses of entries let a learner meet, each list ascending and
// without repeats.
type Met struct {
	Themes      []string                  `json:"themes,omitzero"`
	Occupations []curriculum.OccupationID `json:"occupations,omitzero"`
	Majors      []curriculum.MajorID      `json:"majors,omitzero"`
}

// MarksMean is how well a learner did in one dimension.
type MarksMean struct {
	Dimension string `json:"dimension"`
	Marks     int    `json:"marks"` // how many
	Mean      int    `json:"mean"`  // in thousandths of the best, rounded to the nearest, a half up
}

// Dimension is a learner's marks in one dimension over all years.
type Dimension struct {
	MarksMean
	Years []YearMean `json:"years"` // with a mark, in the order of time
	// Change is the mean of the last such year less that of the first; 0 with
	// marks in one year alone.
	Change int `json:"change"`
}

// YearMean is the mean of the marks of one year.
type YearMean struct {
	Grade curriculum.Grade `json:"grade"`
	From  capacity.Date    `json:"from"`
	Mean  int              `json:"mean"`
}

// Held is a certificate of completion that a learner has.
type Held struct {
	Serial Serial        `json:"serial"`
	Issuer string        `json:"issuer"`
	Issued capacity.Date `json:"issued"`
	Digest string        `json:"digest"`
}

// Portfolio returns what a learner has done over the years, with those of the
// certificates that are the learner's, each once; and false when the book does
// not have the learner.
func (b *Book) Portfolio(id curriculum.CohortID, certificates ...*Certificate) (Portfolio, bool) {
	l, ok := b.Learner(id)
	if !ok {
		return Portfolio{}, false
	}
	lines := b.lines(l, capacity.DateSpan{})
	p := Portfolio{Learner: l.ID, School: l.School, Met: b.met(lines), Products: products(lines)}
	var all []Mark
	for _, y := range years(l, capacity.DateSpan{}, lines) {
		own := slices.DeleteFunc(slices.Clone(lines), func(x Line) bool { return x.Date < y.From || y.To < x.Date })
		p.Visits += y.Visits
		p.Hours += y.Hours
		p.Virtual += y.Virtual
		p.Years = append(p.Years, PortfolioYear{
			YearTally: y, Tiers: sums(own, func(x *Line) curriculum.Tier { return x.Tier }),
			Met: b.met(own), Products: len(products(own)), Marks: means(marksOf(own)),
		})
		all = append(all, marksOf(own)...)
	}
	for _, m := range means(all) {
		p.Dimensions = append(p.Dimensions, p.over(m))
	}
	p.Certificates = held(id, certificates)
	return p, true
}

// met returns what the courses of lines let a learner meet.
func (b *Book) met(lines []Line) Met {
	var m Met
	for _, x := range lines {
		course, _ := b.catalog.Course(x.Course)
		if course.Theme != "" {
			m.Themes = append(m.Themes, course.Theme)
		}
		if course.Major != "" {
			m.Majors = append(m.Majors, course.Major)
		}
		m.Occupations = append(m.Occupations, course.Occupations...)
	}
	return Met{Themes: distinct(m.Themes), Occupations: distinct(m.Occupations), Majors: distinct(m.Majors)}
}

func distinct[T cmp.Ordered](list []T) []T {
	slices.Sort(list)
	return slices.Compact(list)
}

func marksOf(lines []Line) []Mark {
	var all []Mark
	for _, x := range lines {
		all = append(all, x.Marks...)
	}
	return all
}

// means returns the mean of marks by ascending dimension.
func means(marks []Mark) []MarksMean {
	marks = slices.Clone(marks)
	slices.SortFunc(marks, func(x, y Mark) int { return cmp.Compare(x.Dimension, y.Dimension) })
	var list []MarksMean
	for len(marks) > 0 {
		n, sum := 0, int64(0)
		for n < len(marks) && marks[n].Dimension == marks[0].Dimension {
			sum += int64(marks[n].Score)
			n++
		}
		list = append(list, MarksMean{Dimension: marks[0].Dimension, Marks: n, Mean: int((2*sum + int64(n)) / (2 * int64(n)))})
		marks = marks[n:]
	}
	return list
}

// over follows a dimension through the years.
func (p *Portfolio) over(m MarksMean) Dimension {
	d := Dimension{MarksMean: m}
	for _, y := range p.Years {
		for _, of := range y.Marks {
			if of.Dimension == m.Dimension {
				d.Years = append(d.Years, YearMean{Grade: y.Grade, From: y.From, Mean: of.Mean})
			}
		}
	}
	d.Change = d.Years[len(d.Years)-1].Mean - d.Years[0].Mean
	return d
}

// held lists the certificates that are a learner's.
func held(learner curriculum.CohortID, certificates []*Certificate) []Held {
	var list []Held
	for _, c := range certificates {
		if done := c.Completion(); done.Learner == learner {
			list = append(list, Held{Serial: done.Serial, Issuer: done.Issuer, Issued: done.Issued, Digest: c.Digest()})
		}
	}
	slices.SortFunc(list, func(x, y Held) int {
		return cmp.Or(cmp.Compare(x.Issued, y.Issued), cmp.Compare(x.Digest, y.Digest))
	})
	return slices.Compact(list)
}
