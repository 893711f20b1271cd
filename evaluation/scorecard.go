package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

// Value is what a center was measured at.
type Value struct {
	Center    capacity.CenterID `json:"center"`
	Indicator IndicatorID       `json:"indicator"`
	Value     int64             `json:"value"`
}

// Ranking is the scorecards of centers by one scheme.
type Ranking struct {
	Scheme     capacity.Date `json:"scheme"`     // from which it is in force
	Scorecards []Scorecard   `json:"scorecards"` // by rank and then by id; those without a rank last
}

// Scorecard is what a center has reached.
type Scorecard struct {
	Center capacity.CenterID `json:"center"`
	Rank   int               `json:"rank,omitzero"` // from 1; centers with the same score share one; 0 where a value is missing
	Score  Permille          `json:"score,omitzero"`
	Class  string            `json:"class,omitzero"` // empty below all classes
	Lines  []ScoreLine       `json:"lines"`          // of the indicators with a value, in the order of the scheme
	Lacks  []IndicatorID     `json:"lacks,omitzero"` // indicators without one, in that order
}

// ScoreLine is what one indicator contributes.
type ScoreLine struct {
	Indicator IndicatorID `json:"indicator"`
	Value     int64       `json:"value"`
	Points    Permille    `json:"points"`
	Weight    int         `json:"weight"`
	Cost      Permille    `json:"cost"` // what full points would add to the score; 0 without one
}

// Scorecards ranks the centers that have values, by the scheme in force on a
// date. A value is worth 0 points at the indicator's Zero, 1000 at its Full,
// in proportion between and no more beyond; the score is the mean of the points by
// weight. Values of indicators that the scheme does not name are not looked at.
//
// A center without the value of an indicator has no score, class or rank: else
// leaving out what is bad would lift it. Only what is [Indicator].Optional may
// be missing.
//
// The error is a [*finding.Error]: what is wrong with the values, at paths such
// as "/values/3/center", or that no scheme is in force.
func (s *Survey) Scorecards(on capacity.Date, values []Value) (*Ranking, error) {
	scheme, err := s.scheme(on, values)
	if err != nil {
		return nil, err
	}
	known := map[capacity.CenterID]map[IndicatorID]int64{}
	for _, v := range values {
		if known[v.Center] == nil {
			known[v.Center] = map[IndicatorID]int64{}
		}
		known[v.Center][v.Indicator] = v.Value
	}
	r := &Ranking{Scheme: scheme.From}
	var unranked []Scorecard
	for center, values := range known {
		if c, ok := s.scorecard(scheme, center, values); ok {
			r.Scorecards = append(r.Scorecards, c)
		} else {
			unranked = append(unranked, c)
		}
	}
	slices.SortFunc(r.Scorecards, func(a, b Scorecard) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Center, b.Center))
	})
	for i := range r.Scorecards {
		r.Scorecards[i].Rank = i + 1
		if i > 0 && r.Scorecards[i-1].Score == r.Scorecards[i].Score {
			r.Scorecards[i].Rank = r.Scorecards[i-1].Rank
		}
	}
	slices.SortFunc(unranked, func(a, b Scorecard) int { return cmp.Compare(a.Center, b.Center) })
	r.Scorecards = append(r.Scorecards, unranked...)
	return r, nil
}

// scheme returns the scheme in force on a date, and what is wrong with values
// to be scored by it.
func (s *Survey) scheme(on capacity.Date, values []Value) (*Scheme, error) {
	var found finding.List
	var scheme *Scheme
	for i := range s.spec.Schemes { // by date
		if s.spec.Schemes[i].From <= on {
			scheme = &s.spec.Schemes[i]
		}
	}
	if scheme == nil {
		found.Add("/schemes", on, "is before every scheme", "add the one in force then, or name a later date")
	}
	known := finding.NewIndex("/indicators", "indicator", s.spec.Indicators, func(x Indicator) IndicatorID { return x.ID })
	type measure struct {
		center    capacity.CenterID
		indicator IndicatorID
	}
	first := make(map[measure]int, len(values))
	for i, v := range values {
		path := "/values/" + strconv.Itoa(i)
		finding.CheckID(&found, path+"/center", v.Center)
		known.CheckRef(&found, path+"/indicator", v.Indicator)
		finding.CheckRange(&found, path+"/value", v.Value, -mostValue, mostValue)
		if j, ok := first[measure{v.Center, v.Indicator}]; ok {
			found.Add(path, v.Center, "has a value of "+string(v.Indicator)+" already, /values/"+strconv.Itoa(j), "keep one of the two")
			continue
		}
		first[measure{v.Center, v.Indicator}] = i
	}
	return scheme, found.Err()
}

// scorecard scores a center by its values, without a rank. It reports whether
// there is a score: whether no value is missing that must be there.
func (s *Survey) scorecard(scheme *Scheme, center capacity.CenterID, values map[IndicatorID]int64) (Scorecard, bool) {
	c := Scorecard{Center: center}
	var all blend
	complete := true
	for _, w := range scheme.Weights {
		x := s.indicator(w.Indicator)
		value, ok := values[x.ID]
		if !ok {
			c.Lacks = append(c.Lacks, x.ID)
			complete = complete && x.Optional
			continue
		}
		line := ScoreLine{Indicator: x.ID, Value: value, Points: x.points(value), Weight: w.Weight}
		all.add(line.Points, w.Weight)
		c.Lines = append(c.Lines, line)
	}
	score, ok := all.mean()
	if !ok || !complete {
		return c, false
	}
	c.Score = score
	for i := range c.Lines {
		line := &c.Lines[i]
		line.Cost = Permille(divide(int64(whole-line.Points)*int64(line.Weight), all.weight))
	}
	for _, class := range scheme.Classes {
		if score >= class.Least {
			c.Class = class.Name
			break
		}
	}
	return c, true
}

func (s *Survey) indicator(id IndicatorID) *Indicator {
	i, _ := slices.BinarySearchFunc(s.spec.Indicators, id, func(x Indicator, id IndicatorID) int { return cmp.Compare(x.ID, id) })
	return &s.spec.Indicators[i]
}

// Values returns the overall figures of the centers of a report that is cut by
// center first, as values of an indicator in thousandths. Those that are not
// shown are left out, and those that are made of other roles or dimensions than
// that of the whole, with which they do not compare.
func (r *Report) Values(id IndicatorID) []Value {
	var all []Value
	for i := range r.Cells {
		c := &r.Cells[i]
		if by := r.axes(c); len(by) == 1 && by[0] == ByCenter && c.Center != "" && c.Overall.Shown && alike(c.Dimensions, r.Cells[0].Dimensions) {
			all = append(all, Value{Center: c.Center, Indicator: id, Value: int64(c.Overall.Mean)})
		}
	}
	return all
}
