package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Stock is what a center has of a consumable over the whole calendar. An item
// without a stock at a center is not limited there.
type Stock struct {
	Center CenterID          `json:"center"`
	Item   curriculum.ItemID `json:"item"`
	Units  int               `json:"units"`
}

// Budget limits what a line may cost over the whole calendar, at the named
// centers together. A line without a budget is not limited.
type Budget struct {
	ID      BudgetID          `json:"id"`
	Line    curriculum.LineID `json:"line"`
	Centers []CenterID        `json:"centers,omitzero"` // empty means all
	Amount  curriculum.Fen    `json:"amount"`
}

// Fleet is a set of equal buses; a bus serves one cohort a slot.
type Fleet struct {
	ID    FleetID `json:"id"`
	Name  string  `json:"name,omitzero"`
	Buses int     `json:"buses"`
	Seats int     `json:"seats"` // of one bus, for pupils and accompanying adults
}

// Team carries courses to schools (送课): one school a slot.
type Team struct {
	ID       TeamID   `json:"id"`
	Center   CenterID `json:"center"`   // where it sets out
	Reach    int      `json:"reach"`    // meters it travels at most
	Sessions int      `json:"sessions"` // most sessions at once in its slot
}

// Quota limits the visits or pupils of some schools at some places and times.
// Contract reservations, support for named areas, department shares and
// per-school limits are all quotas.
type Quota struct {
	ID      QuotaID               `json:"id"`
	Name    string                `json:"name,omitzero"`
	Schools []curriculum.SchoolID `json:"schools,omitzero"` // the schools meant; with Areas, either
	Areas   []AreaID              `json:"areas,omitzero"`   // the schools in these areas; neither named means all, which Others cannot
	Scope   QuotaScope            `json:"scope,omitzero"`
	Centers []CenterID            `json:"centers,omitzero"` // empty means all
	Courses []curriculum.CourseID `json:"courses,omitzero"` // empty means all
	Times   Times                 `json:"times,omitzero"`   // slots within them count; empty means all
	Unit    QuotaUnit             `json:"unit,omitzero"`
	Most    int                   `json:"most"` // 0 allows none
}

// QuotaScope says how a quota applies to the schools it names. The zero scope
// is Together.
type QuotaScope uint8

// The scopes of a quota.
const (
	Together QuotaScope = iota // the named schools' sum
	Each                       // each named school by itself
	Others                     // the sum of all schools but the named: a reservation for those
)

var quotaScopes = closed.Set[QuotaScope]{What: "scope of a quota", Names: []string{"together", "each", "others"}}

func (s QuotaScope) String() string                   { return quotaScopes.String(s) }
func (s QuotaScope) MarshalText() ([]byte, error)     { return quotaScopes.Marshal(s) }
func (s *QuotaScope) UnmarshalText(text []byte) error { return quotaScopes.Unmarshal(text, s) }

// QuotaUnit is what a quota counts. The zero unit is Visits.
type QuotaUnit uint8

// The units of a quota.
const (
	Visits QuotaUnit = iota
	Pupils
)

var quotaUnits = closed.Set[QuotaUnit]{What: "unit of a quota", Names: []string{"visits", "pupils"}}

func (u QuotaUnit) String() string                   { return quotaUnits.String(u) }
func (u QuotaUnit) MarshalText() ([]byte, error)     { return quotaUnits.Marshal(u) }
func (u *QuotaUnit) UnmarshalText(text []byte) error { return quotaUnits.Unmarshal(text, u) }
