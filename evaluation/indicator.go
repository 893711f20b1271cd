package evaluation

import (
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/finding"
)

// Indicator is something that centers are measured by, such as satisfaction,
// utilization or reliability. Its values are whole numbers in a unit of its own.
type Indicator struct {
	ID   IndicatorID `json:"id"`
	Name string      `json:"name,omitzero"`
	Zero int64       `json:"zero,omitzero"` // the value that is worth nothing
	Full int64       `json:"full,omitzero"` // the value that is worth full points; below Zero where less is better
	// Optional says that a center may lack a value through no fault of its own,
	// such as a satisfaction that is not shown: its other indicators then have the weight.
	Optional bool `json:"optional,omitzero"`
}

// Scheme says what counts, and how much, from a date until the next scheme's.
type Scheme struct {
	From    capacity.Date     `json:"from"`
	Weights []IndicatorWeight `json:"weights"`          // in the order in which scorecards show them
	Classes []Class           `json:"classes,omitzero"` // best first
}

// IndicatorWeight is how much an indicator counts, against the others.
type IndicatorWeight struct {
	Indicator IndicatorID `json:"indicator"`
	Weight    int         `json:"weight"` // at least 1
}

// Class is what a center is called whose score is at least Least.
type Class struct {
	Name  string   `json:"name"`
	Least Permille `json:"least,omitzero"`
}

// points returns what a value is worth.
func (x *Indicator) points(value int64) Permille {
	span, above := x.Full-x.Zero, value-x.Zero
	if span < 0 {
		span, above = -span, -above
	}
	return Permille(divide(min(max(above, 0), span)*whole, span))
}

func (s Scheme) clone() Scheme {
	s.Weights = slices.Clone(s.Weights)
	s.Classes = slices.Clone(s.Classes)
	return s
}

func (s Spec) checkIndicators(found *finding.List) {
	known := finding.NewIndex("/indicators", "indicator", s.Indicators, func(x Indicator) IndicatorID { return x.ID })
	for i, x := range s.Indicators {
		path := "/indicators/" + strconv.Itoa(i)
		known.CheckOwn(found, i)
		finding.CheckText(found, path+"/name", x.Name)
		finding.CheckRange(found, path+"/zero", x.Zero, -mostValue, mostValue)
		finding.CheckRange(found, path+"/full", x.Full, -mostValue, mostValue)
		if x.Zero == x.Full {
			found.Add(path+"/full", x.Full, "is zero's value too", "name two different values")
		}
	}
	first := map[capacity.Date]int{}
	for i, scheme := range s.Schemes {
		path := "/schemes/" + strconv.Itoa(i)
		if _, err := scheme.From.MarshalText(); err != nil {
			found.Add(path+"/from", nil, "is not set or not within 1971 to 9999", "write it as 2026-09-01")
		} else if j, ok := first[scheme.From]; ok {
			found.Add(path+"/from", scheme.From, "is when /schemes/"+strconv.Itoa(j)+" begins", "keep one of the two")
		} else {
			first[scheme.From] = i
		}
		scheme.check(path, known, found)
	}
}

func (s Scheme) check(path string, known finding.Index[IndicatorID], found *finding.List) {
	if len(s.Weights) == 0 {
		found.Add(path+"/weights", nil, "are empty", "name at least one indicator")
	}
	all := make([]IndicatorID, len(s.Weights))
	for i, w := range s.Weights {
		at := path + "/weights/" + strconv.Itoa(i)
		all[i] = w.Indicator
		known.CheckRef(found, at+"/indicator", w.Indicator)
		finding.CheckRange(found, at+"/weight", w.Weight, 1, mostWeight)
	}
	finding.CheckRepeats(found, path+"/weights", all)
	names := make([]string, len(s.Classes))
	for i, c := range s.Classes {
		at := path + "/classes/" + strconv.Itoa(i)
		names[i] = c.Name
		if c.Name == "" {
			found.Add(at+"/name", nil, "is empty", "name the class")
		}
		finding.CheckText(found, at+"/name", c.Name)
		finding.CheckRange(found, at+"/least", c.Least, 0, whole)
		if i > 0 && c.Least >= s.Classes[i-1].Least {
			found.Add(at+"/least", int(c.Least), "is not below the class before", "put the best class first")
		}
	}
	finding.CheckRepeats(found, path+"/classes", names)
}
