package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Grouping is what worths are summed by. The zero Grouping is unset.
type Grouping uint8

// The groupings.
const (
	ByCenter Grouping = 1 + iota
	ByCourse
	ByWeek
)

var groupings = closed.Set[Grouping]{What: "grouping", Names: []string{"", "center", "course", "week"}}

func (g Grouping) String() string                   { return groupings.String(g) }
func (g Grouping) MarshalText() ([]byte, error)     { return groupings.Marshal(g) }
func (g *Grouping) UnmarshalText(text []byte) error { return groupings.Unmarshal(text, g) }

// Sum is what one more of each of several things of one resource would be worth,
// added up: which center, course or week lacks most. All at once are worth less
// where one of them makes up for another, and more where one needs another.
type Sum struct {
	Resource Resource            `json:"resource"`
	Center   capacity.CenterID   `json:"center,omitzero"`
	Course   curriculum.CourseID `json:"course,omitzero"`
	Week     capacity.Date       `json:"week,omitzero"` // its Monday
	Things   int                 `json:"things"`        // how many are worth something
	Rise     int64               `json:"rise"`          // in 1/Scale points
}

// Sums returns the worths added up by resource and center, course or week, the
// most first, then by resource and id. What has no such id is left out.
func (a *Appraisal) Sums(by Grouping) []Sum {
	var sums []Sum
	at := map[Sum]int{}
	for _, w := range a.List {
		key := Sum{Resource: w.Resource}
		switch by {
		case ByCenter:
			key.Center = w.Center
		case ByCourse:
			key.Course = w.Course
		case ByWeek:
			key.Week = w.Week
		}
		if key.Center == "" && key.Course == "" && key.Week == 0 || w.Rise == 0 {
			continue
		}
		i, ok := at[key]
		if !ok {
			i = len(sums)
			at[key] = i
			sums = append(sums, key)
		}
		sums[i].Things++
		sums[i].Rise = cappedSum(sums[i].Rise, w.Rise)
	}
	slices.SortFunc(sums, func(x, y Sum) int {
		return cmp.Or(cmp.Compare(y.Rise, x.Rise), cmp.Compare(x.Resource, y.Resource),
			cmp.Compare(x.Center, y.Center), cmp.Compare(x.Course, y.Course), cmp.Compare(x.Week, y.Week))
	})
	return sums
}
