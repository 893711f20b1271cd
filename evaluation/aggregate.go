package evaluation

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

// Report is what [Survey.Aggregate] found.
type Report struct {
	Form    FormID            `json:"form"`
	Span    capacity.DateSpan `json:"span,omitzero"`
	By      []Axis            `json:"by,omitzero"`
	Minimum int               `json:"minimum"`
	Cells   []Cell            `json:"cells"` // the whole first, each part before its own parts, parts by ascending ids
}

// Cell is what was found of the whole or of a part of it.
type Cell struct {
	Key
	Depth      int      `json:"depth,omitzero"` // how many axes cut it: 0 for the whole
	Overall    Figure   `json:"overall,omitzero"`
	Dimensions []Result `json:"dimensions"` // in the order of the form
}

// Result is what was found of one dimension.
type Result struct {
	Dimension DimensionID  `json:"dimension"`
	Weight    int          `json:"weight"`
	Figure    Figure       `json:"figure,omitzero"`
	Roles     []RoleResult `json:"roles"` // in the order of the form, without those that do not rate the dimension
}

// RoleResult is the mean of the marks that raters of one role gave.
type RoleResult struct {
	Role    Role   `json:"role"`
	Weight  int    `json:"weight"`
	Figure  Figure `json:"figure,omitzero"`
	Answers int    `json:"answers,omitzero"` // marks given; more than raters where somebody rated several things
}

// Aggregate returns the means of the ratings that a question asks for. The
// mean of a role is that of its marks; the figure of a dimension is the mean of
// its roles by their weights, the overall figure that of the dimensions by
// theirs. What is not shown does not count there, and the others have its
// weight: roles without raters and roles with too few are treated alike, so
// that no figure says more than those of which it is made.
//
// The raters of a dimension are those of its counting roles together, of the
// overall figure the fewest of any of its dimensions.
//
// Which means of roles are shown is decided for each role and dimension:
//
//   - At least the minimum of different raters stand behind it, and none of
//     them gave more than half of the marks.
//   - Where a mean is shown and some of the parts beneath it are not, those
//     are at least two, and the first condition holds for them together. If need
//     be, further parts are hidden, those with the fewest ratings first, so that
//     subtracting what is shown never leaves fewer raters than the minimum.
//   - Nothing is shown of the parts of what is not shown.
//
// Raters who answer in the open are shown always. Against comparing two
// reports that cut the same ratings in different ways, or before and after one
// more rating, this protects nobody; nor does it when all raters agree, or when
// all but a few of them act together. docs/evaluation.md says more.
//
// The error is a [*finding.Error] with what is wrong with the question.
func (s *Survey) Aggregate(q Question) (*Report, error) {
	var found finding.List
	q.check(s, &found)
	if err := found.Err(); err != nil {
		return nil, err
	}
	form := s.form(q.Form)
	q.Minimum = cmp.Or(q.Minimum, LeastRaters)
	r := &Report{Form: q.Form, Span: q.Span, By: slices.Clone(q.By), Minimum: q.Minimum}
	root := &part{ratings: s.counted(q.Form, q.Span)}
	root.cut(q.By)
	for i := range form.Dimensions {
		for j := range form.Roles {
			c := column{minimum: q.Minimum, form: form, dimension: &form.Dimensions[i], role: &form.Roles[j]}
			if c.dimension.rates(c.role.Role) {
				c.decide(root)
			}
		}
	}
	root.walk(func(p *part) { r.Cells = append(r.Cells, p.cell(form)) })
	return r, nil
}

// counted returns the ratings that count, sorted by role and rater.
func (s *Survey) counted(form FormID, span capacity.DateSpan) []*Rating {
	var list []*Rating
	for i := range s.spec.Ratings {
		r := &s.spec.Ratings[i]
		if r.Form != form || !span.Has(r.Date) {
			continue
		}
		if n := len(list); n > 0 && compareSubjects(list[n-1], r) == 0 {
			list[n-1] = r // later
			continue
		}
		list = append(list, r)
	}
	return list
}

// part is a part of the ratings while a report is made.
type part struct {
	key     Key
	depth   int
	ratings []*Rating // sorted by role and rater
	parts   []*part   // that it is cut into, by ascending ids
	shown   []tally   // by dimension and role of the form, without those that do not rate; zero is not shown
}

// cut cuts the part along the axes, the first first.
func (p *part) cut(by []Axis) {
	if len(by) == 0 {
		return
	}
	parts := map[Key]*part{}
	for _, r := range p.ratings {
		key := p.key.at(by[0], r)
		child := parts[key]
		if child == nil {
			child = &part{key: key, depth: p.depth + 1}
			parts[key] = child
			p.parts = append(p.parts, child)
		}
		child.ratings = append(child.ratings, r)
	}
	slices.SortFunc(p.parts, func(a, b *part) int { return cmp.Compare(a.key.along(by[0]), b.key.along(by[0])) })
	for _, child := range p.parts {
		child.cut(by[1:])
	}
}

// walk calls f for the part and then for those beneath it.
func (p *part) walk(f func(*part)) {
	f(p)
	for _, child := range p.parts {
		child.walk(f)
	}
}

// cell makes the figures of a part of what is shown of its roles.
func (p *part) cell(form *Form) Cell {
	c := Cell{Key: p.key, Depth: p.depth}
	shown := p.shown
	var overall blend
	for _, d := range form.Dimensions {
		result := Result{Dimension: d.ID, Weight: d.Weight}
		var all blend
		for _, role := range form.Roles {
			if !d.rates(role.Role) {
				continue
			}
			one := shown[0].result(form, role)
			shown = shown[1:]
			if one.Figure.Shown && one.Weight > 0 {
				all.add(one.Figure.Mean, one.Weight)
				result.Figure.Raters += one.Figure.Raters
			}
			result.Roles = append(result.Roles, one)
		}
		result.Figure.Mean, result.Figure.Shown = all.mean()
		if result.Figure.Shown && d.Weight > 0 {
			overall.add(result.Figure.Mean, d.Weight)
			c.Overall.count(result.Figure.Raters)
		}
		c.Dimensions = append(c.Dimensions, result)
	}
	c.Overall.Mean, c.Overall.Shown = overall.mean()
	return c
}

// count takes the fewest raters of those counted.
func (f *Figure) count(raters int) {
	if f.Raters == 0 || raters < f.Raters {
		f.Raters = raters
	}
}
