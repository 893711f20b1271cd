package evaluation

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

// SupplyRule says how figures raise or lower what courses may offer. Nothing
// in the library applies one by itself.
type SupplyRule struct {
	Steps  []SupplyStep // best first; below the last nothing changes
	Raters int          // raters that a figure needs to have an effect, if more than the report's minimum
	Least  int          // no quota is lowered below it
	Most   int          // none is raised above it; 0 means no limit
}

// SupplyStep is what figures of at least From do, unless a better step does it.
type SupplyStep struct {
	From    Permille // 0 takes every figure that is shown
	Percent int      // of what a quota is now, 0 to 1000
}

// SupplyChange is what a rule did to a quota.
type SupplyChange struct {
	Quota   capacity.QuotaID `json:"quota"`
	Figure  Figure           `json:"figure"`
	Percent int              `json:"percent"`
	Before  int              `json:"before"`
	After   int              `json:"after"`
}

// Apply returns copies of quotas, those of courses changed as the rule says
// of their figures in a report, and a record of each quota that a step was found
// for, in the order of the quotas.
//
// A quota is of a course when it names that course alone, no school and no
// area, with the scope [capacity.Together]; it is of a course at a center when it
// names that center alone as well. Its figure is the overall one of just that
// course, or of the course at the center, if the report is cut so. What it allows is scaled and rounded with halves up. Other quotas
// stay as they are, and so do those whose figure is not shown.
//
// The error is a [*finding.Error] with what is wrong with the rule.
func (rule SupplyRule) Apply(quotas []capacity.Quota, r *Report) ([]capacity.Quota, []SupplyChange, error) {
	if err := rule.check(); err != nil {
		return nil, nil, err
	}
	figures := map[Key]Figure{}
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.ofCourse(r.axes(c)) && c.Overall.Shown && c.Overall.Raters >= rule.Raters {
			figures[c.Key] = c.Overall
		}
	}
	next := make([]capacity.Quota, len(quotas))
	var changes []SupplyChange
	for i, q := range quotas {
		next[i] = cloneQuota(q)
		figure, ok := figures[subject(q)]
		if !ok {
			continue
		}
		for _, step := range rule.Steps {
			if figure.Mean >= step.From {
				next[i].Most = rule.scale(q.Most, step.Percent)
				changes = append(changes, SupplyChange{Quota: q.ID, Figure: figure, Percent: step.Percent, Before: q.Most, After: next[i].Most})
				break
			}
		}
	}
	return next, changes, nil
}

// axes returns those by which a cell is cut, and none where its depth is not one of
// the report.
func (r *Report) axes(c *Cell) []Axis {
	if c.Depth < 0 || c.Depth > len(r.By) {
		return nil
	}
	return r.By[:c.Depth]
}

// ofCourse reports whether the cell, cut by these axes, is that of a course,
// or of a course at a center.
func (c *Cell) ofCourse(by []Axis) bool {
	for _, a := range by {
		if a != ByCourse && a != ByCenter || c.Key.along(a) == "" {
			return false
		}
	}
	return len(by) > 0 && c.Course != ""
}

// subject returns the key of what a quota limits, or the zero key, which is of
// no course.
func subject(q capacity.Quota) Key {
	if len(q.Courses) != 1 || len(q.Centers) > 1 || len(q.Schools) > 0 || len(q.Areas) > 0 || q.Scope != capacity.Together {
		return Key{}
	}
	k := Key{Course: q.Courses[0]}
	if len(q.Centers) == 1 {
		k.Center = q.Centers[0]
	}
	return k
}

// mostAllowed is the most that a quota of a network may allow.
const mostAllowed = 1_000_000_000

// scale returns a percentage of what a quota allows, within the bounds.
func (rule SupplyRule) scale(most, percent int) int {
	n := divide(int64(min(max(most, 0), mostAllowed))*int64(percent), 100)
	low, high := int64(min(rule.Least, most)), int64(mostAllowed)
	if rule.Most > 0 {
		high = int64(max(rule.Most, most))
	}
	return int(min(max(n, low), high))
}

func cloneQuota(q capacity.Quota) capacity.Quota {
	q.Schools = slices.Clone(q.Schools)
	q.Areas = slices.Clone(q.Areas)
	q.Centers = slices.Clone(q.Centers)
	q.Courses = slices.Clone(q.Courses)
	q.Times = q.Times.Clone()
	return q
}

func (rule SupplyRule) check() error {
	var found finding.List
	for i, step := range rule.Steps {
		path := "/steps/" + strconv.Itoa(i)
		finding.CheckRange(&found, path+"/from", step.From, 0, whole)
		finding.CheckRange(&found, path+"/percent", step.Percent, 0, 1000)
		if i > 0 && step.From >= rule.Steps[i-1].From {
			found.Add(path+"/from", int(step.From), "is not below the step before", "put the best step first")
		}
	}
	finding.CheckRange(&found, "/raters", rule.Raters, 0, mostAllowed)
	finding.CheckRange(&found, "/least", rule.Least, 0, mostAllowed)
	finding.CheckRange(&found, "/most", rule.Most, 0, mostAllowed)
	if rule.Most > 0 && rule.Most < rule.Least {
		found.Add("/most", rule.Most, "is below least, "+strconv.Itoa(rule.Least), "raise it or lower least")
	}
	return found.Err()
}
