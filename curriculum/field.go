package curriculum

import "github.com/sanjie-edu/sanjie/internal/closed"

// Field says which part of a cohort or course a [Reason] is about. The zero Field is unset.
type Field uint8

// The fields, in the order in which reasons are given.
const (
	FieldCourse       Field = 1 + iota // the course itself is unknown
	FieldGrades                        // the cohort's grade, against the tier's or the course's grades
	FieldIntent                        // its declared intents
	FieldSize                          // its size
	FieldPrerequisite                  // a course that it has not completed
	FieldOrientation                   // an orientation that it has not done
	FieldCompleted                     // the course, which it has completed before
)

var fields = closed.Set[Field]{What: "field", Names: []string{"", "course", "grades", "intent", "size", "prerequisite", "orientation", "completed"}}

func (f Field) String() string                   { return fields.String(f) }
func (f Field) MarshalText() ([]byte, error)     { return fields.Marshal(f) }
func (f *Field) UnmarshalText(text []byte) error { return fields.Unmarshal(text, f) }
