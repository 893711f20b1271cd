package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Sharing says with whom a group may share a session. Its zero value is
// unset; each field of this type says what that means.
type Sharing uint8

// The demands on all visits of a session.
const (
	ShareNobody Sharing = 1 + iota
	ShareSchool         // groups of the same school
	ShareStage          // groups of the same stage
	ShareAnyone
)

var sharings = closed.Set[Sharing]{What: "sharing", Names: []string{"", "nobody", "school", "stage", "anyone"}}

func (s Sharing) String() string                   { return sharings.String(s) }
func (s Sharing) MarshalText() ([]byte, error)     { return sharings.Marshal(s) }
func (s *Sharing) UnmarshalText(text []byte) error { return sharings.Unmarshal(text, s) }

// Offering is a course as one center can run it: in a set of rooms that are
// all used at once, with seats, staff and a minimum.
type Offering struct {
	ID     OfferingID          `json:"id"`
	Center CenterID            `json:"center"`
	Course curriculum.CourseID `json:"course"`
	Rooms  []RoomID            `json:"rooms,omitzero"` // an on-site course needs one
	Team   TeamID              `json:"team,omitzero"`  // the outreach team that carries it

	Seats               int     `json:"seats,omitzero"`               // 0 means the seats of its rooms together; without rooms, only online and blended courses may leave it 0: no limit
	Minimum             int     `json:"minimum,omitzero"`             // 0 means the course's
	Instructors         int     `json:"instructors,omitzero"`         // fewest; 0 means the course's
	PupilsPerInstructor int     `json:"pupilsPerInstructor,omitzero"` // 0 means the course's
	Sharing             Sharing `json:"sharing,omitzero"`             // unset means anyone

	Valid DateSpan `json:"valid,omitzero"` // open ends have no limit
	Times Times    `json:"times,omitzero"` // slots in which it may run; empty means all of the center's
}
