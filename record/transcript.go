package record

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
)

// Transcript is what counts for a learner in a span of dates, line by line and
// summed.
type Transcript struct {
	Learner curriculum.CohortID `json:"learner"`
	School  curriculum.SchoolID `json:"school"`
	Dates   capacity.DateSpan   `json:"dates,omitzero"` // the zero span is all of the record
	Lines   []Line              `json:"lines,omitzero"` // by date, then in the order in which they were made
	Tally

	// Years are those that share a day with the span, in the order of time. The
	// other sums are in ascending order, without what has no line.
	Years      []YearTally                `json:"years,omitzero"`
	Tiers      []Sum[curriculum.Tier]     `json:"tiers,omitzero"`
	Stages     []Sum[curriculum.Stage]    `json:"stages,omitzero"`
	Deliveries []Sum[curriculum.Delivery] `json:"deliveries,omitzero"`
	Centers    []Sum[capacity.CenterID]   `json:"centers,omitzero"`
	Products   []Product                  `json:"products,omitzero"` // in the order of the lines
}

// Line is an entry as it counts for a learner, with what the catalog says of its
// course.
type Line struct {
	Entry    EntryID               `json:"entry"`
	Date     capacity.Date         `json:"date"`
	Grade    curriculum.Grade      `json:"grade"` // of the learner on that date
	Course   curriculum.CourseID   `json:"course"`
	Name     string                `json:"name,omitzero"` // of the course
	Tier     curriculum.Tier       `json:"tier"`
	Delivery curriculum.Delivery   `json:"delivery,omitzero"`
	Center   capacity.CenterID     `json:"center"`
	Hours    curriculum.ClassHours `json:"hours"`
	Product  string                `json:"product,omitzero"`
	Marks    []Mark                `json:"marks,omitzero"`
}

// Product is something that a learner made (典型作品).
type Product struct {
	Entry  EntryID             `json:"entry"`
	Date   capacity.Date       `json:"date"`
	Course curriculum.CourseID `json:"course"`
	Name   string              `json:"name"`
}

// Transcript returns what counts for a learner in a span of dates, as [Book.Of]
// says, and false when the book does not have the learner.
func (b *Book) Transcript(id curriculum.CohortID, dates capacity.DateSpan) (Transcript, bool) {
	l, ok := b.Learner(id)
	if !ok {
		return Transcript{}, false
	}
	t := Transcript{Learner: l.ID, School: l.School, Dates: dates, Lines: b.lines(l, dates)}
	for i := range t.Lines {
		t.add(t.Lines[i].Hours, t.Lines[i].Delivery)
	}
	t.Years = years(l, dates, t.Lines)
	t.Tiers = sums(t.Lines, func(x *Line) curriculum.Tier { return x.Tier })
	t.Stages = sums(t.Lines, func(x *Line) curriculum.Stage { return x.Grade.Stage() })
	t.Deliveries = sums(t.Lines, func(x *Line) curriculum.Delivery { return x.Delivery })
	t.Centers = sums(t.Lines, func(x *Line) capacity.CenterID { return x.Center })
	t.Products = products(t.Lines)
	return t, true
}

// lines returns the entries that count for a learner in a span.
func (b *Book) lines(l Learner, dates capacity.DateSpan) []Line {
	var lines []Line
	for _, e := range b.Of(l.ID) {
		if !dates.Has(e.Date) {
			continue
		}
		year, _ := l.Year(e.Date)
		course, _ := b.catalog.Course(e.Course)
		lines = append(lines, Line{
			Entry: e.ID, Date: e.Date, Grade: year.Grade, Course: e.Course, Name: course.Name, Tier: course.Tier,
			Delivery: course.Delivery, Center: e.Center, Hours: e.Hours, Product: e.Product, Marks: e.Marks,
		})
	}
	return lines
}

func products(lines []Line) []Product {
	var list []Product
	for _, x := range lines {
		if x.Product != "" {
			list = append(list, Product{Entry: x.Entry, Date: x.Date, Course: x.Course, Name: x.Product})
		}
	}
	return list
}
