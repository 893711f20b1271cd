package matching

import (
	"cmp"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Resource is what a district could have more of. The zero Resource is unset.
type Resource uint8

// The resources, and what one more of each is.
const (
	ResourceSession    Resource = 1 + iota // a session of an offering, in rooms like its own; in the best slot of a week
	ResourceInstructor                     // somebody like an instructor, in a week
	ResourceSeat                           // a seat in all sessions of an offering in a week; without rooms, in all there are
	ResourceTour                           // a session of a team in every slot
	ResourceHead                           // a person at a center in every slot
	ResourceUnit                           // a unit of a center's stock of an item
	ResourceMoney                          // 1,000 yuan of a budget
	ResourceBus                            // a bus of a fleet
	ResourceQuota                          // a visit or pupil of a quota; of one for each school, at each
)

var resources = closed.Set[Resource]{What: "resource", Names: []string{"", "session", "instructor", "seat", "tour", "head", "unit", "money", "bus", "quota"}}

func (r Resource) String() string                   { return resources.String(r) }
func (r Resource) MarshalText() ([]byte, error)     { return resources.Marshal(r) }
func (r *Resource) UnmarshalText(text []byte) error { return resources.Unmarshal(text, r) }

// onceMore is one more of a budget.
const onceMore = 1000 * int64(curriculum.Yuan)

// Worth is what one more of something would be worth at the most. The ids name
// what it is of; those of which it is not are empty.
type Worth struct {
	Resource   Resource              `json:"resource"`
	Center     capacity.CenterID     `json:"center,omitzero"` // none for an instructor with several
	Course     curriculum.CourseID   `json:"course,omitzero"`
	Offering   capacity.OfferingID   `json:"offering,omitzero"`
	Instructor capacity.InstructorID `json:"instructor,omitzero"` // one of a kind: see [Appraise]
	Item       curriculum.ItemID     `json:"item,omitzero"`
	Budget     capacity.BudgetID     `json:"budget,omitzero"`
	Fleet      capacity.FleetID      `json:"fleet,omitzero"`
	Quota      capacity.QuotaID      `json:"quota,omitzero"`
	Team       capacity.TeamID       `json:"team,omitzero"`
	Week       capacity.Date         `json:"week,omitzero"`  // its Monday; 0 means the whole calendar
	Slot       capacity.SlotID       `json:"slot,omitzero"`  // of a session
	Rise       int64                 `json:"rise"`           // of the bound, in 1/Scale points
	Price      int64                 `json:"price,omitzero"` // of the rooms of a session in its slot, all together, in 1/Scale points
	Opens      bool                  `json:"opens,omitzero"` // it may also let in who has no such option now, which Rise leaves out
}

// Appraisal is what one more of everything would be worth, the most first, then
// by [Worth.Compare]. What would raise the bound by nothing is not listed.
type Appraisal struct {
	Scale int64   `json:"scale"` // at least 1
	List  []Worth `json:"worths"`
}

// Points returns a rise in whole points, rounded up.
func (a *Appraisal) Points(rise int64) int64 { return rise/a.Scale + min(1, rise%a.Scale) }

// Compare orders worths by resource, and then by their ids in the order of the
// fields, whatever they rise by.
func (w Worth) Compare(x Worth) int {
	return cmp.Or(
		cmp.Compare(w.Resource, x.Resource), cmp.Compare(w.Center, x.Center), cmp.Compare(w.Course, x.Course),
		cmp.Compare(w.Offering, x.Offering), cmp.Compare(w.Instructor, x.Instructor), cmp.Compare(w.Item, x.Item),
		cmp.Compare(w.Budget, x.Budget), cmp.Compare(w.Fleet, x.Fleet), cmp.Compare(w.Quota, x.Quota),
		cmp.Compare(w.Team, x.Team), cmp.Compare(w.Week, x.Week), cmp.Compare(w.Slot, x.Slot))
}

// Appraise returns what one more of everything would be worth in points, by the
// prices of a certificate for points: how much the bound that [CheckBound] makes
// of them would rise in the problem that [WithMore] returns, where what is new has
// the prices of what it is like, and the rooms of a new session the worth's Price.
// A plan of that problem has at most the bound and the rise, whatever the prices
// are.
//
// Cases of the certificate are left aside.
//
// So a rise is no promise. It is close to what would be gained where the bound is
// close to the best plan, and says nothing about several at once: the second of
// something is often worth less. Where Opens is set, the claim does not hold, as
// somebody may have a first option, or one toward visits that were out of reach,
// for which there is no price.
//
// Instructors of one kind work at the same centers and are qualified for the same;
// each week lists the one of a kind whose like would be worth most.
//
// Errors are those of [CheckBound], and it takes some 20 times as long.
func Appraise(p *Problem, c *Certificate) (*Appraisal, error) {
	if c == nil {
		c = new(Certificate)
	}
	r, err := newRelaxation(p, nil)
	if err != nil {
		return nil, err
	}
	byPoints, _, err := r.resolve(c)
	if err != nil {
		return nil, err
	}
	a := newAppraiser(byPoints, c.Points.List)
	a.addOfferings()
	a.addInstructors()
	a.addTeams()
	a.addLimits()
	slices.SortFunc(a.worths, func(x, y Worth) int { return cmp.Or(cmp.Compare(y.Rise, x.Rise), x.Compare(y)) })
	return &Appraisal{Scale: byPoints.scale, List: a.worths}, nil
}
