package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Term is a stretch of time with a name, such as a school term.
type Term struct {
	Name string            `json:"name"`
	Span capacity.DateSpan `json:"span"`
}

// Comparison says what to compare over terms.
type Comparison struct {
	Form    FormID
	Terms   []Term   // in the order of time, without overlaps
	By      []Axis   // as in [Question]
	Minimum int      // as in [Question]
	Steady  Permille // the largest change either way that is no trend; 0: every change is one
}

// Satisfaction sets figures of terms side by side.
type Satisfaction struct {
	Form    FormID   `json:"form"`
	Terms   []Term   `json:"terms"`
	By      []Axis   `json:"by,omitzero"`
	Minimum int      `json:"minimum"`
	Steady  Permille `json:"steady,omitzero"`
	Rows    []Row    `json:"rows"` // parts in the order of [Report]; of each the overall figure first, then its dimensions
}

// Row is one figure over terms.
type Row struct {
	Key
	Depth     int         `json:"depth,omitzero"`
	Dimension DimensionID `json:"dimension,omitzero"` // empty for the overall figure
	Points    []Point     `json:"points"`             // one for each term
}

// Point is a figure in one term.
type Point struct {
	Figure
	Trend  Trend    `json:"trend,omitzero"`  // against the term before
	Change Permille `json:"change,omitzero"` // against the term before; 0 where the trend is unset
}

// Trend is the sign of a change. The zero Trend is unset: one of the two
// figures is not shown, or they are made of different roles or dimensions, so that
// their difference would say more of that than of the visits.
type Trend uint8

// The trends.
const (
	Falling Trend = 1 + iota
	Level
	Rising
)

var trends = closed.Set[Trend]{What: "trend", Names: []string{"", "falling", "level", "rising"}}

func (t Trend) String() string                   { return trends.String(t) }
func (t Trend) MarshalText() ([]byte, error)     { return trends.Marshal(t) }
func (t *Trend) UnmarshalText(text []byte) error { return trends.Unmarshal(text, t) }

// Satisfaction aggregates each term by itself, as [Survey.Aggregate] does, and
// compares each with the one before. Terms are not added up.
//
// The error is a [*finding.Error] with what is wrong with the comparison.
func (s *Survey) Satisfaction(c Comparison) (*Satisfaction, error) {
	q := Question{Form: c.Form, By: c.By, Minimum: c.Minimum}
	if err := c.check(s); err != nil {
		return nil, err
	}
	all := &Satisfaction{
		Form: c.Form, Terms: slices.Clone(c.Terms), By: slices.Clone(c.By), Minimum: cmp.Or(c.Minimum, LeastRaters), Steady: c.Steady,
	}
	cells := map[place][]*Cell{} // for each term, nil where there is none
	var places []place
	for i, term := range c.Terms {
		q.Span = term.Span
		r, err := s.Aggregate(q)
		if err != nil {
			return nil, err
		}
		for j := range r.Cells {
			at := place{r.Cells[j].Key, r.Cells[j].Depth}
			if cells[at] == nil {
				cells[at] = make([]*Cell, len(c.Terms))
				places = append(places, at)
			}
			cells[at][i] = &r.Cells[j]
		}
	}
	slices.SortFunc(places, func(a, b place) int { return a.compare(b, c.By) })
	form := s.form(c.Form)
	for _, at := range places {
		all.addRows(at, cells[at], form)
	}
	return all, nil
}

// check notes what is wrong with the terms, and with what each asks.
func (c Comparison) check(s *Survey) error {
	var found finding.List
	if len(c.Terms) == 0 {
		found.Add("/terms", nil, "are empty", "name the terms to compare")
	}
	for i, term := range c.Terms {
		path := "/terms/" + strconv.Itoa(i)
		finding.CheckText(&found, path+"/name", term.Name)
		if !checkSpan(&found, path+"/span", term.Span) || i == 0 {
			continue
		}
		if before := c.Terms[i-1].Span; before.To == 0 || term.Span.From <= before.To {
			found.Add(path+"/span", term.Span, "does not begin after the term before, "+before.String(), "put terms in the order of time, without overlaps")
		}
	}
	finding.CheckRange(&found, "/steady", c.Steady, 0, whole)
	Question{Form: c.Form, By: c.By, Minimum: c.Minimum}.check(s, &found)
	return found.Err()
}

// place is where a cell stands in a report.
type place struct {
	key   Key
	depth int
}

// compare orders places as a report has them.
func (p place) compare(o place, by []Axis) int {
	for _, a := range by[:min(p.depth, o.depth)] {
		if c := cmp.Compare(p.key.along(a), o.key.along(a)); c != 0 {
			return c
		}
	}
	return cmp.Compare(p.depth, o.depth)
}

// addRows adds the rows of one part, with a cell for each term.
func (s *Satisfaction) addRows(at place, cells []*Cell, form *Form) {
	overall := Row{Key: at.key, Depth: at.depth, Points: make([]Point, len(cells))}
	rows := make([]Row, len(form.Dimensions))
	for j, d := range form.Dimensions {
		rows[j] = Row{Key: at.key, Depth: at.depth, Dimension: d.ID, Points: make([]Point, len(cells))}
	}
	for i, now := range cells {
		if now == nil {
			continue
		}
		var before *Cell
		if i > 0 {
			before = cells[i-1]
		}
		overall.Points[i].Figure = now.Overall
		if before != nil && alike(now.Dimensions, before.Dimensions) {
			overall.Points[i].against(before.Overall, s.Steady)
		}
		for j := range rows {
			rows[j].Points[i].Figure = now.Dimensions[j].Figure
			if before != nil && now.Dimensions[j].alike(before.Dimensions[j]) {
				rows[j].Points[i].against(before.Dimensions[j].Figure, s.Steady)
			}
		}
	}
	s.Rows = append(append(s.Rows, overall), rows...)
}

// against compares a point with the figure of the term before.
func (p *Point) against(before Figure, steady Permille) {
	if !p.Shown || !before.Shown {
		return
	}
	p.Change, p.Trend = p.Mean-before.Mean, Level
	switch {
	case p.Change > steady:
		p.Trend = Rising
	case p.Change < -steady:
		p.Trend = Falling
	}
}

// alike reports whether two results of one dimension are made of the same roles.
func (r Result) alike(o Result) bool {
	return slices.EqualFunc(r.Roles, o.Roles, func(a, b RoleResult) bool {
		return a.Weight == 0 || a.Figure.Shown == b.Figure.Shown
	})
}

// alike reports whether the overall figures of two cells are made of the same
// dimensions and roles.
func alike(a, b []Result) bool {
	return slices.EqualFunc(a, b, func(a, b Result) bool { return a.Weight == 0 || a.alike(b) })
}
