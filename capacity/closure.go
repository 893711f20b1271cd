package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// ClosureKind says why something is closed. The zero kind is Repair.
type ClosureKind uint8

// The kinds of closure.
const (
	Repair      ClosureKind = iota // room or equipment out of use
	Holiday                        // public holiday
	Exams                          // exam weeks
	Weather                        // class-suspension signal (停课信号)
	OwnTeaching                    // the host school needs it itself
)

var closureKinds = closed.Set[ClosureKind]{What: "kind of closure", Names: []string{"repair", "holiday", "exams", "weather", "teaching"}}

func (k ClosureKind) String() string                   { return closureKinds.String(k) }
func (k ClosureKind) MarshalText() ([]byte, error)     { return closureKinds.Marshal(k) }
func (k *ClosureKind) UnmarshalText(text []byte) error { return closureKinds.Unmarshal(text, k) }

// Closure closes areas, centers and rooms for a time: every slot that shares a
// minute with Times. With no area, center or room named it closes the whole
// network. A closed area also keeps the schools in it from setting out.
type Closure struct {
	ID      ClosureID           `json:"id"`
	Kind    ClosureKind         `json:"kind,omitzero"`
	Reason  string              `json:"reason,omitzero"`
	Areas   []AreaID            `json:"areas,omitzero"`
	Centers []CenterID          `json:"centers,omitzero"`
	Rooms   []RoomID            `json:"rooms,omitzero"`
	Grades  curriculum.GradeSet `json:"grades,omitzero"` // closes for cohorts of these grades alone; empty means for all
	Times   Times               `json:"times"`
}
