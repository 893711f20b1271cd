package evaluation

import (
	"cmp"
	"slices"
)

// tally is what was found of one dimension and role in a set of ratings. The
// zero tally has no answers.
type tally struct {
	sum     int64 // of the marks, each less the lowest
	answers int
	raters  int // different ones
	most    int // answers of one rater
}

// result says what is shown of a tally.
func (t tally) result(f *Form, role FormRole) RoleResult {
	r := RoleResult{Role: role.Role, Weight: role.Weight}
	if t.answers > 0 {
		r.Answers = t.answers
		r.Figure = Figure{Shown: true, Raters: t.raters, Mean: Permille(divide(t.sum*whole, int64(t.answers)*int64(f.Highest-f.Lowest)))}
	}
	return r
}

// column is one dimension as raters of one role see it: marks that can be
// added up and subtracted.
type column struct {
	minimum   int
	form      *Form
	dimension *Dimension
	role      *FormRole
}

// tally adds up ratings, which are sorted by role and rater.
func (c *column) tally(ratings []*Rating) tally {
	var t tally
	var last RaterID
	run := 0
	for _, r := range ratings {
		if r.Role != c.role.Role {
			continue
		}
		mark, ok := r.mark(c.dimension.ID)
		if !ok {
			continue
		}
		if r.Rater != last {
			last, run = r.Rater, 0
			t.raters++
		}
		run++
		t.sum += int64(mark - c.form.Lowest)
		t.answers++
		t.most = max(t.most, run)
	}
	return t
}

// enough reports whether a tally may be known.
func (c *column) enough(t tally) bool {
	return c.role.Open || t.raters >= c.minimum && 2*t.most <= t.answers
}

// decide adds to each part under root what is shown of the column in it.
//
// What can be computed from all that is shown are sums over unions of
// remainders, a remainder being a part without those of its own parts that are
// shown: the sets nest, and every other sum cancels. So it is enough that every
// remainder may be known.
func (c *column) decide(root *part) {
	root.walk(func(p *part) { p.shown = append(p.shown, tally{}) })
	if t := c.tally(root.ratings); c.enough(t) {
		c.show(root, t)
	}
}

// answered is a part with what was found in it.
type answered struct {
	part  *part
	tally tally
}

// show shows a part and those of its own parts that may be known beside it.
func (c *column) show(p *part, t tally) {
	p.shown[len(p.shown)-1] = t
	var shown []answered
	var hidden crowd
	for _, child := range p.parts {
		switch t := c.tally(child.ratings); {
		case t.answers == 0:
		case c.enough(t):
			shown = append(shown, answered{child, t})
		default:
			hidden.join(c, child.ratings)
		}
	}
	// By ratings of all roles and dimensions, so that mostly the same part is hidden in each.
	slices.SortStableFunc(shown, func(a, b answered) int { return cmp.Compare(len(a.part.ratings), len(b.part.ratings)) })
	// One hidden part alone is never enough, or it would not be hidden.
	for hidden.answers > 0 && len(shown) > 0 && !c.enough(hidden.tally) {
		hidden.join(c, shown[0].part.ratings)
		shown = shown[1:]
	}
	for _, child := range shown {
		c.show(child.part, child.tally)
	}
}

// crowd is the raters of several parts together, without what they say. The zero
// crowd has none.
type crowd struct {
	tally
	of map[RaterID]int // answers
}

// join adds the ratings of a part.
func (x *crowd) join(c *column, ratings []*Rating) {
	if x.of == nil {
		x.of = map[RaterID]int{}
	}
	for _, r := range ratings {
		if _, ok := r.mark(c.dimension.ID); r.Role == c.role.Role && ok {
			x.of[r.Rater]++
			x.answers++
			x.most = max(x.most, x.of[r.Rater])
		}
	}
	x.raters = len(x.of)
}
