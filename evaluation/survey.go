package evaluation

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/sanjie-edu/sanjie/finding"
)

// Spec is everything that [NewSurvey] validates into a [Survey].
type Spec struct {
	Forms      []Form      `json:"forms,omitzero"`
	Groups     []Group     `json:"groups,omitzero"`
	Ratings    []Rating    `json:"ratings,omitzero"`
	Indicators []Indicator `json:"indicators,omitzero"`
	Schemes    []Scheme    `json:"schemes,omitzero"`
}

// Survey is validated forms, ratings and indicators. It is immutable and safe
// for concurrent use.
type Survey struct {
	spec Spec // every list sorted
}

// NewSurvey validates a spec, which it copies. The error is a [*finding.Error]
// with every finding, at paths such as "/ratings/3/answers/0/mark".
func NewSurvey(spec Spec) (*Survey, error) {
	if err := spec.validate(); err != nil {
		return nil, err
	}
	s := &Survey{spec: spec.clone()}
	s.spec.sort()
	return s, nil
}

// Spec returns a copy of what the survey was made from: ratings as
// [Rating.Compare] says, schemes by date, every other list by id.
func (s *Survey) Spec() Spec { return s.spec.clone() }

// form returns a form, and nil when there is none of the id.
func (s *Survey) form(id FormID) *Form {
	i, ok := slices.BinarySearchFunc(s.spec.Forms, id, func(f Form, id FormID) int { return cmp.Compare(f.ID, id) })
	if !ok {
		return nil
	}
	return &s.spec.Forms[i]
}

func (s *Spec) sort() {
	slices.SortFunc(s.Forms, func(a, b Form) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Groups, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Ratings, Rating.Compare)
	slices.SortFunc(s.Indicators, func(a, b Indicator) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(s.Schemes, func(a, b Scheme) int { return cmp.Compare(a.From, b.From) })
}

func (s Spec) clone() Spec {
	s.Forms = cloneEach(s.Forms, Form.clone)
	s.Groups = slices.Clone(s.Groups)
	s.Ratings = cloneEach(s.Ratings, Rating.clone)
	s.Indicators = slices.Clone(s.Indicators)
	s.Schemes = cloneEach(s.Schemes, Scheme.clone)
	return s
}

func cloneEach[T any](list []T, clone func(T) T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = clone(list[i])
	}
	return list
}

// validate returns everything that is wrong with the spec, in its order.
func (s Spec) validate() error {
	var found finding.List
	forms := finding.NewIndex("/forms", "form", s.Forms, func(f Form) FormID { return f.ID })
	for i := range s.Forms {
		forms.CheckOwn(&found, i)
		s.Forms[i].check("/forms/"+strconv.Itoa(i), &found)
	}
	groups := finding.NewIndex("/groups", "group", s.Groups, func(g Group) GroupID { return g.ID })
	for i, g := range s.Groups {
		groups.CheckOwn(&found, i)
		finding.CheckText(&found, "/groups/"+strconv.Itoa(i)+"/name", g.Name)
	}
	s.checkRatings(forms, groups, &found)
	s.checkIndicators(&found)
	return found.Err()
}

func (s Spec) checkRatings(forms finding.Index[FormID], groups finding.Index[GroupID], found *finding.List) {
	first := s.repeated()
	for i := range s.Ratings {
		r, path := &s.Ratings[i], "/ratings/"+strconv.Itoa(i)
		var f *Form
		if forms.CheckRef(found, path+"/form", r.Form) {
			at, _ := forms.At(r.Form)
			f = &s.Forms[at]
		}
		r.check(path, f, groups, found)
		if j, ok := first[i]; ok {
			found.Add(path, r.Rater, "rates what it rates in /ratings/"+strconv.Itoa(j)+" on the same date", "keep the one that counts")
		}
	}
}

// repeated returns, for each rating that compares equal to an earlier one, the
// place of the first such.
func (s Spec) repeated() map[int]int {
	order := make([]int, len(s.Ratings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return compareRatings(&s.Ratings[i], &s.Ratings[j]) })
	first := map[int]int{}
	for k, at := 1, 0; k < len(order); k++ {
		if compareRatings(&s.Ratings[order[at]], &s.Ratings[order[k]]) != 0 {
			at = k
			continue
		}
		first[order[k]] = order[at]
	}
	return first
}
