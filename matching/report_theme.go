package matching

import (
	"cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/closed"
)

// Theme is what a visit is asked for: the theme of the request's first choice. A
// choice of a course counts under the course's theme, or, when it has none, under
// the course itself; any other under the first that it states of theme, major,
// occupation and tier. A request that leaves the choice to its program counts under the program.
type Theme struct {
	Kind ThemeKind `json:"kind"`
	Name string    `json:"name"` // the theme, or the id of what the kind says
}

// ThemeKind says what names a [Theme]. The zero ThemeKind is unset.
type ThemeKind uint8

// The kinds of theme.
const (
	ThemeStated     ThemeKind = 1 + iota // a course or the choice states it
	ThemeCourse                          // a course without one
	ThemeMajor                           // any course of a major
	ThemeOccupation                      // any course that meets an occupation
	ThemeTier                            // any course of a tier
	ThemeProgram                         // whatever a program takes
)

var themeKinds = closed.Set[ThemeKind]{
	What: "kind of theme", Names: []string{"", "theme", "course", "major", "occupation", "tier", "program"},
}

func (k ThemeKind) String() string                   { return themeKinds.String(k) }
func (k ThemeKind) MarshalText() ([]byte, error)     { return themeKinds.Marshal(k) }
func (k *ThemeKind) UnmarshalText(text []byte) error { return themeKinds.Unmarshal(text, k) }

// themeOf returns the theme that a request asks for.
func (d *domain) themeOf(r *Request) Theme {
	if len(r.Choices) == 0 {
		return Theme{ThemeProgram, string(r.Program)}
	}
	switch first := &r.Choices[0]; {
	case first.Course != "":
		return themeOfCourse(d.courses[first.Course])
	case first.Theme != "":
		return Theme{ThemeStated, first.Theme}
	case first.Major != "":
		return Theme{ThemeMajor, string(first.Major)}
	case first.Occupation != "":
		return Theme{ThemeOccupation, string(first.Occupation)}
	default:
		return Theme{ThemeTier, first.Tier.String()}
	}
}

func themeOfCourse(course *curriculum.Course) Theme {
	if course.Theme != "" {
		return Theme{ThemeStated, course.Theme}
	}
	return Theme{ThemeCourse, string(course.ID)}
}

func compareThemes(a, b Theme) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
}
