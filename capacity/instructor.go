package capacity

import (
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// InstructorKind says how somebody is engaged. The zero kind is FullTime.
type InstructorKind uint8

// The kinds of instructor.
const (
	FullTime InstructorKind = iota
	PartTime
	Mentor // 校外辅导员: model workers, craftsmen, tutors from firms
)

var instructorKinds = closed.Set[InstructorKind]{What: "kind of instructor", Names: []string{"fulltime", "parttime", "mentor"}}

func (k InstructorKind) String() string                   { return instructorKinds.String(k) }
func (k InstructorKind) MarshalText() ([]byte, error)     { return instructorKinds.Marshal(k) }
func (k *InstructorKind) UnmarshalText(text []byte) error { return instructorKinds.Unmarshal(text, k) }

// Instructor leads sessions. Somebody with several centers is floating: at
// most one of them a day.
type Instructor struct {
	ID        InstructorID          `json:"id"`
	Kind      InstructorKind        `json:"kind,omitzero"`
	Centers   []CenterID            `json:"centers"`
	Majors    []curriculum.MajorID  `json:"majors,omitzero"`    // qualified for every course of these
	Courses   []curriculum.CourseID `json:"courses,omitzero"`   // and for these
	Available Times                 `json:"available,omitzero"` // empty means always
	Teaching  Times                 `json:"teaching,omitzero"`  // lessons of their own, when they cannot come
	PerDay    int                   `json:"perDay,omitzero"`    // most sessions a day; 0 means no limit
	PerWeek   int                   `json:"perWeek,omitzero"`   // most sessions a week, Monday to Sunday; 0 means no limit
	PerTerm   int                   `json:"perTerm,omitzero"`   // most sessions over the whole calendar; 0 means no limit
}
