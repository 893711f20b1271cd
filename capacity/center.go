package capacity

import (
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// CenterKind is the kind of a provider. The zero kind is SchoolCenter.
type CenterKind uint8

// The kinds of provider.
const (
	SchoolCenter CenterKind = iota // a center hosted by a vocational school (职业体验中心)
	Base                           // an off-campus base (校外基地)
	Firm                           // a partner firm (合作企业)
	OnlineSite                     // online projects: no travel
)

var centerKinds = closed.Set[CenterKind]{What: "kind of center", Names: []string{"school", "base", "firm", "online"}}

func (k CenterKind) String() string                   { return centerKinds.String(k) }
func (k CenterKind) MarshalText() ([]byte, error)     { return centerKinds.Marshal(k) }
func (k *CenterKind) UnmarshalText(text []byte) error { return centerKinds.Unmarshal(text, k) }

// Center is a provider at one place. One host may run several centers.
type Center struct {
	ID        CenterID   `json:"id"`
	Name      string     `json:"name,omitzero"`
	Host      string     `json:"host,omitzero"` // the school or firm that runs it
	Kind      CenterKind `json:"kind,omitzero"`
	Area      AreaID     `json:"area,omitzero"`
	At        Point      `json:"at,omitzero"`
	Calendar  CalendarID `json:"calendar"`
	License   DateSpan   `json:"license,omitzero"`   // dates between which it may host (授牌); open ends have no limit
	Headcount int        `json:"headcount,omitzero"` // most pupils and accompanying adults at once; 0 means no limit
	Batch     int        `json:"batch,omitzero"`     // batch in which it was licensed
	Sponsor   string     `json:"sponsor,omitzero"`   // department that pays for it
}

// Room is a training room (实训室) with its workstations.
type Room struct {
	ID        RoomID   `json:"id"`
	Center    CenterID `json:"center"`
	Name      string   `json:"name,omitzero"`
	Seats     int      `json:"seats"`
	Equipment []string `json:"equipment,omitzero"`
	Teaching  Times    `json:"teaching,omitzero"` // the host school's own lessons in it
}
